// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.devices.pages;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.vpn.Nodes;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.vpn.WireguardKey;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was typed into the form for a new exit device.
 *
 * @param name as typed
 * @param key as typed, without space around
 * @param pool the name of a pool
 */
public record DeviceForm(String name, String key, String pool) {
    static final DeviceForm EMPTY = new DeviceForm("", "", PoolId.BALANCED.name());

    /** Where reasons and fields of the input stand in the form. */
    static final Map<String, String> PLACES =
            Map.of(
                    "device.name",
                    "name",
                    "device.publicKey",
                    "key",
                    "key-in-use",
                    "key",
                    "no-exit-fits",
                    "pool",
                    "node-takes-none",
                    "pool");

    static DeviceForm typed(@Nullable String name, @Nullable String key, @Nullable String pool) {
        return new DeviceForm(
                Objects.requireNonNullElse(name, ""),
                Objects.requireNonNullElse(key, "").strip(),
                Objects.requireNonNullElse(pool, PoolId.BALANCED.name()));
    }

    /**
     * @throws LightWebException INVALID for what is no key
     */
    WireguardKey publicKey() {
        try {
            return new WireguardKey(key);
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage());
            throw new LightWebException(
                    ProblemType.INVALID,
                    "device.publicKey: " + rule + ". Nothing was changed.",
                    List.of(new FieldProblem("device.publicKey", rule)),
                    e);
        }
    }

    /**
     * @throws LightWebException INVALID for what is no pool
     */
    Nodes.Wish wish() {
        PoolId wanted =
                PoolId.of(pool)
                        .orElseThrow(() -> LightWebException.invalid("pool", "one of the list"));
        return new Nodes.Wish(Optional.of(wanted), Optional.empty(), Optional.empty());
    }
}
