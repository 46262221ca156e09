// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.DeniedRanges;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether Zitadel goes to the host's address at all: by default it calls no private network. */
public final class DenylistCheck implements Check {
    private final String url;
    private final boolean demo;

    /**
     * @param url where Zitadel is to call
     * @param demo whether the stand-ins are on this machine, which call loopback
     */
    public DenylistCheck(String url, boolean demo) {
        this.url = url;
        this.demo = demo;
    }

    @Override
    public String name() {
        return "denylist";
    }

    @Override
    public Verdict look() {
        String host = URI.create(url).getHost();
        if (demo) {
            return Verdict.skip("the demo's Zitadel calls this machine");
        }
        if (host == null) {
            return Verdict.fail("'" + url + "' names no host", "Write public_url = https://…");
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                Optional<String> range = DeniedRanges.of(address);
                if (range.isPresent()) {
                    return Verdict.warn(
                            host
                                    + " is in "
                                    + range.get()
                                    + ", to which Zitadel (4.15.2 and newer) sends nothing unless"
                                    + " told so",
                            "Start Zitadel with ZITADEL_HTTPCLIENT_DENYLIST without that range, or"
                                    + " give the host a door outside of it. Polling works all the"
                                    + " same.");
                }
            }
        } catch (UnknownHostException _) {
            return Verdict.fail(
                    host + " has no address", "Look at its DNS; Zitadel must resolve it too.");
        }
        return Verdict.ok(host + " is in no range that Zitadel refuses by default");
    }
}
