// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import gg.jte.generated.precompiled.features.JteaddGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.BodyLimit;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.StaticLinks;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.api.web.Upload;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;

/** Adding a feature: choose an archive, look at what it would do, let it. */
@Component(service = Resource.class)
@Path("features")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed("lightweb:admin")
public final class PlanPages implements Resource {
    private static final int UNPROCESSABLE = 422;
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final FeatureEngine engine;
    private final Answers answers;

    @Activate
    public PlanPages(@Reference FeaturesRoom room, @Reference StaticLinks links) {
        this.engine = room.engine();
        this.answers = new Answers(links);
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    @Path("add")
    public Page choose(@Context Viewer viewer) {
        return form("", "", viewer);
    }

    private Page form(String downgrade, String wrong, Viewer viewer) {
        Messages messages = Answers.messages(viewer);
        StringOutput output = new StringOutput();
        JteaddGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                downgrade,
                wrong,
                answers.style(),
                answers.script());
        return new Page(messages.text("add"), FeatureSection.ID, output.toString());
    }

    /** Plans; nothing runs by that. */
    @POST
    @Path("add")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @BodyLimit(MOST_BYTES)
    public Response plan(Upload upload, @Context Viewer viewer) {
        String downgrade = upload.field("downgrade").orElse("");
        if (upload.isEmpty()) {
            return refused(downgrade, Answers.messages(viewer).text("add.noFile"), viewer);
        }
        try {
            FeaturePlan plan =
                    engine.plan(
                            upload.content(),
                            Answers.by(viewer).downgradingTo(upload.field("downgrade")));
            return plan.possible()
                    ? Answers.see("/features/plans/" + plan.id())
                    : Response.status(UNPROCESSABLE)
                            .entity(answers.plan(plan, "", false, viewer))
                            .build();
        } catch (LightWebException e) {
            if (e.type() != ProblemType.INVALID) {
                throw e;
            }
            return refused(downgrade, e.detail(), viewer);
        }
    }

    private Response refused(String downgrade, String why, Viewer viewer) {
        return Response.status(UNPROCESSABLE).entity(form(downgrade, why, viewer)).build();
    }

    /** A kept plan as it would be now; another address where it is another by now. */
    @GET
    @Path("plans/{id}")
    public Response look(
            @PathParam("id") String id,
            @QueryParam("changed") @DefaultValue("false") boolean changed,
            @Context Viewer viewer) {
        FeaturePlan now = engine.planned(id, Answers.by(viewer));
        if (now.possible() && !now.id().equals(id)) {
            return Answers.see("/features/plans/" + now.id() + "?changed=true");
        }
        return Response.ok(answers.plan(now, id, changed, viewer)).build();
    }

    /** Does exactly what the plan says, or nothing. */
    @POST
    @Path("plans/{id}")
    public Response apply(@PathParam("id") String id, @Context Viewer viewer) {
        FeaturePlan plan = engine.planned(id, Answers.by(viewer));
        if (!plan.id().equals(id)) {
            return plan.possible()
                    ? Answers.see("/features/plans/" + plan.id() + "?changed=true")
                    : Answers.see("/features/plans/" + id + "?changed=true");
        }
        return Answers.whenDone(
                plan.subject().feature(),
                () -> answers.of(engine.apply(id, Answers.by(viewer)), viewer));
    }

    @POST
    @Path("plans/{id}/dismiss")
    public Response dismiss(@PathParam("id") String id) {
        engine.dismiss(id);
        return Answers.see("/features");
    }
}
