// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.server.Json;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.ServiceKeyFile;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** The service user's key: made here, of which Zitadel gets the public half only. */
final class ServiceKeyStep implements Step {
    static final String SECRET = "zitadel-key.json";
    private static final int BITS = 2048;

    /** Zitadel wants an end, and its console's usual one is this. */
    private static final String NEVER = "9999-12-31T23:59:59Z";

    private final Zitadel zitadel;
    private final Known known;
    private final Secrets secrets;

    ServiceKeyStep(Zitadel zitadel, Known known, Secrets secrets) {
        this.zitadel = zitadel;
        this.known = known;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "Zitadel: the service user's key in " + secrets.file(SECRET);
    }

    @Override
    public boolean isThere() throws ServerFailure, IOException, InterruptedException {
        Optional<String> file = secrets.read(SECRET);
        Optional<String> user = known.find(Known.Id.SERVICE_USER);
        if (file.isEmpty() || user.isEmpty()) {
            return false;
        }
        try {
            ServiceKeyFile key = ServiceKeyFile.parse(file.get());
            if (!key.userId().equals(user.get())) {
                return false;
            }
            zitadel.login(key);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        } catch (ServerFailure failure) {
            if (failure.status() == 401) {
                return false;
            }
            throw failure;
        }
    }

    @Override
    public void make() throws ServerFailure, IOException, InterruptedException {
        KeyPair pair = generated();
        String user = known.get(Known.Id.SERVICE_USER);
        String uploaded = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        ObjectNode request =
                Json.object()
                        .put("expirationDate", NEVER)
                        .put(
                                "publicKey",
                                Base64.getEncoder()
                                        .encodeToString(
                                                uploaded.getBytes(StandardCharsets.US_ASCII)));
        String keyId =
                zitadel.server()
                        .post("/v2/users/" + user + "/keys", request)
                        .path("keyId")
                        .asText();
        secrets.write(
                SECRET,
                Json.object()
                        .put("type", "serviceaccount")
                        .put("keyId", keyId)
                        .put("key", pem("PRIVATE KEY", pair.getPrivate().getEncoded()))
                        .put("userId", user)
                        .toString());
    }

    private static KeyPair generated() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no RSA", e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN "
                + label
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END "
                + label
                + "-----\n";
    }
}
