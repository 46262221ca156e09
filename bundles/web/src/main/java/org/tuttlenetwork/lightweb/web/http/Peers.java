// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;

/**
 * Knows proxies from clients.
 *
 * @param proxies whose {@code X-Forwarded-For} is believed
 * @param proxiesOnly whether others, except loopback, are refused: where this listener speaks plain
 *     HTTP on an address that others reach
 */
public record Peers(Set<InetAddress> proxies, boolean proxiesOnly) {
    /** Nobody is a proxy, everybody may come. */
    public static final Peers DIRECT = new Peers(Set.of(), false);

    public Peers {
        proxies = Set.copyOf(proxies);
    }

    /**
     * @throws LightWebException if this peer may not come here
     */
    void check(Request request) {
        InetAddress peer = address(request);
        if (proxiesOnly && !peer.isLoopbackAddress() && !proxies.contains(peer)) {
            throw LightWebException.forbidden(
                    "This address answers its proxy only. Use the public address.");
        }
    }

    /** The client's address as text. */
    String client(Request request) {
        InetAddress peer = address(request);
        String forwarded = request.getHeaders().getLast(HttpHeader.X_FORWARDED_FOR);
        if (forwarded == null || !proxies.contains(peer)) {
            return peer.getHostAddress();
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    private static InetAddress address(Request request) {
        SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
