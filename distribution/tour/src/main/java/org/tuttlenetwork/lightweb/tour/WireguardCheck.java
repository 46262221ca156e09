// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hands a device's file to WireGuard itself: {@code wg-quick strip} reads it as it is, and with the
 * key in it {@code wg setconf} sets it on an interface of wireguard-go that has no address and
 * lives for a moment. Each as far as this machine has it and lets it.
 */
final class WireguardCheck {
    private static final Path STRIP = Path.of("/usr/bin/wg-quick");
    private static final Path ENGINE = Path.of("/usr/bin/wireguard-go");
    private static final Path TUNNELS = Path.of("/dev/net/tun");
    private static final String PLACE = "# PrivateKey";
    private static final int LOOKS = 200;

    private WireguardCheck() {}

    /**
     * @param file as the host gave it
     * @param keys the device's
     * @param node the public key of the node that the file must name
     * @return what was seen
     */
    static String check(String file, WireguardKeys keys, String node) throws Exception {
        Walk.require(
                file.lines().anyMatch(line -> line.startsWith(PLACE)),
                "There is no comment where the private key goes");
        Walk.require(
                file.lines().noneMatch(line -> line.startsWith("PrivateKey")),
                "There is a private key in the file");
        if (!Files.isExecutable(STRIP)) {
            return "not read by wg-quick, which is not installed here";
        }
        Path folder = Files.createTempDirectory("lightweb-tour");
        Path config = folder.resolve("lwtour.conf");
        try {
            Files.writeString(config, file);
            run(List.of(STRIP.toString(), "strip", config.toString()));
            if (!Files.isExecutable(ENGINE) || !Files.isWritable(TUNNELS)) {
                return "wg-quick strip takes it; wg setconf needs wireguard-go and root";
            }
            Files.writeString(config, withKey(file, keys));
            String stripped = run(List.of(STRIP.toString(), "strip", config.toString()));
            Files.writeString(config, stripped);
            set(config, keys, node);
            return "wg-quick strip and wg setconf take it";
        } finally {
            Files.deleteIfExists(config);
            Files.delete(folder);
        }
    }

    private static String withKey(String file, WireguardKeys keys) {
        return file.replaceFirst("(?m)^" + PLACE + ".*$", "PrivateKey = " + keys.privateKey());
    }

    private static void set(Path stripped, WireguardKeys keys, String node) throws Exception {
        String name = "lwt" + ProcessHandle.current().pid();
        Process engine =
                new ProcessBuilder(ENGINE.toString(), "-f", name)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            awaitInterface(engine, name);
            run(List.of("/usr/bin/wg", "setconf", name, stripped.toString()));
            Walk.require(
                    run(List.of("/usr/bin/wg", "show", name, "public-key"))
                            .equals(keys.publicKey()),
                    "The interface has another key than the device");
            Walk.require(
                    run(List.of("/usr/bin/wg", "show", name, "peers")).equals(node),
                    "The interface has another peer than the node");
        } finally {
            engine.destroy();
            engine.waitFor();
        }
    }

    private static void awaitInterface(Process engine, String name) throws Exception {
        Path socket = Path.of("/var/run/wireguard", name + ".sock");
        for (int look = 0; look < LOOKS && !Files.exists(socket); look++) {
            Walk.require(engine.isAlive(), "wireguard-go ends: it can make no interface here");
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Walk.require(Files.exists(socket), "wireguard-go makes no interface");
    }

    private static String run(List<String> command)
            throws IOException, InterruptedException, TourFailed {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Walk.require(process.waitFor() == 0, String.join(" ", command) + ": " + output);
        return output.strip();
    }
}
