// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the documents that this client trusts, and decides on new ones by the client's rules (TUF
 * in small): signatures by the root's keys, type, version, time; persisted before use. Safe for use
 * by several threads; calls may block on the store.
 */
public final class TrustedDocuments {
    /** How wrong clocks may be, either way. */
    public static final Duration SKEW = Duration.ofHours(24);

    /** The most that a version may jump: a stolen key must not use up the numbers. */
    public static final long MAX_JUMP = 1_000_000;

    private final Store store;
    private final Clock clock;
    private final Map<DocumentName, Verified> held = new HashMap<>();
    private RootDocument root;

    private record Verified(Content content, String sha256) {}

    /**
     * Starts from what is stored, or from the root that comes with the app where that is newer.
     *
     * @param store where documents are kept
     * @param clock now
     * @param shippedRoot the envelope of the root that comes with the app
     * @throws IllegalArgumentException where the app's root is not a good one, signed by itself
     */
    public TrustedDocuments(Store store, Clock clock, byte[] shippedRoot) {
        this.store = store;
        this.clock = clock;
        Verified start;
        try {
            start = selfSigned(shippedRoot);
        } catch (RefusedException e) {
            throw new IllegalArgumentException("The app's root: " + e.getMessage(), e);
        }
        Optional<Verified> stored = storedRoot();
        if (stored.isPresent()
                && stored.get().content().header().version() > start.content().header().version()) {
            start = stored.get();
        }
        this.root = (RootDocument) start.content();
        held.put(DocumentName.ROOT, start);
    }

    /** The root in force. */
    public synchronized RootDocument root() {
        return root;
    }

    /**
     * Decides on a document.
     *
     * @param name what it should be
     * @param envelope the bytes as received
     * @throws java.io.UncheckedIOException where the store fails; then nothing changed
     */
    public synchronized Outcome offer(DocumentName name, byte[] envelope) {
        try {
            return name.type() == DocumentType.ROOT
                    ? offerRoot(envelope)
                    : offerDocument(name, envelope);
        } catch (RefusedException e) {
            return e.outcome();
        }
    }

    /** What is held of a document, fresh or stale; empty where none was ever accepted. */
    public synchronized Optional<Held> held(DocumentName name) {
        return current(name).map(this::describe);
    }

    /**
     * Whether a user may be moved from one pool to another now. On stale documents nobody is moved
     * to a less strict pool: whoever withholds the newer ones must gain nothing.
     */
    public synchronized boolean mayMove(Pool from, Pool to) {
        if (!to.isLessStrictThan(from)) {
            return true;
        }
        return isFresh(DocumentName.POOLS) && isFresh(DocumentName.nodes(to));
    }

    private boolean isFresh(DocumentName name) {
        return held(name).map(Held::freshness).filter(Freshness.FRESH::equals).isPresent();
    }

    private Outcome offerRoot(byte[] bytes) throws RefusedException {
        Verified offered = selfSigned(bytes);
        Envelope envelope = Envelope.parse(bytes);
        RootDocument next = (RootDocument) offered.content();
        Verified now = held.get(DocumentName.ROOT);
        if (now == null) {
            throw new IllegalStateException("The root is held from the start");
        }
        if (next.header().version() == root.header().version()) {
            return unchanged(now, envelope.sha256());
        }
        if (next.header().version() < root.header().version()) {
            throw rollback(next.header().version(), root.header().version());
        }
        if (next.header().version() != root.header().version() + 1) {
            throw new RefusedException(
                    Refusal.ROOT_GAP,
                    "version "
                            + next.header().version()
                            + ", expected "
                            + (root.header().version() + 1));
        }
        root.roles().of(DocumentType.ROOT).verify(DocumentType.ROOT, envelope);
        requireChain(next.header(), now);
        // An expired one is taken too: who was away for long goes through it to the one after.
        requireIssued(next.header());
        store.write(DocumentName.ROOT.key(), bytes);
        forgetWhatOldKeysSigned(next);
        root = next;
        held.put(DocumentName.ROOT, offered);
        return new Outcome.Accepted(describe(offered));
    }

    /**
     * So that a version which a stolen key had pushed ahead does not outlive the key (TUF 5.3.11).
     */
    private void forgetWhatOldKeysSigned(RootDocument next) {
        for (DocumentName name : names()) {
            if (!next.roles().keyIds(name.type()).containsAll(root.roles().keyIds(name.type()))) {
                store.remove(name.key());
                held.remove(name);
            }
        }
    }

    private Outcome offerDocument(DocumentName name, byte[] bytes) throws RefusedException {
        Envelope envelope = Envelope.parse(bytes);
        Verified offered = verified(name, envelope);
        Header header = offered.content().header();
        Optional<Verified> now = current(name);
        long heldVersion = now.map(verified -> verified.content().header().version()).orElse(0L);
        if (now.isPresent() && header.version() == heldVersion) {
            return unchanged(now.get(), offered.sha256());
        }
        if (header.version() < heldVersion) {
            throw rollback(header.version(), heldVersion);
        }
        if (header.version() > heldVersion + MAX_JUMP) {
            throw new RefusedException(
                    Refusal.FAST_FORWARD, "version " + header.version() + " after " + heldVersion);
        }
        if (now.isPresent()) {
            requireChain(header, now.get());
        }
        requireTime(header);
        requireTimestamp(name, offered);
        store.write(name.key(), bytes);
        held.put(name, offered);
        return new Outcome.Accepted(describe(offered));
    }

    private Verified verified(DocumentName name, Envelope envelope) throws RefusedException {
        root.roles().of(name.type()).verify(name.type(), envelope);
        return new Verified(parse(name, envelope), envelope.sha256());
    }

    private static Content parse(DocumentName name, Envelope envelope) throws RefusedException {
        Fields fields = StrictJson.content(envelope.signed());
        if (!fields.text("type").equals(name.type().id())) {
            throw new RefusedException(
                    Refusal.WRONG_TYPE,
                    "'" + fields.text("type") + "', expected " + name.type().id());
        }
        return switch (name.type()) {
            case ROOT -> RootDocument.parse(fields);
            case POOLS -> PoolsDocument.parse(fields);
            case NODES -> NodesDocument.parse(fields, name.pool().orElseThrow());
            case TIMESTAMP -> TimestampDocument.parse(fields);
        };
    }

    private static Verified selfSigned(byte[] bytes) throws RefusedException {
        Envelope envelope = Envelope.parse(bytes);
        RootDocument root = (RootDocument) parse(DocumentName.ROOT, envelope);
        root.roles().of(DocumentType.ROOT).verify(DocumentType.ROOT, envelope);
        return new Verified(root, envelope.sha256());
    }

    private Optional<Verified> storedRoot() {
        return store.read(DocumentName.ROOT.key())
                .flatMap(
                        bytes -> {
                            try {
                                return Optional.of(selfSigned(bytes));
                            } catch (RefusedException _) {
                                // A damaged file: the app's own root stands in, and the chain can
                                // be followed anew.
                                return Optional.empty();
                            }
                        });
    }

    private Optional<Verified> current(DocumentName name) {
        Verified known = held.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> stored = store.read(name.key());
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            Verified verified = verified(name, Envelope.parse(stored.get()));
            held.put(name, verified);
            return Optional.of(verified);
        } catch (RefusedException _) {
            // Damaged, or signed by keys that a newer root no longer names: it is not trusted.
            return Optional.empty();
        }
    }

    private Outcome unchanged(Verified now, String sha256) throws RefusedException {
        if (!now.sha256().equals(sha256)) {
            throw new RefusedException(
                    Refusal.FORKED,
                    "another content for version " + now.content().header().version());
        }
        return new Outcome.Unchanged(describe(now));
    }

    private static void requireChain(Header header, Verified now) throws RefusedException {
        boolean next = header.version() == now.content().header().version() + 1;
        if (next && !header.prevHash().equals(Optional.of(now.sha256()))) {
            throw new RefusedException(
                    Refusal.FORKED, "version " + header.version() + " follows another content");
        }
    }

    private void requireTime(Header header) throws RefusedException {
        Instant now = clock.instant();
        if (isPast(header, now)) {
            throw new RefusedException(Refusal.EXPIRED, "since " + header.expires());
        }
        requireIssued(header);
    }

    private void requireIssued(Header header) throws RefusedException {
        if (header.issued().isAfter(clock.instant().plus(SKEW))) {
            throw new RefusedException(Refusal.NOT_YET_VALID, "issued " + header.issued());
        }
    }

    /**
     * A timestamp that is fresh says which versions exist: nothing older, and for that version only
     * that content.
     */
    private void requireTimestamp(DocumentName name, Verified offered) throws RefusedException {
        Optional<Verified> timestamp = current(DocumentName.TIMESTAMP);
        if (name.type() == DocumentType.TIMESTAMP
                || timestamp.isEmpty()
                || isPast(timestamp.get().content().header(), clock.instant())) {
            return;
        }
        var references = ((TimestampDocument) timestamp.get().content()).references();
        TimestampDocument.Reference reference = references.get(name.key());
        if (reference == null) {
            return;
        }
        long version = offered.content().header().version();
        if (version < reference.version()) {
            throw rollback(version, reference.version());
        }
        if (version == reference.version() && !offered.sha256().equals(reference.sha256())) {
            throw new RefusedException(
                    Refusal.NOT_AS_TIMESTAMPED, "other content than the timestamp names");
        }
    }

    private static RefusedException rollback(long version, long newest) {
        return new RefusedException(Refusal.ROLLBACK, "version " + version + " after " + newest);
    }

    private Held describe(Verified verified) {
        Instant now = clock.instant();
        boolean stale = isPast(verified.content().header(), now) || isPast(root.header(), now);
        return new Held(
                verified.content(), verified.sha256(), stale ? Freshness.STALE : Freshness.FRESH);
    }

    private static boolean isPast(Header header, Instant now) {
        return !now.isBefore(header.expires().plus(SKEW));
    }

    private static DocumentName[] names() {
        Pool[] pools = Pool.values();
        DocumentName[] names = new DocumentName[pools.length + 2];
        names[0] = DocumentName.POOLS;
        names[1] = DocumentName.TIMESTAMP;
        for (int i = 0; i < pools.length; i++) {
            names[i + 2] = DocumentName.nodes(pools[i]);
        }
        return names;
    }
}
