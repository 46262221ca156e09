// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuttlenetwork.lightweb.api.web.NodeAuthenticator;
import org.tuttlenetwork.lightweb.api.web.NodeCaller;
import org.tuttlenetwork.lightweb.api.web.NodeTls;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.web.http.HttpListener;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

class NodesListenerIT {
    private static final char[] PASSWORD = "changeit".toCharArray();
    @TempDir private static java.nio.file.Path directory;

    private final TestHost host = new TestHost();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private HttpListener listener;

    @Path("/nodes")
    public static class NodeResource implements Resource {
        @Override
        public Surface surface() {
            return Surface.NODES;
        }

        @POST
        @Path("enrol")
        public String enrol() {
            return "enrolled";
        }

        @POST
        @Path("{id}/renew")
        public String renew(@PathParam("id") String id) {
            return "renewed " + id;
        }

        @GET
        @Path("{id}/config")
        public String config(@Context SecurityContext context) {
            return ((NodeCaller) context.getUserPrincipal()).nodeId();
        }
    }

    @Path("/nodes")
    public static class AdminResource implements Resource {
        @GET
        @PermitAll
        public String list() {
            return "all";
        }
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        keytool("-genkeypair", "-alias", "root", "-dname", "CN=root", "-ext", "bc:c");
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-dname",
                "CN=server",
                "-signer",
                "root",
                "-ext",
                "san=ip:127.0.0.1");
        keytool("-genkeypair", "-alias", "node-a", "-dname", "CN=node-a", "-signer", "root");
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(
                java.nio.file.Path.of(System.getProperty("java.home"), "bin", "keytool")
                        .toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(
                List.of(
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        directory.resolve("all.p12").toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-validity",
                        "2"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static KeyStore keys(String alias) throws Exception {
        KeyStore all = all();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
        return keys;
    }

    private static KeyStore trust() throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("root", all().getCertificate("root"));
        return trust;
    }

    private static KeyStore all() throws Exception {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("all.p12"))) {
            all.load(in, PASSWORD);
        }
        return all;
    }

    private record Keys(KeyStore serverKeys, KeyStore trust) implements NodeTls {
        @Override
        public char[] keyPassword() {
            return PASSWORD;
        }
    }

    @BeforeEach
    void open() throws Exception {
        host.add("nodes", new NodeResource());
        host.add("nodes", new AdminResource());
        NodeAuthenticator authenticator =
                chain ->
                        Optional.of(name(chain))
                                .filter(name -> name.startsWith("node-"))
                                .filter(name -> !revoked.contains(name));
        listener =
                NodesServer.open(
                        host.runtime,
                        host.registry,
                        NodesServer.factory(new Keys(keys("server"), trust())),
                        authenticator);
    }

    private static String name(List<X509Certificate> chain) {
        return chain.getFirst().getSubjectX500Principal().getName().replace("CN=", "");
    }

    @AfterEach
    void close() {
        listener.close();
        host.close();
    }

    private static HttpClient client(Optional<String> alias) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trust());
        SSLContext tls = SSLContext.getInstance("TLSv1.3");
        if (alias.isPresent()) {
            keys.init(keys(alias.get()), PASSWORD);
        }
        tls.init(alias.isPresent() ? keys.getKeyManagers() : null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private int call(HttpClient client, String method, String path)
            throws IOException, InterruptedException {
        return send(client, method, path).statusCode();
    }

    private HttpResponse<String> send(HttpClient client, String method, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("https://127.0.0.1:" + listener.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void withoutACertificateOnlyEnrolAndRenewWork() throws Exception {
        try (HttpClient client = client(Optional.empty())) {
            assertThat(send(client, "POST", "/api/v1/nodes/enrol").body()).isEqualTo("enrolled");
            assertThat(send(client, "POST", "/api/v1/nodes/node-a/renew").body())
                    .isEqualTo("renewed node-a");
            assertThat(call(client, "GET", "/api/v1/nodes/node-a/config")).isEqualTo(401);
            assertThat(call(client, "GET", "/api/v1/nodes/enrol")).isEqualTo(401);
            assertThat(call(client, "GET", "/")).isEqualTo(401);
        }
    }

    @Test
    void nodesReachTheirOwnPathsUntilTheyAreRevoked() throws Exception {
        try (HttpClient client = client(Optional.of("node-a"))) {
            assertThat(send(client, "GET", "/api/v1/nodes/node-a/config").body())
                    .isEqualTo("node-a");
            assertThat(call(client, "GET", "/api/v1/nodes/node-b/config")).isEqualTo(404);
            assertThat(call(client, "POST", "/api/v1/nodes/node-b/renew")).isEqualTo(404);
            assertThat(call(client, "GET", "/api/v1/things")).isEqualTo(404);
            assertThat(call(client, "GET", "/openapi.json")).isEqualTo(404);
            revoked.add("node-a");
            assertThat(call(client, "GET", "/api/v1/nodes/node-a/config")).isEqualTo(401);
        }
    }

    @Test
    void otherCertificatesUnderTheRootAreNoNodes() throws Exception {
        try (HttpClient client = client(Optional.of("server"))) {
            assertThat(call(client, "GET", "/api/v1/nodes/server/config")).isEqualTo(401);
        }
    }

    @Test
    void nodePathsAreNotOnThePeoplesListener() {
        assertThat(host.get("/api/v1/nodes").body()).isEqualTo("all");
        assertThat(host.getAs("admin", "/api/v1/nodes/node-a/config").statusCode()).isEqualTo(404);
        assertThat(host.postAs("admin", "/api/v1/nodes/enrol", "{}").statusCode()).isEqualTo(404);
    }
}
