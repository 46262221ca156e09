// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import org.tuttlenetwork.lightweb.api.data.Transaction;
import org.tuttlenetwork.lightweb.api.vpn.Admission;
import org.tuttlenetwork.lightweb.api.vpn.ListedNode;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.pools.signing.Document;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.signing.Documents;
import org.tuttlenetwork.lightweb.pools.signing.Envelope;
import org.tuttlenetwork.lightweb.pools.signing.Lineage;
import org.tuttlenetwork.lightweb.pools.signing.NodeEntry;
import org.tuttlenetwork.lightweb.pools.signing.Reference;
import org.tuttlenetwork.lightweb.pools.signing.RootRoles;
import org.tuttlenetwork.lightweb.pools.signing.SigningKey;
import org.tuttlenetwork.lightweb.pools.signing.VerificationKey;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore.Signed;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs the next versions, with keys in the host that say of themselves that they are to be thrown
 * away (DECISIONS 5.3: the signer is a process of its own later), and holds the bytes that are
 * served.
 */
final class Publisher {
    private static final Duration RENEW_DAILY_BEFORE = Duration.ofHours(12);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    /** Of documents that live for a day: whoever holds an older one fetches the newest anyway. */
    private static final int KEPT_VERSIONS = 100;

    private final DocumentStore store;
    private final Documents documents;
    private final Clock clock;
    private volatile Map<String, Signed> served = Map.of();

    Publisher(DocumentStore store, Clock clock) {
        this.store = store;
        this.documents = new Documents(clock);
        this.clock = clock;
    }

    /** Signs the root where there is none. */
    boolean begin(Transaction tx) {
        if (store.newest(tx, DocumentType.ROOT.id()).isPresent()) {
            return false;
        }
        root(tx);
        return true;
    }

    /** Signs the root's next version, with the same keys, before the newest ends. */
    void renewRoot(Transaction tx) {
        if (isDue(tx, DocumentType.ROOT.id())) {
            root(tx);
        }
    }

    private void root(Transaction tx) {
        Map<DocumentType, RootRoles.Role> roles = new EnumMap<>(DocumentType.class);
        for (DocumentType type : DocumentType.values()) {
            VerificationKey key = store.key(tx, type.id()).publicHalf();
            roles.put(type, new RootRoles.Role(1, List.of(key)));
        }
        String name = DocumentType.ROOT.id();
        keep(tx, name, documents.root(lineage(tx, name), new RootRoles(roles, true)));
    }

    Signed pools(Transaction tx, Collection<Assessment> assessments, String minAppVersion) {
        String name = DocumentType.POOLS.id();
        Document document =
                documents.pools(lineage(tx, name), assessments, List.of(), minAppVersion);
        Signed signed = keep(tx, name, document);
        tx.publish(
                Admission.TOPIC,
                name,
                "{\"version\":" + signed.version() + ",\"sha256\":\"" + signed.sha256() + "\"}");
        return signed;
    }

    /**
     * Signs the lists of nodes of those pools where something changed, or whose list ends soon. A
     * node whose country does not admit it to the pool now is left out, whatever its own room has
     * seen of the law yet.
     */
    void nodes(
            Transaction tx,
            Collection<ListedNode> nodes,
            Map<JurisdictionCode, Assessment> assessments) {
        boolean changed = false;
        for (PoolId pool : PoolId.values()) {
            List<NodeEntry> entries =
                    nodes.stream()
                            .filter(node -> node.pools().contains(pool))
                            .filter(node -> admits(assessments, node, pool))
                            .map(node -> new NodeEntry(node, List.of()))
                            .toList();
            String name = Documents.nodesKey(pool);
            Document next = documents.nodes(lineage(tx, name), pool, assessments.keySet(), entries);
            if (isDue(tx, name) || !saysTheSame(tx, name, next)) {
                keep(tx, name, next);
                changed = true;
            }
        }
        if (changed) {
            timestamp(tx);
            tx.publish(Admission.TOPIC, "nodes", "{\"nodes\":true}");
        }
    }

    private boolean saysTheSame(Transaction tx, String name, Document next) {
        return store.newest(tx, name)
                .map(Signed::envelope)
                .filter(envelope -> Envelope.saysTheSame(envelope, next, "nodes"))
                .isPresent();
    }

    private static boolean admits(
            Map<JurisdictionCode, Assessment> assessments, ListedNode node, PoolId pool) {
        return Optional.ofNullable(assessments.get(new JurisdictionCode(node.jurisdiction())))
                .filter(assessment -> assessment.admits().contains(pool))
                .isPresent();
    }

    /** Names the newest version of everything. */
    void timestamp(Transaction tx) {
        Map<String, Reference> references = new HashMap<>();
        for (Signed signed : store.newest(tx)) {
            if (!signed.name().equals(DocumentType.TIMESTAMP.id())) {
                references.put(signed.name(), new Reference(signed.version(), signed.sha256()));
            }
        }
        String name = DocumentType.TIMESTAMP.id();
        keep(tx, name, documents.timestamp(lineage(tx, name), references));
    }

    /** Whether a document ends soon, or is not there. */
    boolean isDue(Transaction tx, String name) {
        Duration before = isDaily(name) ? RENEW_DAILY_BEFORE : RENEW_BEFORE;
        return store.newest(tx, name)
                .map(signed -> signed.expires().minus(before).isBefore(clock.instant()))
                .orElse(true);
    }

    private static boolean isDaily(String name) {
        return name.equals(DocumentType.TIMESTAMP.id())
                || name.startsWith(DocumentType.NODES.id() + ".");
    }

    private Lineage lineage(Transaction tx, String name) {
        return store.newest(tx, name)
                .map(signed -> Lineage.after(signed.version(), signed.sha256()))
                .orElse(Lineage.FIRST);
    }

    private Signed keep(Transaction tx, String name, Document document) {
        SigningKey key = store.key(tx, document.type().id());
        byte[] envelope = Envelope.seal(document, List.of(key));
        Signed signed =
                new Signed(
                        name,
                        document.version(),
                        Reference.to(document).sha256(),
                        envelope,
                        document.expires());
        store.keep(tx, signed);
        if (isDaily(name)) {
            store.forgetUpTo(tx, name, signed.version() - KEPT_VERSIONS);
        }
        return signed;
    }

    /** Takes up what is newest in the database. */
    void load(Transaction tx) {
        Map<String, Signed> newest = new HashMap<>();
        store.newest(tx).forEach(signed -> newest.put(signed.name(), signed));
        served = Map.copyOf(newest);
    }

    Optional<Signed> served(String name) {
        return Optional.ofNullable(served.get(name));
    }

    DocumentStore store() {
        return store;
    }
}
