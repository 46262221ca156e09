// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells values apart over hosts: equal records have equal fingerprints, in every JVM. */
final class Fingerprint {
    private static final int LENGTH = 32;

    private Fingerprint() {}

    /** 32 hexadecimal digits. */
    static String of(Object... values) {
        try {
            byte[] text = canonical(Arrays.asList(values)).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Texts carry their length, so that none runs into the next; a set has no order of its own. */
    private static String canonical(@Nullable Object value) {
        return switch (value) {
            case Record record -> record.getClass().getSimpleName() + components(record);
            case Set<?> set -> elements(set).sorted().collect(Collectors.joining(",", "{", "}"));
            case Collection<?> list -> elements(list).collect(Collectors.joining(",", "[", "]"));
            case Optional<?> optional -> canonical(optional.orElse(null));
            case null -> "-";
            default -> value.toString().length() + ":" + value;
        };
    }

    private static Stream<String> elements(Collection<?> values) {
        return values.stream().map(Fingerprint::canonical);
    }

    private static String components(Record record) {
        return Stream.of(record.getClass().getRecordComponents())
                .map(component -> canonical(value(record, component)))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record's component cannot be read", e);
        }
    }
}
