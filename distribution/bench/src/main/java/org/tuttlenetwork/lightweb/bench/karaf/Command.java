// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.karaf;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A command whose connection stands. */
public final class Command {
    private static final long LOOK_MILLIS = 1;

    private final Session session;
    private final String text;

    Command(Session session, String text) {
        this.session = session;
        this.text = text;
    }

    /**
     * Carries it out, once.
     *
     * @return what it said
     * @throws IOException if it failed, with what it said
     */
    public String run() throws IOException, InterruptedException {
        try {
            ChannelExec channel = (ChannelExec) session.openChannel("exec");
            ByteArrayOutputStream wrong = new ByteArrayOutputStream();
            channel.setCommand(text);
            channel.setErrStream(wrong);
            try (InputStream out = channel.getInputStream()) {
                channel.connect();
                String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                while (!channel.isClosed()) { // the status comes after the last of the output
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
                if (channel.getExitStatus() != 0) {
                    throw new IOException(
                            "Karaf's "
                                    + text
                                    + " failed: "
                                    + said
                                    + wrong.toString(StandardCharsets.UTF_8));
                }
                return said;
            }
        } catch (JSchException e) {
            throw new IOException("Karaf's " + text + " was not taken: " + e.getMessage(), e);
        } finally {
            session.disconnect();
        }
    }
}
