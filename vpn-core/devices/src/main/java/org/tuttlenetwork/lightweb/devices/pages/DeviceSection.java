// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import gg.jte.generated.precompiled.devices.JtecardGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.mesh.Mesh;
import org.tuttlenetwork.lightweb.api.mesh.MeshDevice;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.devices.DeviceService;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Devices in the navigation and on the first page: how somebody is connected. */
@Component(service = Section.class)
public final class DeviceSection implements Section {
    static final String ID = "devices";
    private static final int ORDER = 40;

    private final DeviceService service;
    private final Mesh mesh;
    private final Nodes nodes;
    private final Clock clock = Clock.systemUTC();

    @Activate
    public DeviceSection(
            @Reference DeviceService service, @Reference Mesh mesh, @Reference Nodes nodes) {
        this.service = service;
        this.mesh = mesh;
        this.nodes = nodes;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "device";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public List<Notice> notices(Viewer viewer) {
        UserId user = viewer.require().user();
        Messages messages = messages(viewer);
        List<Notice> notices = new ArrayList<>();
        if (mesh.devices(user).isEmpty()) {
            notices.add(new Notice(State.NEEDS_YOU, messages.text("notice.none"), path()));
        }
        for (DeviceRow row : rows(user, messages)) {
            if (row.state() != State.WORKING) {
                String text = row.name() + ": " + row.sentence();
                notices.add(new Notice(row.state(), text, row.path()));
            }
            if (row.endsSoon()) {
                String text = row.name() + ": " + row.ends();
                notices.add(new Notice(State.NEEDS_YOU, text, row.path()));
            }
        }
        return notices;
    }

    @Override
    public Optional<String> card(Viewer viewer) {
        UserId user = viewer.require().user();
        Messages messages = messages(viewer);
        List<MeshDevice> inside = mesh.devices(user);
        StringOutput output = new StringOutput();
        JtecardGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                inside.size(),
                Math.toIntExact(inside.stream().filter(MeshDevice::connected).count()),
                rows(user, messages));
        return Optional.of(output.toString());
    }

    private List<DeviceRow> rows(UserId user, Messages messages) {
        Exits exits = Exits.of(nodes);
        LocalDate today = LocalDate.now(clock);
        return service.of(user).stream()
                .map(
                        device ->
                                DeviceRow.of(
                                        device, service.standing(device), exits, today, messages))
                .toList();
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(DeviceSection.class, viewer.locale());
    }
}
