// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.invite;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.data.MasterKey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What of an invitation's secret is stored: its code under the host's master key, so that a stolen
 * database is not enough to try short ones out.
 */
@Component(service = SecretHashes.class)
public final class SecretHashes {
    private final MasterKey key;

    @Activate
    public SecretHashes(BundleContext context) {
        this(MasterKey.at(Path.of(context.getProperty("lightweb.data")).resolve("master.key")));
    }

    public SecretHashes(MasterKey key) {
        this.key = key;
    }

    byte[] of(Secret secret) {
        return hash(secret.text(), "islands.invitation");
    }

    /** The same of what a device's link holds. */
    public byte[] ofDevice(String secret) {
        return hash(secret, "islands.device");
    }

    private byte[] hash(String secret, String purpose) {
        return key.authenticate(secret.getBytes(StandardCharsets.US_ASCII), purpose);
    }
}
