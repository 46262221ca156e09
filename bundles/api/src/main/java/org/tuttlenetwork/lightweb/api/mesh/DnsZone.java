// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.mesh;

import java.util.List;

/**
 * A DNS zone that only the devices of one group can see.
 *
 * @param domain the zone's domain, lower case, without a trailing dot
 * @param distribution who sees it
 * @param records what is in it
 * @param namesDevices whether each device of the group has a name in it too: its own name as one
 *     label below the domain, A, with the address that NetBird shows when it is applied; nobody
 *     else stores that address. A name of {@code records} wins
 */
public record DnsZone(
        String domain, GroupRef distribution, List<Entry> records, boolean namesDevices) {
    public DnsZone {
        records = List.copyOf(records);
    }

    /** A zone with these records only. */
    public DnsZone(String domain, GroupRef distribution, List<Entry> records) {
        this(domain, distribution, records, false);
    }

    /**
     * One record.
     *
     * @param name the full name, in or equal to the zone's domain
     * @param type A, AAAA or CNAME
     * @param content an address or a name
     * @param ttlSeconds 0 or more
     */
    public record Entry(String name, Type type, String content, int ttlSeconds) {}

    /** What NetBird's zones can hold. */
    public enum Type {
        A,
        AAAA,
        CNAME
    }
}
