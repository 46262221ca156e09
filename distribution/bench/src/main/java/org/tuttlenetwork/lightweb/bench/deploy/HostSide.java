// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.cli.Refusal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The host, over REST as an administrator.
 *
 * @param url the host's, without {@code /api/v1}
 * @param client calls it as an administrator
 * @param feature what is deployed
 * @param folder for files on the way
 * @param key of a publisher that the host trusts
 */
record HostSide(String url, HostClient client, SampleFeature feature, Path folder, Path key)
        implements Side {
    private static final String FEATURES = "/api/v1/features";
    private static final String WATCHED = "1.0.2";
    private static final int GRACE_SECONDS = 60;

    @Override
    public String name() {
        return feature.stored() ? "host, entity and migration" : "host";
    }

    @Override
    public URI resource() {
        return URI.create(url + "/api/v1/" + feature.id());
    }

    @Override
    public Change.Preparation install(String version) {
        return sending(version, 0, "INSTALLED");
    }

    @Override
    public Change.Preparation update(String version) {
        return sending(version, 0, "UPDATED");
    }

    private Change.Preparation sending(String version, int graceSeconds, String outcome) {
        return () -> {
            byte[] archive = feature.archive(version, graceSeconds, folder, key);
            return () -> call(() -> client.upload(FEATURES, archive), outcome);
        };
    }

    @Override
    public Change.Preparation back(String version) {
        ObjectNode to = JsonNodeFactory.instance.objectNode().put("version", version);
        return () -> () -> call(() -> client.post(place() + "/rollback", to), "UPDATED");
    }

    @Override
    public Change.Preparation remove() {
        return () -> () -> call(() -> client.delete(place()), "");
    }

    @Override
    public void clear() throws IOException, InterruptedException {
        call(() -> client.delete(place() + "?purge=true"), "");
    }

    private String place() {
        return FEATURES + "/" + feature.id();
    }

    /** Karaf has no grace period, so what belongs to it is measured on this side alone. */
    @Override
    public List<Step> life() {
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        List<Step> life = new ArrayList<>(Side.super.life());
        life.addAll(
                life.size() - 1,
                List.of(
                        new Step(
                                Operation.WATCHED_UPDATE,
                                WATCHED,
                                sending(WATCHED, GRACE_SECONDS, "UPDATED")),
                        new Step(
                                Operation.TAKE_BACK,
                                FIRST,
                                () ->
                                        () ->
                                                call(
                                                        () ->
                                                                client.post(
                                                                        place() + "/rollback",
                                                                        before),
                                                        "TAKEN_BACK"))));
        return life;
    }

    /** A call to the host. */
    @FunctionalInterface
    private interface Call {
        JsonNode make() throws IOException, InterruptedException, Refusal;
    }

    private static void call(Call call, String outcome) throws IOException, InterruptedException {
        try {
            JsonNode answer = call.make();
            if (!outcome.isEmpty() && !outcome.equals(answer.path("outcome").asText())) {
                throw new IOException(
                        "the host did something else than " + outcome + ": " + answer);
            }
        } catch (Refusal e) {
            throw new IOException("the host refused: " + e.getMessage(), e);
        }
    }
}
