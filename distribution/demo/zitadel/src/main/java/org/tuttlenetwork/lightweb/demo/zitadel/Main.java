// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookTarget;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in by itself until the process is ended. */
public final class Main {
    private static final String USAGE =
            """
            Options: --port N (9081)  --control-port N (9181)  --state-file PATH  --key-file PATH
              --redirect-uri URI (may be repeated)  --list-lag-millis N (300)
              --access-token-seconds N (43200)  --webhook-url URI  --webhook-key KEY (the demo's)
            """;

    private Main() {}

    /**
     * @param arguments as the usage says
     */
    public static void main(String[] arguments) throws InterruptedException {
        ZitadelOptions options;
        try {
            options = options(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        ZitadelStandIn standIn = ZitadelStandIn.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    standIn.close();
                                    stopped.countDown();
                                },
                                "zitadel-stop"));
        System.out.println("Zitadel stand-in: " + standIn.issuer());
        System.out.println("control: " + standIn.controlUri());
        stopped.await();
    }

    static ZitadelOptions options(List<String> arguments) {
        ZitadelOptions options =
                ZitadelOptions.defaults().withPorts(9081, 9181).withListLag(Duration.ofMillis(300));
        List<String> redirectUris = new ArrayList<>();
        String webhookUrl = "";
        String webhookKey = WebhookTarget.DEMO_SIGNING_KEY;
        if (arguments.size() % 2 != 0) {
            throw new IllegalArgumentException("an option lacks its value");
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            String value = arguments.get(i + 1);
            ZitadelOptions.Ports ports = options.ports();
            switch (arguments.get(i)) {
                case "--port" -> options = options.withPorts(number(value), ports.control());
                case "--control-port" -> options = options.withPorts(ports.main(), number(value));
                case "--state-file" -> options = options.withStateFile(Path.of(value));
                case "--key-file" -> options = options.withKeyFile(Path.of(value));
                case "--redirect-uri" -> redirectUris.add(value);
                case "--list-lag-millis" ->
                        options = options.withListLag(Duration.ofMillis(number(value)));
                case "--access-token-seconds" ->
                        options =
                                options.withLifetimes(
                                        options.tokens()
                                                .lifetimes()
                                                .withAccess(Duration.ofSeconds(number(value))));
                case "--webhook-url" -> webhookUrl = value;
                case "--webhook-key" -> webhookKey = value;
                default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
        }
        if (!redirectUris.isEmpty()) {
            options = options.withRedirectUris(redirectUris);
        }
        if (webhookUrl.isEmpty()) {
            return options;
        }
        return options.withWebhook(WebhookTarget.of(URI.create(webhookUrl), webhookKey));
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + value, e);
        }
    }
}
