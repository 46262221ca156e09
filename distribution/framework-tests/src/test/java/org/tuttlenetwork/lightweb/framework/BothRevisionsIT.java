// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.framework.Journal.Note;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** With both revisions of a feature started, whatever it does is done by one of them, once. */
@ExtendWith(RunningProduct.class)
class BothRevisionsIT {
    private static final String PREFIX = "there-and-back-";
    private static final Pattern LABEL = Pattern.compile("Garden (1\\.[0-9]\\.[0-9])");

    private Features features;
    private Rest rest;

    @BeforeEach
    void features(Product product) {
        features = new Features(product);
        rest = new Rest(product);
    }

    @AfterEach
    void purge() {
        features.purge("garden");
    }

    @Test
    void workIsDoneOnceOverASwitchThereAndBack(Product product) {
        try (Journal journal = new Journal();
                Session session = new Session(product, Persona.ADA);
                Planting planting = new Planting()) {
            features.install(GardenPack.of("1.0.0"));
            planting.start();
            Watching watching = new Watching(session);
            product.await("work of 1.0.0", () -> hasWorked(journal, "1.0.0"));
            features.install(GardenPack.of("1.1.0").grace(600));
            assertThat(features.bundles("garden")).as("both revisions are started").hasSize(2);
            product.await("work of 1.1.0", () -> hasWorked(journal, "1.1.0"));
            int before = planting.names().size();
            features.rollBack("garden");
            product.await("planting again", () -> planting.names().size() > before + 20);
            planting.stop();
            List<String> planted = planting.names();
            product.await("the tasks", () -> which(journal, "watering").size() >= planted.size());
            product.await("the diary", () -> which(journal, "diary").size() >= planted.size());
            watching.stop();
            features.remove("garden");

            assertThat(planting.failures()).isEmpty();
            assertThat(which(journal, "diary")).as("entries").isEqualTo(planted);
            assertThat(which(journal, "watering"))
                    .as("queued tasks")
                    .containsExactlyInAnyOrderElementsOf(planted);
            assertThat(shifts(beds(journal, "diary"))).containsExactly("1.0.0", "1.1.0", "1.0.0");
            assertWeeding(journal);
            assertThat(watching.wrong()).isEmpty();
            assertThat(watching.seen()).containsExactly("1.0.0", "1.1.0", "1.0.0");
        }
    }

    /** Never two at once, and in one revision after the other. */
    private static void assertWeeding(Journal journal) {
        List<Note> begins = journal.of("weeding-begins");
        List<Note> ends = journal.of("weeding-ends");
        assertThat(begins).hasSameSizeAs(ends);
        for (int i = 1; i < begins.size(); i++) {
            assertThat(begins.get(i).at()).isGreaterThanOrEqualTo(ends.get(i - 1).at());
        }
        assertThat(shifts(begins).subList(0, 2)).containsExactly("1.0.0", "1.1.0");
    }

    @Test
    void aTaskWaitsForARevisionThatUnderstandsIt(Product product) {
        try (Journal journal = new Journal()) {
            features.install(GardenPack.of("1.0.0"));
            features.install(GardenPack.of("1.2.0").task("watering-2").grace(600));
            journal.trouble("queued-fail");
            plant("late");
            features.rollBack("garden");
            journal.noTrouble();
            plant("early");
            product.await("what 1.0.0 understands", () -> journal.has("watering", "early"));
            product.await("some rounds", () -> journal.of("weeding-ends").size() > 5);
            assertThat(which(journal.of("watering"))).containsExactly("early");

            features.install(GardenPack.of("1.3.0").task("watering-2"));

            product.await("what waited", () -> journal.has("watering", "late"));
            assertThat(journal.of("watering").getLast().revision()).isEqualTo("1.3.0");
            assertThat(which(journal.of("watering"))).containsExactly("early", "late");
        }
    }

    private void plant(String name) {
        assertThat(
                        rest.post("/api/v1/garden/beds?name=" + name, Persona.ADA, "{}")
                                .orElseThrow()
                                .statusCode())
                .isEqualTo(201);
    }

    /** Those of this test: a feed keeps what others planted. */
    private static List<Note> beds(Journal journal, String what) {
        return journal.of(what).stream().filter(n -> n.which().startsWith(PREFIX)).toList();
    }

    private static List<String> which(Journal journal, String what) {
        return which(beds(journal, what));
    }

    private static boolean hasWorked(Journal journal, String revision) {
        return beds(journal, "diary").stream().filter(n -> n.revision().equals(revision)).count()
                        > 20
                && journal.of("weeding-ends").stream()
                        .anyMatch(note -> note.revision().equals(revision));
    }

    private static List<String> which(List<Note> notes) {
        return notes.stream().map(Note::which).toList();
    }

    /** The revisions in the order in which they worked, each turn once. */
    private static List<String> shifts(List<Note> notes) {
        return turns(notes.stream().map(Note::revision).toList());
    }

    private static List<String> turns(List<String> revisions) {
        List<String> turns = new ArrayList<>();
        for (String revision : revisions) {
            if (turns.isEmpty() || !turns.getLast().equals(revision)) {
                turns.add(revision);
            }
        }
        return turns;
    }

    /** Plants beds, one after the other. */
    private final class Planting implements AutoCloseable {
        private final Queue<String> names = new ConcurrentLinkedQueue<>();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final Thread thread = Thread.ofVirtual().unstarted(this::run);
        private volatile boolean going = true;

        void start() {
            thread.start();
        }

        private void run() {
            for (int i = 0; going; i++) {
                String name = PREFIX + i;
                int status =
                        rest.post("/api/v1/garden/beds?name=" + name, Persona.ADA, "{}")
                                .map(answer -> answer.statusCode())
                                .orElse(0);
                if (status == 201) {
                    names.add(name);
                } else {
                    failures.add(name + ": " + status);
                }
                pause(20);
            }
        }

        void stop() {
            going = false;
            Joined.await(thread);
        }

        List<String> names() {
            return List.copyOf(names);
        }

        List<String> failures() {
            return List.copyOf(failures);
        }

        @Override
        public void close() {
            stop();
        }
    }

    /** Looks at the navigation and the catalogue: one revision's entry each, at any moment. */
    private final class Watching {
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();
        private final Session session;
        private final Thread thread = Thread.ofVirtual().unstarted(this::run);
        private volatile boolean going = true;

        Watching(Session session) {
            this.session = session;
            thread.start();
        }

        private void run() {
            while (going) {
                String page = session.get("/").body();
                LinkedHashSet<String> labels = new LinkedHashSet<>();
                for (Matcher label = LABEL.matcher(page); label.find(); ) {
                    labels.add(label.group(1));
                }
                if (labels.size() == 1) {
                    seen.add(labels.getFirst());
                } else {
                    wrong.add("navigation: " + labels);
                }
                long types = types();
                if (types != 1) {
                    wrong.add("service types: " + types);
                }
                pause(20);
            }
        }

        private long types() {
            String body = rest.get("/api/v1/services/types", Persona.ADA).orElseThrow().body();
            JsonNode types = Rest.parse(body).path("items");
            return types.findValuesAsText("id").stream()
                    .filter("org.example.garden"::equals)
                    .count();
        }

        void stop() {
            going = false;
            Joined.await(thread);
        }

        List<String> wrong() {
            return List.copyOf(wrong);
        }

        List<String> seen() {
            return turns(List.copyOf(seen));
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
