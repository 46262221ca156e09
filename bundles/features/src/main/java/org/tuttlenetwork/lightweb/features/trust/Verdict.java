// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.features.archive.KeyId;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether the administrator trusts whoever signed a feature. Only {@link Trusted} lets it in. */
public sealed interface Verdict {
    /** Signed by somebody who may bring this feature. */
    record Trusted(String publisher, KeyId keyId) implements Verdict {}

    /** Nobody signed it. */
    record Unsigned() implements Verdict {}

    /** Signed, but by nobody in {@code etc/publishers/}. */
    record UnknownPublisher(List<KeyId> keyIds) implements Verdict {
        public UnknownPublisher {
            keyIds = List.copyOf(keyIds);
        }
    }

    /** A signature under a known key does not fit the bytes. */
    record Tampered(String publisher, KeyId keyId) implements Verdict {}

    /**
     * Signed by a key that counts for nothing new since a day; only for {@link Purpose#INSTALL}.
     */
    record Expired(String publisher, KeyId keyId, LocalDate since) implements Verdict {}

    /** Signed by a key that the administrator revoked. */
    record Revoked(String publisher, KeyId keyId) implements Verdict {}

    /** Signed by somebody who may bring other features only. */
    record NotForThisFeature(
            String publisher, KeyId keyId, FeatureId feature, List<String> features)
            implements Verdict {
        public NotForThisFeature {
            features = List.copyOf(features);
        }
    }

    /**
     * No known key signed it, and something in {@code etc/publishers/} cannot be read, so that
     * nobody can say.
     *
     * @param faults what is wrong, one sentence each, naming the file
     */
    record Unreadable(List<String> faults) implements Verdict {
        public Unreadable {
            faults = List.copyOf(faults);
        }
    }

    /** For an administrator, in one or two sentences: what it is, and what to do. */
    default String words(Locale locale) {
        Messages words = Messages.of(Verdict.class, locale);
        return switch (this) {
            case Trusted(var publisher, var key) ->
                    words.text("verdict.trusted", publisher, key.value());
            case Unsigned() -> words.text("verdict.unsigned");
            case UnknownPublisher(var keys) ->
                    words.text(
                            "verdict.unknown",
                            keys.stream().map(KeyId::value).collect(Collectors.joining(", ")));
            case Tampered(var publisher, var key) ->
                    words.text("verdict.tampered", publisher, key.value());
            case Expired(var publisher, var key, var since) ->
                    words.text("verdict.expired", publisher, key.value(), since.toString());
            case Revoked(var publisher, var key) ->
                    words.text("verdict.revoked", publisher, key.value());
            case NotForThisFeature(var publisher, var key, var feature, var features) ->
                    words.text(
                            "verdict.notForThisFeature",
                            publisher,
                            key.value(),
                            feature.value(),
                            String.join(", ", features));
            case Unreadable(var faults) ->
                    words.text("verdict.unreadable", String.join(" ", faults));
        };
    }
}
