// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of what is said to this room; each refusal names field and rule. */
public final class Rules {
    private static final Pattern ENDPOINT =
            Pattern.compile(
                    "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-fA-F:.]{2,45}]):([0-9]{1,5})");

    private Rules() {}

    static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw LightWebException.invalid(field, rule);
        }
    }

    static void requireKey(String key) {
        try {
            new WireguardKey(key);
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage());
            throw new LightWebException(
                    ProblemType.INVALID,
                    "wireguardPublicKey: " + rule,
                    List.of(new FieldProblem("wireguardPublicKey", rule)),
                    e);
        }
    }

    /** As clients read it from the signed list: no names, which would be looked up in the clear. */
    static void requireEndpoint(String endpoint) {
        Matcher matcher = ENDPOINT.matcher(endpoint);
        boolean good = matcher.matches();
        int port = good ? Integer.parseInt(matcher.group(1)) : 0;
        require(
                port >= 1 && port <= 65_535,
                "endpoints",
                "each address:port, IPv4 or IPv6 in brackets, no names");
    }

    static LightWebException unknown() {
        return LightWebException.notFound("There is no such node.").because("no-node");
    }

    /** Pools named in a request. */
    public static Set<PoolId> pools(List<String> names) {
        EnumSet<PoolId> pools = EnumSet.noneOf(PoolId.class);
        for (String name : names) {
            pools.add(
                    PoolId.of(name)
                            .orElseThrow(
                                    () ->
                                            LightWebException.invalid(
                                                    "pools",
                                                    "each of " + List.of(PoolId.values()))));
        }
        return pools;
    }
}
