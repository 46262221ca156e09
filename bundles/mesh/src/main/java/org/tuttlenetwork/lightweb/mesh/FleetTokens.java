// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.mesh;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.mesh.netbird.NetbirdCalls;
import org.tuttlenetwork.lightweb.mesh.netbird.ServiceUserTokens;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenRole;
import org.tuttlenetwork.lightweb.mesh.netbird.TokenSource;
import org.tuttlenetwork.lightweb.mesh.store.TokenStore;
import org.tuttlenetwork.lightweb.mesh.token.TokenInUse;
import org.tuttlenetwork.lightweb.mesh.token.TokenRecords;
import org.tuttlenetwork.lightweb.mesh.token.TokenView;
import org.tuttlenetwork.lightweb.mesh.token.TokenWatch;

import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The two tokens of a host: it calls with those that the fleet's writer made where there are some,
 * and with the configured ones otherwise.
 */
final class FleetTokens {
    private final TokenInUse networkToken;
    private final TokenInUse adminToken;
    private final NetbirdCalls network;
    private final NetbirdCalls admin;
    private final List<TokenWatch> watches;
    private final TokenThread thread;

    /**
     * @param calls NetBird, as the token allows
     * @param fence throws where this host is not the writer
     * @param writes whether this host may make and delete tokens now
     */
    FleetTokens(
            Settings settings,
            Vault vault,
            Function<TokenSource, NetbirdCalls> calls,
            Runnable fence,
            BooleanSupplier writes) {
        TokenStore store = new TokenStore(vault.masterKey());
        TokenRecords records = new TokenRecords(vault.database(), store, vault.clock());
        this.networkToken =
                new TokenInUse(TokenRole.NETWORK, settings.networkToken(), vault.database(), store);
        this.adminToken =
                new TokenInUse(TokenRole.ADMIN, settings.adminToken(), vault.database(), store);
        this.network = calls.apply(networkToken);
        this.admin = calls.apply(adminToken);
        ServiceUserTokens others = new ServiceUserTokens(admin.behind(fence));
        this.watches =
                List.of(
                        new TokenWatch(
                                networkToken,
                                new ServiceUserTokens(network),
                                new ServiceUserTokens(network.behind(fence)),
                                others,
                                records,
                                settings.rotation(),
                                vault.clock()),
                        new TokenWatch(
                                adminToken,
                                new ServiceUserTokens(admin),
                                others,
                                others,
                                records,
                                settings.rotation(),
                                vault.clock()));
        this.thread = new TokenThread(watches, writes, vault.clock());
    }

    /** Where tokens are kept. */
    record Vault(Database database, MasterKey masterKey, Clock clock) {}

    void start() {
        thread.start();
    }

    NetbirdCalls network() {
        return network;
    }

    NetbirdCalls admin() {
        return admin;
    }

    /** Follows another host that made a token or retired one. */
    void changed() {
        networkToken.reload();
        adminToken.reload();
        thread.soon();
    }

    /** As this host saw them last. */
    List<TokenView> views() {
        return watches.stream().map(TokenWatch::view).toList();
    }

    /** What a person has to see to, in words. */
    List<String> complaints() {
        return views().stream()
                .flatMap(
                        view ->
                                view.notes().stream()
                                        .filter(note -> note.needsAPerson())
                                        .map(note -> note.words(view.role())))
                .toList();
    }

    /**
     * Ends it.
     *
     * @throws InterruptedException if the caller is to end
     */
    void stop() throws InterruptedException {
        try {
            thread.stop();
        } finally {
            network.close();
            admin.close();
        }
    }
}
