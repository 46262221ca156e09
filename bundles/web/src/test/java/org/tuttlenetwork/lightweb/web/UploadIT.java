// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuttlenetwork.lightweb.api.web.BodyLimit;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.api.web.Upload;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Forms with a file, over real HTTP. */
class UploadIT {
    private static final String OWN = "http://localhost:1";
    private static final int LIMIT = 8192;
    private static TestHost host;

    /** Says what arrived. */
    @Path("/files")
    @Produces(MediaType.TEXT_PLAIN)
    public static class Files implements Resource {
        @Override
        public Surface surface() {
            return Surface.PAGES;
        }

        @POST
        @Consumes(MediaType.MULTIPART_FORM_DATA)
        @BodyLimit(LIMIT)
        @RolesAllowed("lightweb:admin")
        public String send(Upload upload) {
            return "%s %d %s %s"
                    .formatted(
                            upload.fileName(),
                            upload.content().length,
                            new TreeMap<>(upload.fields()),
                            upload.isEmpty());
        }
    }

    @BeforeAll
    static void open() {
        host = new TestHost(Map.of("body_limit_bytes", "1024"));
        host.add("files", new Files());
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @Test
    void readsTheFileAndWhatWasTyped() {
        String two = file("a.jar", "x".repeat(2000)) + field("version", "1.0 é");
        assertThat(send(form(two)).body()).isEqualTo("a.jar 2000 {version=1.0 é} false");
        assertThat(send(form(file("C:\\\\fake\\\\..\\\\b.jar", "x"))).body())
                .as("a path of the sender's machine is no matter of ours")
                .startsWith("b.jar 1 ");
        assertThat(send(form(file("", ""))).body()).isEqualTo(" 0 {} true");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none", "https://evil.example", "null"})
    void refusesWhatComesFromAnotherSite(String origin) {
        HttpRequest.Builder request =
                host.request("/files")
                        .header("Cookie", "session=admin")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(form(file("a.jar", "x"))));
        if (origin != null) {
            request.header("Origin", origin);
        }
        HttpResponse<String> answer = host.send(request);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("did not come from a page of ours");
    }

    @Test
    void saysWhatIsWrongWithAForm() {
        malformed(form(field("version", "1")), "it has no file");
        malformed(form(file("a", "x") + file("b", "y")), "more than one file");
        malformed(form(file("a", "x") + field("v", "1") + field("v", "2")), "field v twice");
        malformed(form(file("a", "x")).substring(0, 60), "do not follow RFC 7578");
        malformed("no form at all", "do not follow RFC 7578");
        malformed(form(field("f", "").repeat(30)), "do not follow RFC 7578");
        HttpResponse<String> answer =
                send("multipart/form-data", BodyPublishers.ofString(form(file("a", "x"))));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("names no boundary", "Nothing was changed");
    }

    private static void malformed(String body, String why) {
        HttpResponse<String> answer = send(body);
        assertThat(answer.statusCode()).as(why).isEqualTo(400);
        assertThat(answer.body()).contains(why, "Nothing was changed");
    }

    @Test
    void takesAsMuchAsTheMethodSaysAndNoMore() {
        byte[] large = form(file("a", "x".repeat(LIMIT))).getBytes(StandardCharsets.UTF_8);
        BodyPublisher told = BodyPublishers.ofByteArray(large);
        BodyPublisher untold = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
        assertThat(send("multipart/form-data; boundary=b", told).statusCode()).isEqualTo(413);
        HttpResponse<String> answer = send("multipart/form-data; boundary=b", untold);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("at most " + LIMIT);
        assertThat(send(form(file("a", "x".repeat(LIMIT - 200)))).statusCode()).isEqualTo(200);
    }

    @Test
    void otherFormsAre415AndNobodyIsAskedToLogInFirst() {
        assertThat(send("application/octet-stream", BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(415);
        HttpRequest.Builder nobody =
                host.request("/files")
                        .header("Origin", OWN)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(form(file("a", "x".repeat(2 * LIMIT)))));
        assertThat(host.send(nobody).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> send(String body) {
        return send("multipart/form-data; boundary=b", BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(String type, BodyPublisher body) {
        return host.send(
                host.request("/files")
                        .header("Cookie", "session=admin")
                        .header("Origin", OWN)
                        .header("Content-Type", type)
                        .POST(body));
    }

    private static String form(String parts) {
        return parts + "--b--\r\n";
    }

    private static String file(String name, String content) {
        return part("name=\"file\"; filename=\"" + name + "\"", content);
    }

    private static String field(String name, String value) {
        return part("name=\"" + name + "\"", value);
    }

    private static String part(String disposition, String content) {
        return "--b\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\n\r\n"
                + content
                + "\r\n";
    }
}
