// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes.pages;

import gg.jte.generated.precompiled.nodes.JtecardGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.nodes.Fleet;
import org.tuttlenetwork.lightweb.nodes.NodeRecord;

import java.util.List;
import java.util.Optional;

/** The entry of these pages in an administrator's navigation. */
@Component(service = Section.class)
public final class NodeSection implements Section {
    static final String ID = "nodes";
    private static final int ORDER = 120;

    private final Fleet fleet;

    @Activate
    public NodeSection(@Reference Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "node";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean isFor(Viewer viewer) {
        return viewer.isAdministrator();
    }

    @Override
    public List<Notice> notices(Viewer viewer) {
        Messages messages = messages(viewer);
        return fleet.all().stream()
                .filter(known -> NodeRow.state(known) == State.BROKEN)
                .map(
                        known ->
                                new Notice(
                                        State.BROKEN,
                                        messages.text(
                                                "notice.down",
                                                known.node().id(),
                                                messages.text(NodeRow.reason(known))),
                                        path()))
                .toList();
    }

    @Override
    public Optional<String> card(Viewer viewer) {
        List<Fleet.Known> nodes =
                fleet.all().stream()
                        .filter(known -> known.node().state() != NodeRecord.State.REVOKED)
                        .toList();
        long well = nodes.stream().filter(NodeSection::isWell).count();
        StringOutput output = new StringOutput();
        JtecardGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages(viewer),
                Math.toIntExact(well),
                nodes.size());
        return Optional.of(output.toString());
    }

    private static boolean isWell(Fleet.Known known) {
        return NodeRow.state(known) == State.WORKING;
    }

    private static Messages messages(Viewer viewer) {
        return Messages.of(NodeSection.class, viewer.locale());
    }
}
