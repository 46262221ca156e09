// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.api.web.NodeAuthenticator;
import org.tuttlenetwork.lightweb.api.web.NodeTls;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.web.http.HttpListener;

import java.net.http.HttpResponse;

/** The nodes' and the people's listener, real Jetty and Jersey, for resources of this room. */
public final class NodesHost implements AutoCloseable {
    private final TestHost host = new TestHost();
    private final NodesCertificate certificate;
    private final HttpListener nodes;

    public NodesHost(NodeTls tls, NodeAuthenticator authenticator, Resource... resources) {
        certificate = new NodesCertificate(tls);
        nodes = NodesServer.open(host.runtime, host.registry, certificate, authenticator);
        for (Resource resource : resources) {
            host.add("nodes", resource);
        }
    }

    /** The port of the nodes' listener. */
    public int port() {
        return nodes.port();
    }

    /** What the listener does each hour. */
    public void renewCertificate() {
        certificate.renew();
    }

    /** A call of the administrator on the people's listener. */
    public HttpResponse<String> post(String path, String json) {
        return host.postAs("admin", path, json);
    }

    public HttpResponse<String> get(String path) {
        return host.getAs("admin", path);
    }

    @Override
    public void close() {
        nodes.close();
        host.close();
    }
}
