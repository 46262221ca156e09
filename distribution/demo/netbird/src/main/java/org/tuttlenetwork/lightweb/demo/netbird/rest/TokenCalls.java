// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Module;
import org.tuttlenetwork.lightweb.demo.netbird.rest.Permission.Operation;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.PersonalAccessTokens;
import org.tuttlenetwork.lightweb.demo.netbird.state.Token;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.time.Duration;

/** {@code /api/users/{uid}/tokens} (netbird.md §2.3). */
final class TokenCalls {
    private static final int LONGEST_DAYS = 365;

    private TokenCalls() {}

    static void addTo(Routes routes) {
        String all = "/api/users/*/tokens";
        routes.add("GET", all, Module.PATS, Operation.ANYBODY, TokenCalls::list);
        routes.add("POST", all, Module.PATS, Operation.ANYBODY, TokenCalls::create);
        routes.add("GET", all + "/*", Module.PATS, Operation.ANYBODY, TokenCalls::get);
        routes.add("DELETE", all + "/*", Module.PATS, Operation.ANYBODY, TokenCalls::delete);
    }

    private static ObjectNode view(Token token) {
        ObjectNode json = Json.object().put("id", token.id()).put("name", token.name());
        json.put("expiration_date", token.expires()).put("created_by", token.createdBy());
        json.put("created_at", token.createdAt());
        if (token.lastUsed() != null) {
            json.put("last_used", token.lastUsed());
        }
        return json;
    }

    private static JsonNode list(Call call) {
        User user = allowed(call, Operation.READ);
        return Json.slice(
                call.account().tokens.values().stream()
                        .filter(token -> token.userId().equals(user.id()))
                        .map(TokenCalls::view)
                        .toList());
    }

    private static JsonNode get(Call call) {
        return view(existing(call, allowed(call, Operation.READ)));
    }

    private static JsonNode create(Call call) {
        Body body = call.body();
        if (body.text("name").isEmpty()) {
            throw ApiError.invalid("name can't be empty");
        }
        long days = body.number("expires_in");
        if (days < 1 || days > LONGEST_DAYS) {
            throw ApiError.invalid("expiration has to be between 1 and 365");
        }
        User user = allowed(call, Operation.CREATE);
        String plain = PersonalAccessTokens.next();
        Token token =
                new Token(
                        Ids.next(),
                        user.id(),
                        body.text("name"),
                        PersonalAccessTokens.hash(plain),
                        call.now().plus(Duration.ofDays(days)).toString(),
                        call.caller().id(),
                        call.now().toString(),
                        null);
        call.account().tokens.put(token.id(), token);
        call.happened(
                "personal.access.token.create",
                "Personal access token created",
                user.id(),
                token.name());
        ObjectNode json = Json.object().put("plain_token", plain);
        json.set("personal_access_token", view(token));
        return json;
    }

    private static JsonNode delete(Call call) {
        User user = allowed(call, Operation.DELETE);
        Token token = existing(call, user);
        call.account().tokens.remove(token.id());
        call.happened(
                "personal.access.token.delete",
                "Personal access token deleted",
                user.id(),
                token.name());
        return Json.object();
    }

    /** One's own tokens where the role may, or those of a service user for who administers. */
    private static User allowed(Call call, Operation operation) {
        new Permission(Module.PATS, operation).require(call.caller());
        User user = call.account().users.get(call.segment(0));
        if (user == null) {
            throw ApiError.notFound("user", call.segment(0));
        }
        boolean own = user.id().equals(call.caller().id());
        if (!own && !(user.serviceUser() && call.caller().hasAdminPower())) {
            throw ApiError.denied("permission denied");
        }
        return user;
    }

    private static Token existing(Call call, User user) {
        Token token = call.account().tokens.get(call.segment(1));
        if (token == null || !token.userId().equals(user.id())) {
            throw ApiError.notFound("pat", call.segment(1));
        }
        return token;
    }
}
