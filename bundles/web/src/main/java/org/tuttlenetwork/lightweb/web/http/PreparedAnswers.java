// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.Places;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.contribution.Contributions;
import org.tuttlenetwork.lightweb.web.contribution.ExactPaths;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers what is ready, before Jersey and the compressing handler see the request. */
@Component(service = {PreparedAnswers.class, Places.class})
public final class PreparedAnswers implements Places {
    private final Contributions<PreparedAnswer> contributions;
    private final RevisionFilter.Subscription subscription;
    private volatile Map<String, Slot> slots = Map.of();

    @Activate
    public PreparedAnswers(@Reference RevisionFilter filter) {
        contributions = new Contributions<>(filter);
        subscription = filter.onChange(this::rebuild);
    }

    @Deactivate
    public void close() {
        subscription.close();
    }

    @Reference(
            name = "answers",
            service = PreparedAnswer.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(PreparedAnswer answer, ServiceReference<PreparedAnswer> reference) {
        Contribution.of(answer, reference).ifPresent(this::add);
    }

    void unbind(PreparedAnswer answer, ServiceReference<PreparedAnswer> reference) {
        remove(Contribution.serviceId(reference));
    }

    public void add(Contribution<PreparedAnswer> contribution) {
        contributions.add(contribution);
        rebuild();
    }

    public void remove(long serviceId) {
        contributions.remove(serviceId);
        rebuild();
    }

    /** First segments are handed out by the room of resources. */
    @Override
    public Optional<String> refusal(FeatureId feature, String place, Locale locale) {
        return Optional.empty();
    }

    @Override
    public Set<String> used(Collection<Long> bundleIds) {
        return ExactPaths.used(contributions, bundleIds, PreparedAnswer::path);
    }

    /** The paths that are answered at the moment: a copy, which keeps nobody's code alive. */
    public Set<String> paths() {
        return Set.copyOf(slots.keySet());
    }

    private synchronized void rebuild() {
        Map<String, Slot> next = new HashMap<>();
        for (Contribution<PreparedAnswer> contribution : contributions.active()) {
            Slot slot = new Slot(contribution.service());
            // The older one keeps a path that two claim.
            next.putIfAbsent(contribution.service().path(), slot);
        }
        slots = Map.copyOf(next);
    }

    /**
     * Answers if the path is known; such a path takes nothing but reading.
     *
     * @throws LightWebException METHOD_NOT_ALLOWED for another method
     */
    boolean handle(Request request, Response response, Callback callback) {
        Slot slot = slots.get(ProblemAnswers.path(request));
        if (slot == null) {
            return false;
        }
        if (!BodyForms.readsOnly(request)) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            throw new LightWebException(
                    ProblemType.METHOD_NOT_ALLOWED, "Here only these methods work: GET, HEAD.");
        }
        PreparedAnswer.Body body =
                slot.answer
                        .body()
                        .orElseThrow(
                                () ->
                                        new LightWebException(
                                                ProblemType.UNAVAILABLE,
                                                "This is still being prepared. Try again in some"
                                                        + " seconds."));
        slot.ready(body).send(request, response, callback);
        return true;
    }

    /** What goes out for one body. */
    private record Ready(BodyForms forms, HttpField cacheControl) {
        static final Ready NONE = of(new PreparedAnswer.Body(new byte[0], "text/plain", "\"\"", 0));

        static Ready of(PreparedAnswer.Body body) {
            int seconds = body.maxAgeSeconds();
            String control = seconds == 0 ? "no-cache" : "public, max-age=" + seconds;
            return new Ready(
                    BodyForms.of(body), new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, control));
        }

        void send(Request request, Response response, Callback callback) {
            forms.send(request, response, callback, cacheControl);
        }
    }

    /** One path; keeps what was made of the body that was served last. */
    private static final class Slot {
        private final PreparedAnswer answer;
        private volatile Ready last = Ready.NONE;

        Slot(PreparedAnswer answer) {
            this.answer = answer;
        }

        @SuppressWarnings("ReferenceEquality") // Bodies never change: the same one is the same.
        Ready ready(PreparedAnswer.Body body) {
            Ready known = last;
            if (known.forms().body() == body) {
                return known;
            }
            Ready made = Ready.of(body);
            last = made;
            return made;
        }
    }
}
