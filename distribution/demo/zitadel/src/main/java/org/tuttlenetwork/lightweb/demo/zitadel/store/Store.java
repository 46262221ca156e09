// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The event store and its projections. Commands see what is written; lists see it only after the
 * lag, as Zitadel's projections do. Thread-safe.
 */
public final class Store {
    /** The longest lag that may be set. */
    public static final Duration MAX_LAG = Duration.ofSeconds(5);

    private final Clock clock;
    private final Deque<Version> versions = new ArrayDeque<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Consumer<List<Event>>> listeners = new CopyOnWriteArrayList<>();
    private Duration lag = Duration.ZERO;
    private Instant last = Instant.EPOCH;
    private long nextId;

    private record Version(Instant at, Directory directory) {}

    /**
     * What a restart brings back.
     *
     * @param directory the users, authorizations and roles
     * @param events all of them, oldest first
     * @param nextId the next id to give out
     */
    public record Saved(Directory directory, List<Event> events, long nextId) {
        /** An instance just set up. */
        public static final Saved NOTHING =
                new Saved(Directory.EMPTY, List.of(), 350_000_000_000_000_001L);

        public Saved {
            events = List.copyOf(events);
        }
    }

    public Store(Clock clock, Saved saved) {
        this.clock = clock;
        versions.add(new Version(Instant.EPOCH, saved.directory()));
        events.addAll(saved.events());
        nextId = saved.nextId();
        for (Event event : events) {
            sequences.put(event.aggregate().id(), event.sequence());
            last = event.creationDate();
        }
    }

    /** Called with the events of each command after it, on the command's thread. */
    public void onEvents(Consumer<List<Event>> listener) {
        listeners.add(listener);
    }

    /**
     * Sets by how much lists are behind.
     *
     * @param newLag from 0 to 5 s
     */
    public synchronized void lag(Duration newLag) {
        if (newLag.isNegative() || newLag.compareTo(MAX_LAG) > 0) {
            throw new IllegalArgumentException("list lag must be from 0 to 5 s, was " + newLag);
        }
        lag = newLag;
    }

    /** What commands see. */
    public synchronized Directory current() {
        return versions.getLast().directory();
    }

    /** What lists see. */
    public synchronized Directory projected() {
        Instant newest = clock.instant().minus(lag);
        Directory seen = versions.getFirst().directory();
        for (Version version : versions) {
            if (!version.at().isAfter(newest)) {
                seen = version.directory();
            }
        }
        return seen;
    }

    /** A new id, for what is no aggregate of this store. */
    public synchronized String newId() {
        return Long.toString(nextId++);
    }

    /** All events, oldest first, without lag. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    public synchronized Saved saved() {
        return new Saved(current(), events, nextId);
    }

    /**
     * Carries out a command: all its events or, where it throws, none.
     *
     * @param editor the id of the user who commands
     * @param command what to do
     */
    public <T> T change(String editor, Function<Change, T> command) {
        List<Event> pushed;
        T result;
        synchronized (this) {
            Change change = new Change(editor);
            result = command.apply(change);
            pushed = List.copyOf(change.pushed);
            commit(change);
        }
        if (!pushed.isEmpty()) {
            listeners.forEach(listener -> listener.accept(pushed));
        }
        return result;
    }

    private void commit(Change change) {
        Instant now = clock.instant();
        if (!change.pushed.isEmpty()) {
            last = change.now;
        }
        for (Event event : change.pushed) {
            events.add(event);
            sequences.put(event.aggregate().id(), event.sequence());
        }
        if (!change.directory.equals(current())) {
            versions.addLast(new Version(now, change.directory));
        }
        Instant horizon = now.minus(MAX_LAG.multipliedBy(2));
        while (versions.size() > 1 && second().at().isBefore(horizon)) {
            versions.removeFirst();
        }
    }

    private Version second() {
        var iterator = versions.iterator();
        iterator.next();
        return iterator.next();
    }

    /** One command under way. */
    public final class Change {
        private final String editor;
        private final Instant now;
        private final List<Event> pushed = new ArrayList<>();
        private final Map<String, Long> numbers = new HashMap<>();
        private Directory directory = current();

        private Change(String editor) {
            this.editor = editor;
            Instant instant = clock.instant().truncatedTo(ChronoUnit.MICROS);
            this.now = instant.isAfter(last) ? instant : last.plus(1, ChronoUnit.MICROS);
        }

        public Directory directory() {
            return directory;
        }

        void directory(Directory changed) {
            directory = changed;
        }

        /** A new id. */
        String nextId() {
            return Long.toString(nextId++);
        }

        Event push(Event.Aggregate aggregate, String type, @Nullable ObjectNode payload) {
            long before =
                    numbers.getOrDefault(
                            aggregate.id(), sequences.getOrDefault(aggregate.id(), 0L));
            numbers.put(aggregate.id(), before + 1);
            Event event = new Event(aggregate, before + 1, type, now, editor, payload);
            pushed.add(event);
            return event;
        }
    }
}
