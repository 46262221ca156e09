// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.islands;

import org.tuttlenetwork.lightweb.bench.Setting;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdOptions;
import org.tuttlenetwork.lightweb.demo.netbird.NetbirdStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelOptions;
import org.tuttlenetwork.lightweb.demo.zitadel.ZitadelStandIn;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.WebhookTarget;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A Zitadel and a NetBird of the bench's own, in this process: what they received and delivered is
 * read from their memory, by the same clock.
 */
record StandIns(ZitadelStandIn zitadel, NetbirdStandIn netbird, Path key, URI webhook)
        implements AutoCloseable {
    private static final Duration LIST_LAG = Duration.ofMillis(300);

    static {
        // Read when the first server is made. Else an answer's body waits 40 ms for the client to
        // acknowledge its head, which NetBird's does not.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Started and filled. */
    static StandIns start(Setting setting, Population population) throws IOException {
        ShiftedClock clock = new ShiftedClock();
        Path key = setting.work().resolve("islands-service-user.json");
        URI webhook = URI.create("http://127.0.0.1:" + setting.port(0) + "/hooks/zitadel");
        ZitadelOptions options =
                ZitadelOptions.defaults().withKeyFile(key).withListLag(LIST_LAG).withClock(clock);
        StandIns standIns =
                new StandIns(
                        ZitadelStandIn.start(options),
                        NetbirdStandIn.start(NetbirdOptions.ephemeral()),
                        key,
                        webhook);
        population.fill(standIns.zitadel());
        clock.begin();
        population.fill(standIns.netbird());
        return standIns;
    }

    /** What the host's configuration asks for. */
    Map<String, String> environment() {
        return Map.of(
                "LIGHTWEB_ZITADEL_URL", zitadel.issuer(),
                "LIGHTWEB_ZITADEL_CONTROL", zitadel.controlUri().resolve("/").toString(),
                "LIGHTWEB_ZITADEL_KEY_FILE", key.toString(),
                "LIGHTWEB_NETBIRD_URL", netbird.uri().toString(),
                "LIGHTWEB_NETBIRD_CONTROL", netbird.controlUri().toString());
    }

    /** From now on NetBird is as slow as the real one, and Zitadel tells the host of events. */
    void begin() {
        netbird.slowAsMeasured();
        zitadel.webhook(Optional.of(WebhookTarget.of(webhook, WebhookTarget.DEMO_SIGNING_KEY)));
    }

    @Override
    public void close() {
        zitadel.close();
        netbird.close();
    }
}
