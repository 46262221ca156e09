// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh.plan;

import org.tuttlenetwork.lightweb.api.mesh.DnsZone;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names of a group's devices in a zone. They follow from what NetBird shows at each plan, so
 * that no address is stored.
 */
final class DeviceNames {
    private static final int TTL_SECONDS = 300;

    /** RFC 1035 §2.3.4: a label has 63 octets at most; some are left for a number. */
    private static final int LONGEST_LABEL = 58;

    private DeviceNames() {}

    /** The zone's own records, and those of devices whose names they leave free. */
    static List<DnsZone.Entry> records(DnsZone zone, Actual actual, String groupId) {
        List<DnsZone.Entry> records = new ArrayList<>(zone.records());
        Actual.Group group = actual.groups().get(groupId);
        if (!zone.namesDevices() || group == null) {
            return records;
        }
        Set<String> taken = new HashSet<>();
        records.forEach(entry -> taken.add(entry.name().toLowerCase(Locale.ROOT)));
        List<Actual.Peer> peers = new ArrayList<>();
        for (String id : group.peers()) {
            Actual.Peer peer = actual.peers().get(id);
            if (peer != null && !peer.address().isEmpty()) {
                peers.add(peer);
            }
        }
        // By id, so that two of the same name keep theirs when others come and go.
        peers.sort(Comparator.comparing(Actual.Peer::id));
        for (Actual.Peer peer : peers) {
            String label = label(peer.name());
            if (!label.isEmpty()) {
                String name = free(label, zone.domain(), taken);
                records.add(new DnsZone.Entry(name, DnsZone.Type.A, peer.address(), TTL_SECONDS));
            }
        }
        return records;
    }

    private static String free(String label, String domain, Set<String> taken) {
        String name = label + "." + domain;
        for (int number = 2; !taken.add(name); number++) {
            name = label + "-" + number + "." + domain;
        }
        return name;
    }

    /**
     * Letters, digits and dashes (RFC 1123 §2.1) of a name's first label; empty where none is left.
     */
    private static String label(String name) {
        String first = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        String plain =
                Normalizer.normalize(first, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_LABEL));
        return cut.replaceAll("^-+|-+$", "");
    }
}
