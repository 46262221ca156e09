// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.tuttlenetwork.lightweb.api.web.Resource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The people's listener, real Jetty and Jersey, for the resources and pages of this room. */
public final class FeaturesHost implements AutoCloseable {
    private static final String OWN = "http://localhost:1";

    private final TestHost host = new TestHost();

    public FeaturesHost(Resource... resources) {
        for (Resource resource : resources) {
            host.add("features", resource);
        }
    }

    /** A call of the API without a body. */
    public HttpResponse<String> call(String token, String method, String path) {
        return host.send(api(token, path).method(method, BodyPublishers.noBody()));
    }

    /** A call of the API with an archive. */
    public HttpResponse<String> send(String token, String path, byte[] archive) {
        return host.send(
                api(token, path)
                        .header("Content-Type", "application/octet-stream")
                        .expectContinue(true)
                        .POST(BodyPublishers.ofByteArray(archive)));
    }

    public HttpResponse<String> postJson(String token, String path, String json) {
        return host.postAs(token, path, json);
    }

    private HttpRequest.Builder api(String token, String path) {
        HttpRequest.Builder request = host.request(path);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** A page, asked for by a browser. */
    public HttpResponse<String> page(String session, String path) {
        return host.send(
                host.request(path)
                        .header("Cookie", "session=" + session)
                        .header("Accept", "text/html"));
    }

    /** A form of a page of ours. */
    public HttpResponse<String> form(String session, String path, String fields) {
        return host.send(
                host.request(path)
                        .header("Cookie", "session=" + session)
                        .header("Accept", "text/html")
                        .header("Origin", OWN)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields)));
    }

    /** A form with a file, as a browser sends it. */
    public HttpResponse<String> upload(
            String session, String path, String fileName, byte[] content, String downgrade) {
        String head =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + fileName
                        + "\"\r\nContent-Type: application/java-archive\r\n\r\n";
        String tail =
                "\r\n--b\r\nContent-Disposition: form-data; name=\"downgrade\"\r\n\r\n"
                        + downgrade
                        + "\r\n--b--\r\n";
        return host.send(
                host.request(path)
                        .header("Cookie", "session=" + session)
                        .header("Accept", "text/html")
                        .header("Origin", OWN)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(
                                BodyPublishers.concat(
                                        BodyPublishers.ofString(head),
                                        BodyPublishers.ofByteArray(content),
                                        BodyPublishers.ofString(tail))));
    }

    @Override
    public void close() {
        host.close();
    }
}
