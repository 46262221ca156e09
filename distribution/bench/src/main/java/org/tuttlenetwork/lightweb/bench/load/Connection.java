// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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
public final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final URI target;
    private final Socket socket;
    private final InputStream in;
    private boolean isOver;

    /** An answer. */
    public record Answer(int status, String body) {}

    /**
     * @param target what is asked for
     */
    public Connection(URI target) throws IOException {
        this.target = target;
        socket = new Socket();
        socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Whether the server said that it ends the connection. */
    public boolean isOver() {
        return isOver;
    }

    /** Asks, and waits for the whole answer. */
    public Answer get() throws IOException {
        String head =
                "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n\r\n"
                        .formatted(target.getRawPath(), target.getAuthority());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = headers();
        isOver = headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
        byte[] body =
                chunked
                        ? chunks()
                        : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Answer(status, new String(body, StandardCharsets.UTF_8));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return headers;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            byte[] chunk = exactly(Integer.parseInt(line().split(";", 2)[0], 16));
            line();
            if (chunk.length == 0) {
                return body.toByteArray();
            }
            body.write(chunk);
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("cut after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("cut after: " + line.toString(StandardCharsets.UTF_8));
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
