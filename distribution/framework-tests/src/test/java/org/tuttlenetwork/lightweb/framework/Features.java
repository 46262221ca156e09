// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.osgi.framework.Bundle;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Installs and removes features as an administrator does, over REST. */
final class Features {
    private final Product product;
    private final Rest rest;

    Features(Product product) {
        this.product = product;
        this.rest = new Rest(product);
    }

    /** Installs or updates; the answer comes when it is live or refused. */
    HttpResponse<String> send(GardenPack pack) {
        return Http.post(
                        product.peopleUrl() + "/api/v1/features",
                        product.token(Persona.ADA),
                        pack.bytes())
                .orElseThrow();
    }

    /** Installs or updates what must succeed. */
    void install(GardenPack pack) {
        HttpResponse<String> answer = send(pack);
        assertThat(answer.body()).contains("\"" + pack.version() + "\"").contains("ED\"");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    /** What would happen. */
    JsonNode plan(GardenPack pack) {
        return Rest.parse(
                Http.post(
                                product.peopleUrl() + "/api/v1/feature-plans",
                                product.token(Persona.ADA),
                                pack.bytes())
                        .orElseThrow()
                        .body());
    }

    void rollBack(String id) {
        assertThat(
                        rest.post("/api/v1/features/" + id + "/rollback", Persona.ADA, "{}")
                                .orElseThrow()
                                .statusCode())
                .isEqualTo(200);
    }

    /** Removes it, if it is there, and waits until nothing of it is in the framework. */
    void remove(String id) {
        int status = rest.delete("/api/v1/features/" + id, Persona.ADA).orElseThrow().statusCode();
        assertThat(status).isIn(204, 404);
        product.await("the removal of " + id, () -> bundles(id).isEmpty());
    }

    /** Removes it with its data and its versions, if it was ever there. */
    void purge(String id) {
        var answer =
                rest.delete("/api/v1/features/" + id + "?purge=true", Persona.ADA).orElseThrow();
        assertThat(answer.statusCode()).as(answer.body()).isIn(204, 404);
        product.await("the removal of " + id, () -> bundles(id).isEmpty());
    }

    /** How an administrator sees it. */
    JsonNode status(String id) {
        return Rest.parse(rest.get("/api/v1/features/" + id, Persona.ADA).orElseThrow().body());
    }

    /** All bundles of a feature's revisions. */
    List<Bundle> bundles(String id) {
        return all().filter(bundle -> bundle.getLocation().startsWith("lightweb:" + id + "/"))
                .toList();
    }

    /** The bundle of one revision. */
    Optional<Bundle> bundle(String id, String version) {
        return bundles(id).stream()
                .filter(bundle -> bundle.getLocation().contains("/" + version + "/"))
                .findFirst();
    }

    /** The bundles that are no feature's from an archive. */
    List<Bundle> platform() {
        return all().filter(bundle -> !bundle.getLocation().startsWith("lightweb:")).toList();
    }

    private Stream<Bundle> all() {
        return Arrays.stream(product.context().getBundles());
    }
}
