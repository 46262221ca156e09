// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.NodeAuthenticator;
import org.tuttlenetwork.lightweb.api.web.NodeCaller;
import org.tuttlenetwork.lightweb.api.web.Surface;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Lets nodes in by their certificate, asked anew for each request; two calls come without one. A
 * node finds only its own paths.
 */
public final class NodesGate extends Handler.Abstract {
    private static final String API = "/api/v1/";

    private final NodeAuthenticator authenticator;
    private final PeopleRouter.Applications applications;
    private final ProblemAnswers problems;

    public NodesGate(
            NodeAuthenticator authenticator,
            PeopleRouter.Applications applications,
            ProblemAnswers problems) {
        this.authenticator = authenticator;
        this.applications = applications;
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = ProblemAnswers.path(request);
        List<X509Certificate> chain = chain(request);
        if (!chain.isEmpty()) {
            NodeCaller node = identify(chain);
            demandOwn(path, node);
            Exchange exchange = Exchange.of(request);
            new Exchange(exchange.requestId(), exchange.client(), Optional.of(node))
                    .attach(request);
        } else if (!isOpen(request.getMethod(), path)) {
            throw nobody();
        }
        boolean served =
                path.startsWith(API)
                        && applications.handle(Surface.NODES, API, request, response, callback);
        if (!served) {
            problems.send(request, response, callback, Entry.notFound());
        }
        return true;
    }

    /** Who comes without a certificate is told what is missing. */
    public static LightWebException nobody() {
        return new LightWebException(
                ProblemType.UNAUTHENTICATED,
                "This needs the node's certificate in the TLS handshake. Without one a node may"
                        + " only enrol, or renew a certificate that has ended.");
    }

    private NodeCaller identify(List<X509Certificate> chain) {
        return authenticator
                .node(chain)
                .map(NodeCaller::new)
                .orElseThrow(
                        () ->
                                new LightWebException(
                                        ProblemType.UNAUTHENTICATED,
                                        "This certificate is no node's of this network, has"
                                                + " ended, or was revoked or replaced."));
    }

    /** {@code /api/v1/nodes/<id>/…} is there only for the node with that id. */
    private static void demandOwn(String path, NodeCaller node) {
        String[] segments = path.split("/", -1);
        boolean named = segments.length > 5 && segments[3].equals("nodes");
        if (named && !segments[4].equals(node.nodeId())) {
            throw LightWebException.notFound("Nothing is served at this path.");
        }
    }

    private static boolean isOpen(String method, String path) {
        return HttpMethod.POST.is(method)
                && (path.equals("/api/v1/nodes/enrol")
                        || path.matches("/api/v1/nodes/[^/]+/renew"));
    }

    private static List<X509Certificate> chain(Request request) {
        Object data = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
        X509Certificate[] certificates =
                data instanceof EndPoint.SslSessionData session ? session.peerCertificates() : null;
        return certificates == null ? List.of() : List.of(certificates);
    }
}
