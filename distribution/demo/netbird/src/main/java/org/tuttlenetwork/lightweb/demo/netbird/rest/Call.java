// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.rest;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Reach;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One authenticated call while it runs, with the account locked; gathers whose maps it changes. */
final class Call {
    private final Account account;
    private final User caller;
    private final Instant now;
    private final List<String> segments;
    private final Map<String, String> query;
    private final @Nullable JsonNode body;
    private final Set<String> affected = new HashSet<>();

    Call(
            Account account,
            User caller,
            Instant now,
            List<String> segments,
            Map<String, String> query,
            @Nullable JsonNode body) {
        this.account = account;
        this.caller = caller;
        this.now = now;
        this.segments = segments;
        this.query = query;
        this.body = body;
    }

    Account account() {
        return account;
    }

    User caller() {
        return caller;
    }

    Instant now() {
        return now;
    }

    /** The n-th segment that stood for a star in the route, from 0. */
    String segment(int index) {
        return segments.get(index);
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }

    /**
     * @throws ApiError 400 if there is no object in the body
     */
    Body body() {
        return new Body(body);
    }

    /**
     * Marks the peers that a change of these groups touches; called before and after the change.
     */
    void touchGroups(Collection<String> groups) {
        affected.addAll(Reach.affectedBy(account, groups));
    }

    void touch(Collection<String> peers) {
        affected.addAll(peers);
    }

    /** Marks everybody: settings and DNS recompute the whole account. */
    void touchEverybody() {
        affected.addAll(account.peers.keySet());
    }

    void happened(String code, String activity, String target, String name) {
        account.happened(now.toString(), code, activity, caller, target, name);
    }

    Set<String> affected() {
        return affected;
    }
}
