// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import gg.jte.generated.precompiled.features.JteoutcomeGenerated;
import gg.jte.generated.precompiled.features.JteplanGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.ws.rs.core.Response;

import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.StaticLinks;
import org.tuttlenetwork.lightweb.features.InstallOutcome;
import org.tuttlenetwork.lightweb.features.Request;
import org.tuttlenetwork.lightweb.features.plan.FeaturePlan;
import org.tuttlenetwork.lightweb.features.trust.RiskRating;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What follows after something was done: where to look, or what came of it. */
final class Answers {
    private static final int UNPROCESSABLE = 422;

    /** Shorter than the time after which the web room answers 503. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StaticLinks links;

    Answers(StaticLinks links) {
        this.links = links;
    }

    /** The style sheet of these pages. */
    String style() {
        return links.link("features", "features.css");
    }

    /** Their script, which they do without where they must. */
    String script() {
        return links.link("features", "features.js");
    }

    static Request by(Viewer viewer) {
        return Request.by(viewer.require().user().value(), viewer.locale());
    }

    static Messages messages(Viewer viewer) {
        return Messages.of(Answers.class, viewer.locale());
    }

    static Response see(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /**
     * Does something that may take long. It goes on where nobody can be kept waiting any more; then
     * the feature's page shows how far it is.
     */
    static Response whenDone(String feature, Callable<Response> doing) {
        FutureTask<Response> task = new FutureTask<>(doing);
        Thread.ofVirtual().name("lightweb-features-" + feature).start(task);
        try {
            return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return see("/features/" + feature);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LightWebException(
                    ProblemType.UNAVAILABLE,
                    "The host stops. What was asked for goes on at its next start.",
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException(e.getCause());
        }
    }

    /** How an installation, an update or a way back ended. */
    Response of(InstallOutcome outcome, Viewer viewer) {
        Messages messages = messages(viewer);
        return switch (outcome) {
            case InstallOutcome.Live(var feature, var _, var _, var _) ->
                    see("/features/" + feature);
            case InstallOutcome.AlreadyPresent(var feature, var _) -> see("/features/" + feature);
            case InstallOutcome.AtNextStart(var feature, var version) ->
                    Response.accepted(
                                    ended(
                                            "atNextStart",
                                            feature + " " + version,
                                            List.of(),
                                            messages))
                            .build();
            case InstallOutcome.Waiting(var plan) -> see("/features/plans/" + plan.id());
            case InstallOutcome.PlanChanged(var now) when now.possible() ->
                    see("/features/plans/" + now.id() + "?changed=true");
            case InstallOutcome.PlanChanged(var now) ->
                    Response.status(Response.Status.CONFLICT)
                            .entity(plan(now, "", true, viewer))
                            .build();
            case InstallOutcome.Rejected(var reasons) ->
                    Response.status(UNPROCESSABLE)
                            .entity(ended("refused", "", reasons, messages))
                            .build();
            case InstallOutcome.TakenBack(var feature, var version, var reason) ->
                    Response.ok(
                                    ended(
                                            "takenBack",
                                            feature + " " + version,
                                            List.of(reason),
                                            messages))
                            .build();
            case InstallOutcome.Stopped(var feature, var version, var reason) ->
                    Response.ok(
                                    ended(
                                            "stopped",
                                            feature + " " + version,
                                            List.of(reason),
                                            messages))
                            .build();
        };
    }

    private Page ended(String key, String subject, List<String> reasons, Messages messages) {
        StringOutput output = new StringOutput();
        JteoutcomeGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                key,
                subject,
                reasons,
                style());
        return new Page(messages.text("ended." + key), FeatureSection.ID, output.toString());
    }

    /**
     * A plan's page.
     *
     * @param key where it can be applied or dismissed; empty where it is kept nowhere
     * @param changed whether it is another than the one that was agreed to
     */
    Page plan(FeaturePlan plan, String key, boolean changed, Viewer viewer) {
        Messages messages = messages(viewer);
        StringOutput output = new StringOutput();
        JteplanGenerated.render(
                new OwaspHtmlTemplateOutput(output),
                null,
                messages,
                Messages.of(RiskRating.class, viewer.locale()),
                plan,
                key,
                changed,
                style());
        return new Page(PlanWords.title(plan, messages), FeatureSection.ID, output.toString());
    }
}
