// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.ArchiveRefused;
import org.tuttlenetwork.lightweb.features.archive.DescriptionReader;
import org.tuttlenetwork.lightweb.features.archive.DescriptionReader.Description;
import org.tuttlenetwork.lightweb.features.archive.DescriptionReader.NamedFile;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.KeyId;
import org.tuttlenetwork.lightweb.features.framework.RevisionKey;
import org.tuttlenetwork.lightweb.features.framework.StartFailed;
import org.tuttlenetwork.lightweb.features.plan.Planner;
import org.tuttlenetwork.lightweb.features.store.Rollout;
import org.tuttlenetwork.lightweb.features.store.StoredRevision;
import org.tuttlenetwork.lightweb.features.trust.Compatibility;
import org.tuttlenetwork.lightweb.features.trust.Publishers;
import org.tuttlenetwork.lightweb.features.trust.Purpose;
import org.tuttlenetwork.lightweb.features.trust.Verdict;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a version may run here: who signed it, and what it needs. */
final class Admission {
    private final Publishers publishers;
    private final Compatibility.Offer offer;
    private final FeatureRecords records;
    private final DescriptionReader reader = new DescriptionReader();

    Admission(Publishers publishers, Compatibility.Offer offer, FeatureRecords records) {
        this.publishers = publishers;
        this.offer = offer;
        this.records = records;
    }

    Verdict verdict(FeatureArchive archive) {
        return publishers.verify(archive, Purpose.INSTALL);
    }

    Verdict verdict(StoredRevision revision, Purpose purpose) {
        Map<KeyId, byte[]> signatures = new HashMap<>();
        revision.signatures().forEach((key, bytes) -> signatures.put(new KeyId(key), bytes));
        return publishers.verify(
                signedBytes(revision), signatures, new FeatureId(revision.feature()), purpose);
    }

    byte[] signedBytes(StoredRevision revision) {
        return revision.description().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a kept version would be started now. */
    boolean isTrusted(StoredRevision revision) {
        return verdict(revision, Purpose.START) instanceof Verdict.Trusted
                && isWhatWasSigned(revision, described(revision));
    }

    /** What this host lacks of what an archive needs, in words; empty where nothing. */
    List<String> incompatible(FeatureArchive archive, Locale locale) {
        return Compatibility.check(archive, offer).stream()
                .map(misfit -> misfit.words(locale))
                .toList();
    }

    /** What a kept version says of itself; its signature is not looked at. */
    Description described(StoredRevision revision) {
        try {
            return reader.read(signedBytes(revision));
        } catch (ArchiveRefused e) {
            throw new IllegalStateException(
                    "What is kept of " + revision.feature() + " is damaged: " + e.why(), e);
        }
    }

    /** The places that a kept version claims; none where it is not kept any more. */
    Set<String> claimed(RevisionKey key) {
        return records.revision(key.feature(), key.version())
                .map(revision -> described(revision).declaration())
                .map(declaration -> Planner.places(new FeatureId(key.feature()), declaration))
                .<Set<String>>map(Set::copyOf)
                .orElse(Set.of());
    }

    /**
     * What a kept version says of itself, if it may run.
     *
     * @throws StartFailed if nobody who is trusted has signed it, or the bundles that would run are
     *     not those that were signed
     */
    Description require(StoredRevision revision, Purpose purpose) throws StartFailed {
        Verdict verdict = verdict(revision, purpose);
        if (!(verdict instanceof Verdict.Trusted)) {
            throw new StartFailed(verdict.words(Locale.ENGLISH));
        }
        Description described = described(revision);
        if (!isWhatWasSigned(revision, described)) {
            throw new StartFailed(
                    "What is kept of %s %s was altered: it is not what was signed. Install it again from its archive."
                            .formatted(revision.feature(), revision.version()));
        }
        return described;
    }

    /** The signature covers the description only: what runs must be what that one names. */
    private static boolean isWhatWasSigned(StoredRevision revision, Description described) {
        return described.feature().value().equals(revision.feature())
                && described.version().toString().equals(revision.version())
                && described.bundles().stream()
                        .map(NamedFile::sha256)
                        .toList()
                        .equals(
                                revision.bundles().stream()
                                        .map(StoredRevision.StoredBundle::sha256)
                                        .toList());
    }

    /** How long a version on its way is watched. */
    Duration grace(Rollout rollout) {
        return records.revision(rollout.feature(), rollout.version())
                .map(revision -> described(revision).declaration().health().grace())
                .orElse(Duration.ZERO);
    }
}
