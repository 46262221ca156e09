// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.pages;

import gg.jte.generated.precompiled.islands.JteallGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Caller;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.StateBadge;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.portal.Wrong;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.islands.IslandRecord;
import org.tuttlenetwork.lightweb.islands.IslandService;
import org.tuttlenetwork.lightweb.islands.Lack;
import org.tuttlenetwork.lightweb.islands.Rescue;
import org.tuttlenetwork.lightweb.islands.rescue.RescueService;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All islands, for administrators of the network, who see that they are and how they do, not what
 * is in them; and where they make an owner for one that has lost its own.
 */
@Component(service = Resource.class)
@Path("islands/all")
@Produces(MediaType.TEXT_HTML)
public final class RescuePages implements PageResource {
    private static final int SHOWN = 50;
    private static final Map<String, String> PLACES =
            Map.of("no-member-found", "login", "nobody-found", "login", "owns-already", "login");

    private final IslandService islands;
    private final RescueService service;

    @Activate
    public RescuePages(@Reference IslandService islands, @Reference RescueService service) {
        this.islands = islands;
        this.service = service;
    }

    /**
     * @param after the last slug of the page before
     */
    @GET
    public Page all(@QueryParam("after") @DefaultValue("") String after, @Context Viewer viewer) {
        return page(viewer, after, RescueForm.EMPTY, Wrong.NOTHING);
    }

    private Page page(Viewer viewer, String after, RescueForm form, Wrong wrong) {
        Messages messages = IslandPages.messages(viewer);
        Caller caller = viewer.require();
        if (!caller.isAdministrator()) {
            throw LightWebException.notFound("Nothing is served at this path.");
        }
        List<IslandRecord> found = islands.all(caller, after, SHOWN + 1);
        Map<UUID, Rescue> announced =
                service.all(caller).stream()
                        .collect(Collectors.toMap(Rescue::island, Function.identity()));
        List<IslandRecord> shown = found.stream().limit(SHOWN).toList();
        Map<UUID, Lack> lacks = islands.lacks(caller, shown);
        List<Row> rows =
                shown.stream()
                        .map(
                                island ->
                                        row(
                                                island,
                                                Optional.ofNullable(announced.get(island.id())),
                                                Optional.ofNullable(lacks.get(island.id())),
                                                messages))
                        .toList();
        String next = found.size() > SHOWN ? rows.getLast().slug() : "";
        return IslandPages.page(
                messages.text("all"),
                output ->
                        JteallGenerated.render(
                                new OwaspHtmlTemplateOutput(output),
                                null,
                                messages,
                                rows,
                                next,
                                form,
                                wrong));
    }

    private Row row(
            IslandRecord island, Optional<Rescue> rescue, Optional<Lack> lack, Messages messages) {
        return new Row(
                island.name(),
                island.slug().value(),
                StateBadge.markup(MeshWords.state(islands.meshState(island)), messages.locale()),
                rescue.map(
                                one ->
                                        messages.text(
                                                "rescue.due",
                                                EndDate.words(one.dueAt(), messages.locale())))
                        .orElse(""),
                lack);
    }

    @POST
    public Response announce(
            @FormParam("slug") @DefaultValue("") String slug,
            @FormParam("login") @DefaultValue("") String login,
            @FormParam("why") @DefaultValue("") String why,
            @Context Viewer viewer) {
        return PageResource.attempt(
                () -> {
                    service.announce(viewer.require(), slug, login, why, viewer.requestId());
                    return PageResource.see("/islands/all");
                },
                refused ->
                        page(
                                viewer,
                                "",
                                new RescueForm(slug, login, why),
                                Wrong.of(refused, viewer, IslandPages.messages(viewer), PLACES)));
    }

    /**
     * An island.
     *
     * @param badge how the mesh does, as HTML
     * @param rescue when its new owner is due; empty where none is announced
     * @param lack whom it is without
     */
    public record Row(String name, String slug, String badge, String rescue, Optional<Lack> lack) {
        /** That it is without an owner, as HTML; empty where it is not. */
        public String mark(Locale locale) {
            return lack.map(_ -> StateBadge.markup(Section.State.NEEDS_YOU, locale)).orElse("");
        }

        /**
         * Whom it is without, and what to do where nothing is announced; empty where all is well.
         */
        public String lacking(Messages messages) {
            String which = lack.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
            if (which.isEmpty()) {
                return "";
            }
            String sentence = messages.text("lack." + which);
            return rescue.isEmpty()
                    ? sentence + " " + messages.text("lack." + which + ".do")
                    : sentence;
        }

        /** Who can be named there: the words beside the field. */
        public String whom(Messages messages) {
            boolean anybody = lack.filter(Lack.MEMBERS::equals).isPresent();
            return messages.text(anybody ? "add.login" : "rescue.login");
        }
    }

    /**
     * What was typed.
     *
     * @param slug of which island; empty for none
     */
    public record RescueForm(String slug, String login, String why) {
        static final RescueForm EMPTY = new RescueForm("", "", "");

        /** What was typed for one of the islands. */
        public RescueForm of(String which) {
            return which.equals(slug) ? this : EMPTY;
        }
    }
}
