// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Event;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code POST /admin/v1/events/_search} (contract §1.5). Never lags. */
final class EventService {
    private static final long MAX_LIMIT = 1000;

    private final Store store;

    EventService(Store store) {
        this.store = store;
    }

    ObjectNode search(Caller caller, Fields request) {
        long asked = request.number("limit");
        long limit = asked == 0 || asked > MAX_LIMIT ? MAX_LIMIT : asked;
        Predicate<Event> filter = filter(request);
        caller.demand("events.read");
        List<Event> events = new ArrayList<>(store.events());
        if (!request.flag("asc")) {
            Collections.reverse(events);
        }
        List<ObjectNode> found =
                events.stream().filter(filter).limit(limit).map(this::render).toList();
        return Json.object().objects("events", found).build();
    }

    private static Predicate<Event> filter(Fields request) {
        List<String> eventTypes = request.texts("eventTypes");
        List<String> aggregateTypes = request.texts("aggregateTypes");
        String aggregateId = request.text("aggregateId").orElse("");
        String editor = request.text("editorUserId").orElse("");
        String owner = request.text("resourceOwner").orElse("");
        long sequence = request.number("sequence");
        boolean ascending = request.flag("asc");
        Predicate<Event> time = time(request, ascending);
        return event ->
                time.test(event)
                        && isOneOf(eventTypes, event.type())
                        && isOneOf(aggregateTypes, event.aggregate().type())
                        && (aggregateId.isEmpty() || aggregateId.equals(event.aggregate().id()))
                        && (editor.isEmpty() || editor.equals(event.editor()))
                        && (owner.isEmpty() || owner.equals(event.aggregate().resourceOwner()))
                        && (sequence == 0
                                || (ascending
                                        ? event.sequence() > sequence
                                        : event.sequence() < sequence));
    }

    /** A range makes {@code from} ignored; ascending, {@code from} is exclusive and a start. */
    private static Predicate<Event> time(Fields request, boolean ascending) {
        if (request.has("range")) {
            Fields range = request.object("range");
            Optional<Instant> since = range.time("since");
            Optional<Instant> until = range.time("until");
            return event ->
                    since.filter(event.creationDate()::isBefore).isEmpty()
                            && until.filter(event.creationDate()::isAfter).isEmpty();
        }
        Optional<Instant> from = request.time("from").or(() -> request.time("creationDate"));
        return event ->
                from.isEmpty()
                        || (ascending
                                ? event.creationDate().isAfter(from.get())
                                : event.creationDate().isBefore(from.get()));
    }

    private static boolean isOneOf(List<String> wanted, String actual) {
        return wanted.isEmpty() || wanted.contains(actual);
    }

    private ObjectNode render(Event event) {
        Json editor =
                Json.object()
                        .text("userId", event.editor())
                        .text(
                                "displayName",
                                store.current()
                                        .user(event.editor())
                                        .map(User::displayName)
                                        .orElse(""))
                        .text("service", "zitadel");
        Json aggregate =
                Json.object()
                        .text("id", event.aggregate().id())
                        .put("type", type(event.aggregate().type(), "AggregateTypes."))
                        .text("resourceOwner", event.aggregate().resourceOwner());
        Json json =
                Json.object()
                        .put("editor", editor)
                        .put("aggregate", aggregate)
                        .uint64("sequence", event.sequence())
                        .time("creationDate", event.creationDate());
        if (event.payload() != null) {
            json.put("payload", event.payload());
        }
        return json.put("type", type(event.type(), "EventTypes.")).build();
    }

    private static Json type(String type, String keyPrefix) {
        Json localized = Json.object().text("key", keyPrefix + type).text("localizedMessage", type);
        return Json.object().text("type", type).put("localized", localized);
    }
}
