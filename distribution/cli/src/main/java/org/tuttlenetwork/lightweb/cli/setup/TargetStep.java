// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.io.IOException;
import java.util.Optional;

/** A target of Actions v2 that leads to the host, and the key by which the host knows Zitadel. */
final class TargetStep implements Step {
    private final Zitadel zitadel;
    private final Known known;
    private final HookTarget wanted;
    private final Secrets secrets;
    private @Nullable JsonNode found;

    TargetStep(Zitadel zitadel, Known known, HookTarget wanted, Secrets secrets) {
        this.zitadel = zitadel;
        this.known = known;
        this.wanted = wanted;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "Zitadel: target "
                + wanted.name()
                + " to "
                + wanted.endpoint()
                + ", its key in "
                + secrets.file(wanted.secret());
    }

    @Override
    public boolean isThere() throws ServerFailure, IOException, InterruptedException {
        for (JsonNode target : zitadel.targets()) {
            boolean ours =
                    target.path("name").asText("").equals(wanted.name())
                            || target.path("endpoint").asText("").equals(wanted.endpoint());
            if (ours) {
                found = target;
                known.put(wanted.id(), target.path("id").asText());
                Optional<String> key = secrets.read(wanted.secret());
                return target.path("endpoint").asText("").equals(wanted.endpoint())
                        && key.isPresent()
                        && key.get().equals(target.path("signingKey").asText(key.get()));
            }
        }
        return false;
    }

    @Override
    public void make() throws ServerFailure, IOException, InterruptedException {
        JsonNode old = found;
        if (old == null) {
            ObjectNode request =
                    Json.object()
                            .put("name", wanted.name())
                            .put("endpoint", wanted.endpoint())
                            .put("timeout", "10s")
                            .put("payloadType", "PAYLOAD_TYPE_JSON");
            request.putObject(wanted.type()).put("interruptOnError", false);
            JsonNode made = zitadel.server().post("/v2/actions/targets", request);
            known.put(wanted.id(), made.path("id").asText());
            secrets.write(wanted.secret(), made.path("signingKey").asText());
            return;
        }
        if (!old.path("endpoint").asText("").equals(wanted.endpoint())) {
            zitadel.server()
                    .post(
                            "/v2/actions/targets/" + old.path("id").asText(),
                            Json.object().put("endpoint", wanted.endpoint()));
        }
        String key = old.path("signingKey").asText("");
        if (key.isEmpty()) {
            throw new ServerFailure(
                    409,
                    "Zitadel does not show the signing key of target "
                            + wanted.name()
                            + ": delete the target there and run setup again");
        }
        secrets.write(wanted.secret(), key);
    }
}
