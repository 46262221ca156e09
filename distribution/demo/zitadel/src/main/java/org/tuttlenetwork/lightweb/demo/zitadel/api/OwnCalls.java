// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Membership;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Organizations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a caller may see of where he is: permissions, and organizations.
 *
 * <p>{@code /auth/v1/permissions/zitadel/me/_search} as in Zitadel's reference
 * (zitadel.auth.v1.AuthService.ListMyZitadelPermissions); those of a project carry its id.
 */
final class OwnCalls {
    private OwnCalls() {}

    static Map<String, ConnectMethod> methods() {
        return Map.of(
                "POST /auth/v1/permissions/zitadel/me/_search", OwnCalls::permissions,
                "POST /v2/organizations/_search", OwnCalls::organizations);
    }

    private static ObjectNode permissions(Caller caller, Fields request) {
        Set<String> all = new TreeSet<>();
        for (Membership membership : caller.user().memberships()) {
            boolean ofProject = membership == Membership.PROJECT_OWNER;
            membership
                    .permissions()
                    .forEach(one -> all.add(ofProject ? one + ":" + DemoIds.PROJECT : one));
        }
        return Json.object().texts("result", all).build();
    }

    private static ObjectNode organizations(Caller caller, Fields request) {
        List<Fields> queries = request.objects("queries");
        queries.forEach(query -> query.oneOf(List.of("nameQuery", "idQuery")));
        List<ObjectNode> found =
                Stream.of(DemoIds.ORGANIZATION, Organizations.GUEST)
                        .filter(_ -> caller.may("org.read"))
                        .filter(id -> queries.stream().allMatch(query -> matches(query, id)))
                        .map(
                                id ->
                                        Json.object()
                                                .text("id", id)
                                                .text("state", "ORGANIZATION_STATE_ACTIVE")
                                                .text("name", Organizations.name(id))
                                                .text("primaryDomain", Organizations.domain(id))
                                                .build())
                        .toList();
        return Json.object()
                .put("details", Json.object().uint64("totalResult", found.size()))
                .objects("result", found)
                .build();
    }

    private static boolean matches(Fields query, String id) {
        return query.has("idQuery")
                ? query.object("idQuery").requiredText("id").equals(id)
                : TextMethod.matches(
                        query.object("nameQuery"),
                        "TEXT_QUERY_METHOD_",
                        "name",
                        Organizations.name(id));
    }
}
