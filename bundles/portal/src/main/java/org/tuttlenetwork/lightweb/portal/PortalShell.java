// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import gg.jte.generated.precompiled.portal.JteproblemGenerated;
import gg.jte.generated.precompiled.portal.JteshellGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.ProblemWords;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Shell;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.ProblemReason;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.StaticLinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts layout and navigation around pages. */
@Component(service = Shell.class)
public final class PortalShell implements Shell {
    private final Sections sections;
    private final boolean demo;
    private final StaticLinks links;

    @Activate
    public PortalShell(
            BundleContext context, @Reference Sections sections, @Reference StaticLinks links) {
        this(sections, "demo".equals(context.getProperty("lightweb.profile")), links);
    }

    PortalShell(Sections sections, boolean demo, StaticLinks links) {
        this.sections = sections;
        this.demo = demo;
        this.links = links;
    }

    @Override
    public String render(Page page, Viewer viewer, String path) {
        Messages messages = Messages.of(PortalShell.class, viewer.locale());
        List<ShellModel.Entry> entries = new ArrayList<>();
        if (viewer.caller().isPresent() && !viewer.isAtDoor()) {
            entries.add(
                    new ShellModel.Entry(
                            "/",
                            messages.text("home.label"),
                            Icons.path("home"),
                            page.sectionId().equals("home")));
            for (Section section : sections.of(viewer)) {
                entries.add(
                        new ShellModel.Entry(
                                section.path(),
                                section.label(viewer.locale()),
                                Icons.path(section.icon()),
                                section.id().equals(page.sectionId())));
            }
        }
        ShellModel model =
                new ShellModel(
                        page.title(),
                        messages,
                        again(path, entries),
                        viewer.appearance(),
                        viewer.displayName(),
                        entries,
                        demo,
                        viewer.isAtDoor(),
                        links.link("portal", "portal.css"),
                        links.link("portal", "portal.js"));
        StringOutput output = new StringOutput();
        JteshellGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                model,
                content -> content.writeContent(page.markup()));
        return output.toString();
    }

    @Override
    public String renderProblem(
            ProblemType type, Optional<ProblemReason> reason, Viewer viewer, String path) {
        Messages messages = Messages.of(PortalShell.class, viewer.locale());
        String title = ProblemWords.title(type, viewer.locale());
        StringOutput output = new StringOutput();
        JteproblemGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                title,
                reason.flatMap(known -> because(known, viewer)).orElse(""),
                ProblemWords.advice(type, viewer.locale()),
                messages,
                viewer.caller().isPresent(),
                viewer.isAtDoor(),
                viewer.requestId());
        return render(new Page(title, "none", output.toString()), viewer, path);
    }

    /** What a reason is in words: the shell's own, or those of the room that threw it. */
    private Optional<String> because(ProblemReason reason, Viewer viewer) {
        return Messages.of(PortalShell.class, viewer.locale())
                .find("because." + reason.key(), reason.arguments().toArray())
                .or(
                        () ->
                                sections.of(viewer).stream()
                                        .flatMap(
                                                section ->
                                                        section
                                                                .words(reason, viewer.locale())
                                                                .stream())
                                        .findFirst());
    }

    /** Where a change of language leads: here, or to the section's first page. */
    private static String again(String path, List<ShellModel.Entry> entries) {
        return path.isEmpty()
                ? entries.stream()
                        .filter(ShellModel.Entry::current)
                        .map(ShellModel.Entry::path)
                        .findFirst()
                        .orElse("/")
                : path;
    }
}
