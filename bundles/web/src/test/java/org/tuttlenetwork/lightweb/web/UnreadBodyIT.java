// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** Answers that go out before the body of their request has come. */
class UnreadBodyIT {
    /** More than what is waited for. */
    private static final int LARGE = 100_000;

    private TestHost host;

    @BeforeEach
    void start() {
        host = new TestHost();
        host.add("things", new Samples.Things());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void theCallerIsToldThatTheConnectionEnds() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("/api/v1/nothing", "", LARGE));
            String answer = readHead(socket);
            assertThat(answer).startsWith("HTTP/1.1 404 ").contains("Connection: close");
            write(socket, "{".repeat(LARGE));
            // The rest of the answer, and then its orderly end: no reset.
            assertThat(readAll(socket)).contains("not-found");
        }
    }

    @Test
    void whoIsStillWritingSeesTheAnswer() throws Exception {
        String body = "{".repeat(8 << 20);
        for (int i = 0; i < 20; i++) {
            HttpRequest.Builder request =
                    host.request("/api/v1/things")
                            .header("Authorization", "Bearer bad")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body));
            assertThat(host.send(request).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void whoNeverSendsTheRestIsNotWaitedForLong() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("/api/v1/nothing", "", LARGE) + "{");
            assertThat(readAll(socket)).startsWith("HTTP/1.1 404 ").contains("not-found");
        }
    }

    @Test
    void soItIsWhereAFeatureRefuses() throws IOException {
        try (Socket socket = connect()) {
            write(socket, head("/api/v1/things", "Authorization: Bearer bad\r\n", LARGE));
            assertThat(readHead(socket)).startsWith("HTTP/1.1 401 ").contains("Connection: close");
        }
    }

    @Test
    void aSmallBodyThatComesLaterEndsNoConnection() throws IOException {
        try (Socket socket = connect()) {
            for (String part : new String[] {"{}", "{", ""}) {
                String rest = "{}".substring(part.length());
                write(socket, head("/api/v1/things", "Authorization: Bearer bad\r\n", 2) + part);
                write(socket, rest);
                String answer = readHead(socket);
                assertThat(answer).startsWith("HTTP/1.1 401 ").doesNotContain("Connection: close");
                skip(socket, answer);
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String head(String path, String headers, int length) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + headers
                + "Content-Length: "
                + length
                + "\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("ended after: %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void skip(Socket socket, String head) throws IOException {
        int length =
                head.lines()
                        .filter(line -> line.startsWith("Content-Length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(16)))
                        .sum();
        assertThat(socket.getInputStream().readNBytes(length)).hasSize(length);
    }
}
