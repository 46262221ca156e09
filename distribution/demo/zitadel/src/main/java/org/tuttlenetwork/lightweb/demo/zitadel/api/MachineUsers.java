// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.ServiceKey;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * {@code /v2/users/new} for machines, and {@code /v2/users/{id}/keys} with a public key of the
 * caller's (contract §1.3, §4; zitadel/zitadel, proto/zitadel/user/v2/user_service.proto).
 */
final class MachineUsers {
    private final Store store;
    private final UserCommands commands;
    private final ServiceKey keys;

    MachineUsers(Store store, UserCommands commands, ServiceKey keys) {
        this.store = store;
        this.commands = commands;
        this.keys = keys;
    }

    ObjectNode create(Caller caller, Fields request) {
        String organization = request.requiredText("organizationId");
        String name = request.requiredText("username");
        if (request.oneOf(List.of("human", "machine")).equals("human")) {
            throw new ApiFailure(GrpcCode.UNIMPLEMENTED, "STANDIN-call", "a person");
        }
        request.object("machine").requiredText("name");
        caller.demand("user.write");
        if (!organization.equals(DemoIds.ORGANIZATION)) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION, "COMMAND-sDf3", "Errors.Org.NotFound");
        }
        if (store.current().users().values().stream().anyMatch(u -> u.userName().equals(name))) {
            throw new ApiFailure(GrpcCode.ALREADY_EXISTS, "V3-DKcYh", "Errors.User.AlreadyExists");
        }
        User user = commands.add(caller.id(), null, name, null);
        return Json.object()
                .text("id", user.id())
                .time("creationDate", user.stamp().created())
                .build();
    }

    /** Without an expiry Zitadel would take the year 1970, and refuse. */
    ObjectNode addKey(Caller caller, String userId, Fields request) {
        if (request.time("expirationDate").filter(Instant.now()::isBefore).isEmpty()) {
            throw ApiFailure.invalid("Errors.User.Key.ExpireBeforeNow");
        }
        RSAPublicKey key = key(request.text("publicKey").orElse(""));
        caller.demand("user.write");
        if (store.current().user(userId).filter(User::isMachine).isEmpty()) {
            throw new ApiFailure(
                    GrpcCode.FAILED_PRECONDITION, "COMMAND-bb5Lu", "Errors.User.NotFound");
        }
        String id = store.newId();
        keys.add(id, userId, key);
        return Json.object().text("keyId", id).time("creationDate", Instant.now()).build();
    }

    private static RSAPublicKey key(String base64) {
        try {
            String pem = new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            if (pem.startsWith("-----BEGIN PUBLIC KEY-----")
                    && KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der))
                            instanceof RSAPublicKey key) {
                return key;
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw ApiFailure.invalid("Errors.User.Key.Invalid");
        }
        throw ApiFailure.invalid("Errors.User.Key.Invalid");
    }
}
