// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection that speaks HTTP/1.1 and never tries anything again: the JDK's client sends a
 * request once more where a connection breaks, and would hide what is looked for here.
 */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final String authority;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean isOver;

    /** An answer; header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {}

    Wire(URI server) throws IOException {
        authority = server.getAuthority();
        socket = new Socket();
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Whether the server said that it ends the connection. */
    boolean isOver() {
        return isOver;
    }

    /** Sends a head, with the empty line after it. */
    void head(String method, String path, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        head.append("Host: ").append(authority).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        send(head.append("\r\n").toString());
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** A whole answer. */
    Answer answer() throws IOException {
        Answer head = answerHead();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (head.headers().getOrDefault("transfer-encoding", "").equals("chunked")) {
            for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
                body.write(chunk);
            }
        } else {
            int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
            body.write(exactly(length));
        }
        return new Answer(head.status(), head.headers(), body.toString(StandardCharsets.UTF_8));
    }

    /** Status and headers; the body is still to come. */
    Answer answerHead() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        isOver = headers.getOrDefault("connection", "").equals("close");
        return new Answer(status, headers, "");
    }

    /** The next chunk; empty where the body ended as it should. */
    byte[] chunk() throws IOException {
        byte[] chunk = exactly(Integer.parseInt(line().split(";", 2)[0], 16));
        String end = line();
        if (!end.isEmpty()) {
            throw new IOException("After a chunk comes " + end);
        }
        return chunk;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("Cut after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Cut after: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
