// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.KeyId;

import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Somebody whom the administrator lets bring features: one file in {@code etc/publishers/}.
 *
 * @param name what people call them
 * @param keyId names the key
 * @param key an Ed25519 public key
 * @param expires the first day (UTC) on which the key counts for nothing new; empty for never
 * @param revoked whether the key counts for nothing at all any more
 * @param features which features they may bring: ids, where {@code *} stands for any characters
 */
public record Publisher(
        String name,
        KeyId keyId,
        PublicKey key,
        Optional<LocalDate> expires,
        boolean revoked,
        List<String> features) {
    public Publisher {
        features = List.copyOf(features);
    }

    /** Whether they may bring this feature. */
    public boolean mayBring(FeatureId feature) {
        return features.stream().anyMatch(glob -> matches(glob, feature.value()));
    }

    /** Whether the key counts for nothing new at this instant. */
    public boolean isExpired(Instant now) {
        return expires.filter(day -> !now.isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .isPresent();
    }

    private static boolean matches(String glob, String value) {
        int star = glob.indexOf('*');
        if (star < 0) {
            return glob.equals(value);
        }
        String rest = glob.substring(star + 1);
        if (!value.startsWith(glob.substring(0, star))) {
            return false;
        }
        for (int from = star; from <= value.length(); from++) {
            if (matches(rest, value.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
