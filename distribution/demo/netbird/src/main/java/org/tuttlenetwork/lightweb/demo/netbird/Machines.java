// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Deliveries;
import org.tuttlenetwork.lightweb.demo.netbird.delivery.Reach;
import org.tuttlenetwork.lightweb.demo.netbird.state.Account;
import org.tuttlenetwork.lightweb.demo.netbird.state.Group;
import org.tuttlenetwork.lightweb.demo.netbird.state.Ids;
import org.tuttlenetwork.lightweb.demo.netbird.state.PeerRecords;
import org.tuttlenetwork.lightweb.demo.netbird.state.SetupKey;
import org.tuttlenetwork.lightweb.demo.netbird.state.Store;
import org.tuttlenetwork.lightweb.demo.netbird.state.User;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What machines and people do at NetBird beside the management API: sign in, join, come and go. */
final class Machines {
    private final Store store;
    private final Deliveries deliveries;
    private final Clock clock;

    Machines(Store store, Deliveries deliveries, Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * Somebody signs in on a machine. The first time makes the user, blocked and pending where the
     * account asks for approval; a user who is blocked gets no peer.
     *
     * @return the peer's id, or null where the user is blocked
     */
    @Nullable String logIn(String userId, String email, String name, String host) {
        String at = clock.instant().toString();
        Optional<String> peer =
                store.change(
                        account -> {
                            User user = signIn(account, userId, email, name, at);
                            return user.blocked()
                                    ? Optional.<String>empty()
                                    : Optional.of(ofUser(account, user, host, at));
                        });
        peer.ifPresent(this::connected);
        return peer.orElse(null);
    }

    private static User signIn(Account account, String id, String email, String name, String at) {
        User known = account.users.get(id);
        if (known == null) {
            boolean wait =
                    account.settings.path("extra").path("user_approval_required").asBoolean();
            known = new User(id, email, name, "user", List.of(), wait, wait, false, at);
            account.happened(at, "user.join", "User joined", known, id, name);
        }
        User user = known.signedIn(at);
        account.users.put(id, user);
        return user;
    }

    private static String ofUser(Account account, User user, String host, String at) {
        for (String id : account.peersOf(user.id())) {
            ObjectNode peer = account.peers.get(id);
            if (peer != null && peer.path("hostname").asText().equals(host)) {
                peer.put("login_expired", false).put("connected", true).put("last_login", at);
                return id;
            }
        }
        String id = Ids.next();
        PeerRecords.register(account, id, host, user.id(), null, at);
        account.join(id, user.autoGroups());
        account.happened(at, "peer.user.add", "Peer added", user, id, host);
        return id;
    }

    /**
     * A machine joins by a setup key.
     *
     * @param key in plain text
     * @return the peer's id
     * @throws IllegalArgumentException if the key is unknown, revoked, expired or used up
     */
    String join(String key, String host) {
        String at = clock.instant().toString();
        String peer =
                store.change(
                        account -> {
                            SetupKey found = valid(account, key);
                            String id = Ids.next();
                            PeerRecords.register(account, id, host, "", found, at);
                            account.join(id, found.autoGroups());
                            account.setupKeys.put(found.id(), found.used(at));
                            User nobody = nobody(found.id(), found.name());
                            account.happened(
                                    at, "peer.setupkey.add", "Peer added", nobody, id, host);
                            return id;
                        });
        connected(peer);
        return peer;
    }

    private SetupKey valid(Account account, String key) {
        SetupKey found =
                account.setupKeys.values().stream()
                        .filter(stored -> stored.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("unknown setup key"));
        String state = found.state(clock.instant());
        if (!state.equals("valid")) {
            throw new IllegalArgumentException("the setup key is " + state);
        }
        return found;
    }

    private static User nobody(String id, String name) {
        return new User(id, "", name, "", List.of(), false, false, false, null);
    }

    /**
     * A peer's stream opens or closes.
     *
     * @throws IllegalArgumentException if there is no such peer
     */
    void connection(String peer, boolean open) {
        String at = clock.instant().toString();
        store.change(
                account -> {
                    ObjectNode found = account.peers.get(peer);
                    if (found == null) {
                        throw new IllegalArgumentException("no peer " + peer);
                    }
                    return found.put("connected", open).put("last_seen", at);
                });
        if (open) {
            deliveries.connected(peer);
        }
    }

    private void connected(String peer) {
        deliveries.connected(peer);
        deliveries.dispatch(
                store.read(
                        account ->
                                Reach.affectedBy(
                                        account,
                                        account.groupsOf(peer).stream().map(Group::id).toList())));
    }
}
