// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
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
import org.tuttlenetwork.lightweb.api.feed.ChangeFeed;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.EventStream;
import org.tuttlenetwork.lightweb.web.Collaborators;
import org.tuttlenetwork.lightweb.web.contribution.Contribution;
import org.tuttlenetwork.lightweb.web.contribution.Contributions;
import org.tuttlenetwork.lightweb.web.contribution.ExactPaths;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Keeps the connections of server-sent events; each has a virtual thread of its own. */
@Component(service = {EventStreams.class, Places.class})
public final class EventStreams implements Places {
    private static final int MAX_LISTENERS = 5_000;

    private final Contributions<EventStream> contributions;
    private final Collaborators collaborators;
    private final Duration heartbeat;
    private final RevisionFilter.Subscription subscription;
    private final Set<StreamListener> listeners = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Contribution<EventStream>> streams = Map.of();

    @Activate
    public EventStreams(@Reference RevisionFilter filter, @Reference Collaborators collaborators) {
        this(filter, collaborators, Duration.ofSeconds(20));
    }

    /**
     * @param heartbeat how often a comment goes out where nothing else does
     */
    public EventStreams(RevisionFilter filter, Collaborators collaborators, Duration heartbeat) {
        this.contributions = new Contributions<>(filter);
        this.collaborators = collaborators;
        this.heartbeat = heartbeat;
        this.subscription = filter.onChange(this::rebuild);
    }

    @Deactivate
    public void close() {
        subscription.close();
        endAll();
    }

    @Reference(
            name = "streams",
            service = EventStream.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void bind(EventStream stream, ServiceReference<EventStream> reference) {
        Contribution.of(stream, reference).ifPresent(this::add);
    }

    void unbind(EventStream stream, ServiceReference<EventStream> reference) {
        remove(Contribution.serviceId(reference));
    }

    public void add(Contribution<EventStream> contribution) {
        contributions.add(contribution);
        rebuild();
    }

    /** Ends the stream's connections: their clients come back with {@code Last-Event-ID}. */
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
        return ExactPaths.used(contributions, bundleIds, EventStream::path);
    }

    /** The streams of the moment by path. */
    public Map<String, Contribution<EventStream>> streams() {
        return streams;
    }

    /** Ends all connections, so that the listener can stop. */
    public void endAll() {
        listeners.forEach(StreamListener::end);
    }

    private synchronized void rebuild() {
        streams =
                contributions.active().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        c -> c.service().path(), c -> c, (older, newer) -> older));
        Set<EventStream> live =
                streams.values().stream().map(Contribution::service).collect(Collectors.toSet());
        listeners.stream()
                .filter(listener -> !live.contains(listener.stream()))
                .forEach(StreamListener::end);
    }

    /** Serves a connection until it ends, if the path is a stream's; otherwise does nothing. */
    boolean handle(Request request, Response response, Callback callback, Bearer bearer)
            throws Exception {
        Contribution<EventStream> found = streams.get(ProblemAnswers.path(request));
        if (found == null || !HttpMethod.GET.is(request.getMethod())) {
            return false;
        }
        EventStream stream = found.service();
        StreamAccess access = StreamAccess.of(stream, request, response, bearer);
        ChangeFeed feed =
                collaborators
                        .feed()
                        .orElseThrow(
                                () ->
                                        new LightWebException(
                                                ProblemType.UNAVAILABLE,
                                                "Changes cannot be followed yet. Try again in some"
                                                        + " seconds."));
        if (listeners.size() >= MAX_LISTENERS) {
            throw new LightWebException(
                    ProblemType.UNAVAILABLE, "This host has as many listeners as it can carry.");
        }
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Accel-Buffering", "no");
        StreamListener listener = new StreamListener(stream, feed, access, heartbeat);
        listeners.add(listener);
        try {
            if (!streams.containsValue(found)) {
                listener.end();
            }
            listener.run(request, response, callback);
        } finally {
            listeners.remove(listener);
        }
        return true;
    }
}
