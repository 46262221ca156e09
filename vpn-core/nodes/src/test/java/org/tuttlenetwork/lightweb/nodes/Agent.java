// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * One kept connection of an agent: TLS 1.3 and HTTP/1.1 by hand, so that no client opens another
 * one unseen, and with the certificate that it is told to offer, also where the server would not
 * want it.
 */
final class Agent implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SSLSocket socket;

    private Agent(SSLSocket socket) {
        this.socket = socket;
    }

    /** An agent that offers no certificate. */
    static Agent stranger(int port, X509Certificate root) throws Exception {
        return connect(port, root, null);
    }

    static Agent connect(int port, X509Certificate root, Identity identity) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(
                identity == null ? null : new KeyManager[] {identity},
                new TrustManager[] {new Pinned(root)},
                null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(30_000);
        socket.startHandshake();
        return new Agent(socket);
    }

    /** The certificate that the server showed on this connection. */
    X509Certificate shown() throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    Answer get(String path, String... headers) throws IOException {
        return call("GET", path, "", headers);
    }

    Answer post(String path, String json) throws IOException {
        return call("POST", path, json, "Content-Type: application/json");
    }

    Answer call(String method, String path, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
                        + bytes.length
                        + "\r\n"
                        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                        + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return answer();
    }

    private Answer answer() throws IOException {
        InputStream in = socket.getInputStream();
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        int length = 0;
        String tag = "";
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] field = line.split(": *", 2);
            switch (field[0].toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(field[1]);
                case "etag" -> tag = field[1];
                case "transfer-encoding" -> length = -1;
                default -> {}
            }
        }
        byte[] body = length < 0 ? chunks(in) : in.readNBytes(length);
        return new Answer(status, tag, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16);
                size > 0;
                size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The connection ended");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** An answer. */
    record Answer(int status, String tag, String body) {
        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    /**
     * Trusts what the pinned root signed, whatever the time: tests move the host's time, not this
     * machine's.
     */
    private record Pinned(X509Certificate root) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            try {
                chain[0].verify(chain[1].getPublicKey());
                chain[1].verify(root.getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new CertificateException("Not under the pinned root", e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("An agent has no clients");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A key and its chain, offered whatever the server asks for. */
    record Identity(PrivateKey key, List<X509Certificate> chain) implements X509KeyManager {
        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"it"};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "it";
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return "";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }
}
