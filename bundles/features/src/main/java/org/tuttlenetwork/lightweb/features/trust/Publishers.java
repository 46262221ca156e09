// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.features.archive.FeatureArchive;
import org.tuttlenetwork.lightweb.features.archive.KeyId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whom the administrator trusts: the files {@code *.cfg} of {@code etc/publishers/}, read anew at
 * each question, so that a revocation counts from the moment it is written. A file that is wrong
 * counts for nothing and is named; so is a folder that others may write to. Writing to the database
 * makes nobody trusted (DECISIONS 4.1). Calls read a few small files; any thread.
 */
public final class Publishers {
    /** The demo's key: its private half is known to everybody. */
    public static final KeyId DEMO = new KeyId("dfc35e1e63e1f706");

    private static final int MOST_FILES = 200;

    private final Path folder;
    private final Clock clock;
    private final boolean demo;

    /**
     * @param folder {@code etc/publishers}; where it is not there nobody is trusted
     * @param clock says whether a key has expired
     * @param demo whether this host is a demo: only there the demo's publisher counts
     */
    public Publishers(Path folder, Clock clock, boolean demo) {
        this.folder = folder;
        this.clock = clock;
        this.demo = demo;
    }

    /**
     * What the folder says now.
     *
     * @param publishers who is known, by key, revoked and expired ones among them
     * @param faults what counts for nothing, one sentence each, naming file, key, value and what is
     *     allowed
     */
    public record Known(Map<KeyId, Publisher> publishers, List<String> faults) {
        public Known {
            publishers = Map.copyOf(publishers);
            faults = List.copyOf(faults);
        }
    }

    /** Reads the folder. */
    public Known known() {
        Map<KeyId, Publisher> publishers = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        List<KeyId> contested = new ArrayList<>();
        for (Path file : files(faults)) {
            try {
                Publisher publisher = PublisherFile.read(file);
                if (publisher.keyId().equals(DEMO) && !demo) {
                    throw new PublisherRefused(
                            file.getFileName()
                                    + ": public_key: is the demo's, whose private key everybody"
                                    + " has; delete the file.");
                }
                if (publishers.put(publisher.keyId(), publisher) != null) {
                    contested.add(publisher.keyId());
                    throw new PublisherRefused(
                            file.getFileName()
                                    + ": public_key: is that of another file too; keep one of"
                                    + " them.");
                }
            } catch (PublisherRefused e) {
                faults.add(e.why());
            }
        }
        contested.forEach(publishers::remove);
        return new Known(publishers, faults);
    }

    private List<Path> files(List<String> faults) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try {
            PublisherFile.requireClosed(folder, folder.toString());
        } catch (PublisherRefused e) {
            faults.add(e.why());
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(file -> file.getFileName().toString().endsWith(".cfg"))
                            .sorted()
                            .toList();
            if (found.size() > MOST_FILES) {
                faults.add(folder + ": has more than " + MOST_FILES + " files.");
                return List.of();
            }
            return found;
        } catch (IOException e) {
            faults.add(folder + ": cannot be read: " + e.getMessage() + ".");
            return List.of();
        }
    }

    /** Whether an archive comes from somebody trusted with it. */
    public Verdict verify(FeatureArchive archive, Purpose purpose) {
        return verify(archive.signedBytes(), archive.signatures(), archive.feature(), purpose);
    }

    /**
     * Whether a description comes from somebody trusted with the feature. Where several signed it,
     * one who may bring it is enough, unless the signature of any known one does not fit.
     *
     * @param description the exact bytes of {@code feature.json}
     * @param signatures raw Ed25519 signatures by key
     * @param feature which feature the description is of
     */
    public Verdict verify(
            byte[] description, Map<KeyId, byte[]> signatures, FeatureId feature, Purpose purpose) {
        if (signatures.isEmpty()) {
            return new Verdict.Unsigned();
        }
        Known known = known();
        List<Verdict> verdicts = new ArrayList<>();
        for (Map.Entry<KeyId, byte[]> signature : new TreeMap<>(signatures).entrySet()) {
            Optional.ofNullable(known.publishers().get(signature.getKey()))
                    .map(by -> verdict(by, description, signature.getValue(), feature, purpose))
                    .ifPresent(verdicts::add);
        }
        if (verdicts.isEmpty()) {
            return known.faults().isEmpty()
                    ? new Verdict.UnknownPublisher(signatures.keySet().stream().sorted().toList())
                    : new Verdict.Unreadable(known.faults());
        }
        return verdicts.stream()
                .filter(Verdict.Tampered.class::isInstance)
                .findFirst()
                .or(() -> verdicts.stream().filter(Verdict.Trusted.class::isInstance).findFirst())
                .orElseGet(verdicts::getFirst);
    }

    private Verdict verdict(
            Publisher by,
            byte[] description,
            byte[] signature,
            FeatureId feature,
            Purpose purpose) {
        if (!Ed25519.fits(by.key(), description, signature)) {
            return new Verdict.Tampered(by.name(), by.keyId());
        }
        if (by.revoked()) {
            return new Verdict.Revoked(by.name(), by.keyId());
        }
        if (!by.mayBring(feature)) {
            return new Verdict.NotForThisFeature(by.name(), by.keyId(), feature, by.features());
        }
        if (purpose == Purpose.INSTALL && by.isExpired(clock.instant())) {
            return new Verdict.Expired(by.name(), by.keyId(), by.expires().orElseThrow());
        }
        return new Verdict.Trusted(by.name(), by.keyId());
    }
}
