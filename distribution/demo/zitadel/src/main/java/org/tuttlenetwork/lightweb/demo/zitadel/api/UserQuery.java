// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.util.List;
import java.util.Locale;

/** One element of the queries of {@code POST /v2/users}. */
final class UserQuery {
    private static final String METHOD = "TEXT_QUERY_METHOD_";
    private static final List<String> NAMES =
            List.of(
                    "userNameQuery",
                    "displayNameQuery",
                    "emailQuery",
                    "stateQuery",
                    "typeQuery",
                    "loginNameQuery",
                    "inUserIdsQuery",
                    "orQuery",
                    "andQuery",
                    "notQuery",
                    "inUserEmailsQuery",
                    "organizationIdQuery");
    private static final List<String> NOT_IMPLEMENTED =
            List.of(
                    "firstNameQuery",
                    "lastNameQuery",
                    "nickNameQuery",
                    "phoneQuery",
                    "metadataKeyFilter",
                    "metadataValueFilter");

    private final String name;
    private final Fields query;
    private final List<UserQuery> inner;

    UserQuery(Fields element) {
        for (String other : NOT_IMPLEMENTED) {
            if (element.has(other)) {
                throw new ApiFailure(GrpcCode.UNIMPLEMENTED, "STANDIN-query", other);
            }
        }
        name = element.oneOf(NAMES);
        query = element.object(name);
        inner =
                switch (name) {
                    case "orQuery", "andQuery" ->
                            query.objects("queries").stream().map(UserQuery::new).toList();
                    case "notQuery" -> List.of(new UserQuery(query.object("query")));
                    default -> List.of();
                };
    }

    boolean test(User user) {
        return switch (name) {
            case "userNameQuery" -> matches("userName", user.userName());
            case "displayNameQuery" -> matches("displayName", user.displayName());
            case "emailQuery" -> !user.isMachine() && matches("emailAddress", email(user));
            case "loginNameQuery" -> matches("loginName", user.loginName());
            case "stateQuery" -> user.state().wireName().equals(query.text("state").orElse(""));
            case "typeQuery" ->
                    query.choice("type", List.of("TYPE_UNSPECIFIED", "TYPE_HUMAN", "TYPE_MACHINE"))
                            .equals(user.isMachine() ? "TYPE_MACHINE" : "TYPE_HUMAN");
            case "inUserIdsQuery" -> query.texts("userIds").contains(user.id());
            case "inUserEmailsQuery" ->
                    query.texts("userEmails").stream()
                            .map(email -> email.toLowerCase(Locale.ROOT))
                            .anyMatch(email(user)::equals);
            case "organizationIdQuery" ->
                    query.requiredText("organizationId").equals(DemoIds.ORGANIZATION);
            case "orQuery" -> inner.stream().anyMatch(one -> one.test(user));
            case "andQuery" -> inner.stream().allMatch(one -> one.test(user));
            case "notQuery" -> !inner.getFirst().test(user);
            default -> throw new IllegalStateException(name);
        };
    }

    private boolean matches(String field, String actual) {
        return TextMethod.matches(query, METHOD, field, actual);
    }

    static String email(User user) {
        return user.profile() == null ? "" : user.profile().email().toLowerCase(Locale.ROOT);
    }
}
