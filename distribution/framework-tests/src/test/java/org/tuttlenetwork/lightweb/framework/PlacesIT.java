// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** A feature has the places that it claims and no other, and nobody takes another's. */
@ExtendWith(RunningProduct.class)
class PlacesIT {
    private Features features;
    private Rest rest;
    private Session session;

    @BeforeEach
    void features(Product product) {
        features = new Features(product);
        session = new Session(product, Persona.ADA);
        rest = new Rest(product);
    }

    @AfterEach
    void purge() {
        features.purge("garden");
        features.purge("pond");
        session.close();
    }

    static Stream<Arguments> claims() {
        GardenPack pond = GardenPack.of("1.0.0").id("pond").parts(Set.of());
        return Stream.of(
                Arguments.of("a path of the host", "islands", paths(pond, "islands")),
                Arguments.of("a page of the host", "/login", paths(pond, "login")),
                Arguments.of("a section of the host", "islands", sections(pond, "islands")),
                Arguments.of("a schema of the host", "lightweb", pond.id("lightweb")),
                Arguments.of("a schema of PostgreSQL", "pg_catalog", pond.id("pg-catalog")),
                Arguments.of("the id of the host", "catalog", pond.id("catalog")),
                Arguments.of("another feature's path", "garden", paths(pond, "garden")),
                Arguments.of("another feature's section", "garden", sections(pond, "garden")));
    }

    private static GardenPack paths(GardenPack pack, String path) {
        return pack.claims("\"paths\": [\"" + path + "\"]");
    }

    private static GardenPack sections(GardenPack pack, String section) {
        return pack.claims("\"sections\": [\"" + section + "\"]");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void refusesInThePlanWhatIsAnothers(String what, String named, GardenPack pack) {
        features.install(GardenPack.of("1.0.0"));
        if (what.startsWith("another")) {
            // Also while it is away: its places stay its own.
            features.remove("garden");
        }

        JsonNode plan = features.plan(pack);

        assertThat(plan.path("refusals").toString()).contains(named);
        HttpResponse<String> answer = features.send(pack);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("Nothing was changed");
        assertThat(features.bundles(pack.id())).isEmpty();
    }

    static Stream<Arguments> lies() {
        GardenPack pond = GardenPack.of("1.0.0").id("pond").parts(Set.of());
        return Stream.of(
                Arguments.of("lightweb.web", pond.configured("lightweb.web")),
                Arguments.of(
                        "islands", pond.header("Provide-Capability", GardenPack.unit("islands"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void refusesAnArchiveThatReachesForAnothersThings(String named, GardenPack pack) {
        HttpResponse<String> answer = features.send(pack);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("Nothing was changed").contains(named);
        assertThat(features.plan(pack).path("detail").asText()).contains(named);
    }

    static Stream<Arguments> strays() {
        String undeclared = "which its feature.json does not claim";
        return Stream.of(
                Arguments.of(Part.STRAY_RESOURCE, "/api/v1/stray, " + undeclared),
                Arguments.of(Part.STRAY_STREAM, "/api/v1/islands, " + undeclared),
                Arguments.of(Part.STRAY_ANSWER, "/api/v1/islands, " + undeclared),
                Arguments.of(Part.STRAY_SECTION, "section:stray, " + undeclared),
                Arguments.of(
                        Part.STRAY_LINKS,
                        "It offers org.tuttlenetwork.lightweb.api.web.StaticLinks, which only the"
                                + " host may"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strays")
    void refusesAtTheGateWhatIsNotClaimed(Part stray, String words) {
        features.install(GardenPack.of("1.0.0"));
        String islands = rest.get("/api/v1/islands", Persona.ADA).orElseThrow().body();
        String portal = session.get("/").body();
        Set<Part> parts = EnumSet.copyOf(Part.GARDEN);
        parts.add(stray);

        HttpResponse<String> answer = features.send(GardenPack.of("1.1.0").parts(parts));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(words);
        assertThat(rest.get("/api/v1/garden", Persona.ADA).orElseThrow().body()).contains("1.0.0");
        assertThat(rest.status("/api/v1/stray")).isEqualTo(404);
        assertThat(rest.get("/api/v1/islands", Persona.ADA).orElseThrow().body())
                .isEqualTo(islands);
        assertThat(withoutNames(session.get("/").body())).isEqualTo(withoutNames(portal));
        assertThat(features.bundle("garden", "1.1.0")).isEmpty();
    }

    /** A page has its own id in it. */
    private static String withoutNames(String page) {
        return page.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    @Test
    void aFeatureThatClaimsNothingMayServeNothing() {
        HttpResponse<String> answer =
                features.send(GardenPack.of("1.0.0").claims("\"sections\": [\"garden\"]"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("/api/v1/garden, which its feature.json");
        assertThat(rest.status("/api/v1/garden")).isEqualTo(404);
        assertThat(features.bundles("garden")).isEmpty();
    }
}
