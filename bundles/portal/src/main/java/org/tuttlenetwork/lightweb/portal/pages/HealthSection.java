// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal.pages;

import gg.jte.generated.precompiled.portal.JtehealthcardGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HostHealth;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The entry of this page in an administrator's navigation, and a notice where it is needed. */
@Component(service = Section.class)
public final class HealthSection implements Section {
    static final String ID = "health";
    private static final int ORDER = 100;

    private final Supplier<HostHealth.Overview> host;

    @Activate
    public HealthSection(@Reference CurrentHealth host) {
        this((Supplier<HostHealth.Overview>) host);
    }

    HealthSection(Supplier<HostHealth.Overview> host) {
        this.host = host;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "health";
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
        HostHealth.Overview overview = host.get();
        Health.Status status = overview.status();
        if (status == Health.Status.WORKING) {
            return List.of();
        }
        Messages messages = Messages.of(HealthSection.class, viewer.locale());
        List<String> unwell = unwell(overview, messages);
        String sentence = messages.text("sentence." + status);
        String text =
                unwell.isEmpty()
                        ? sentence
                        : sentence + " " + messages.text("card.unwell", String.join(", ", unwell));
        return List.of(new Notice(HealthPage.state(status), text, path()));
    }

    @Override
    public Optional<String> card(Viewer viewer) {
        HostHealth.Overview overview = host.get();
        Messages messages = Messages.of(HealthSection.class, viewer.locale());
        StringOutput output = new StringOutput();
        JtehealthcardGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                StateBadge.markup(HealthPage.state(overview.status()), viewer.locale()),
                messages.text("sentence." + overview.status()),
                unwell(overview, messages));
        return Optional.of(output.toString());
    }

    private static List<String> unwell(HostHealth.Overview overview, Messages messages) {
        return overview.parts().stream()
                .filter(part -> part.health().status() != Health.Status.WORKING)
                .map(part -> HealthPage.name(part, messages))
                .toList();
    }
}
