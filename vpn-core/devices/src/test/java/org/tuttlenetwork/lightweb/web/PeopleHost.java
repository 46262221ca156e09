// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.api.web.Resource;

import java.net.http.HttpResponse;

/** The people's listener, real Jetty and Jersey, for a resource of this room. */
public final class PeopleHost implements AutoCloseable {
    private final TestHost host = new TestHost();

    public PeopleHost(Resource resource) {
        host.add("devices", resource);
    }

    /**
     * @param who {@code admin} or {@code member}
     */
    public HttpResponse<String> get(String who, String path) {
        return host.getAs(who, path);
    }

    public HttpResponse<String> post(String who, String path, String json) {
        return host.postAs(who, path, json);
    }

    @Override
    public void close() {
        host.close();
    }
}
