// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;
import org.tuttlenetwork.lightweb.nodes.NodeRecord.Capabilities;

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

    static void requireBootId(String bootId) {
        require(bootId.matches("[0-9A-Za-z-]{0,64}"), "bootId", "at most 64 letters, digits and -");
    }

    static void requireCapabilities(Capabilities capabilities) {
        require(
                capabilities.obfuscation().size() <= 8
                        && capabilities.obfuscation().stream()
                                .allMatch(word -> word.matches("[a-z0-9+-]{1,32}")),
                "capabilities.obfuscation",
                "at most 8, each 1 to 32 of a-z, 0-9, + and -");
        require(
                capabilities.multihopPort().map(port -> port >= 1 && port <= 65_535).orElse(true),
                "capabilities.multihopPort",
                "1 to 65535");
        require(
                capabilities.engine().matches("[A-Za-z0-9._-]{0,32}"),
                "capabilities.engine",
                "at most 32 letters, digits, ., _ and -");
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
