// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Zitadel's webhooks: header {@code ZITADEL-Signature} (contract §3.2). */
public final class WebhookSignature {
    /** How far the clocks may be apart, and how old a delivery may be. */
    public static final Duration TOLERANCE = Duration.ofSeconds(300);

    private final SecretKeySpec key;

    /**
     * @param signingKey as Zitadel showed it when the target was made
     */
    public WebhookSignature(String signingKey) {
        key = new SecretKeySpec(signingKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /**
     * Whether a delivery comes from the holder of the key and is of now.
     *
     * @param header the header's value
     * @param body the body's bytes as received
     */
    public boolean verifies(String header, byte[] body, Instant now) {
        String time = "";
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                return false;
            }
            String name = part.substring(0, equals).strip();
            String value = part.substring(equals + 1).strip();
            if (name.equals("t")) {
                time = value;
            } else if (name.equals("v1") && isHex(value)) {
                signatures.add(HexFormat.of().parseHex(value));
            }
        }
        return isOfNow(time, now) && matches(time, body, signatures);
    }

    private static boolean isHex(String value) {
        return value.matches("([0-9a-fA-F]{2}){32}");
    }

    private static boolean isOfNow(String time, Instant now) {
        if (!time.matches("[0-9]{1,12}")) {
            return false;
        }
        Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
        return apart.compareTo(TOLERANCE) <= 0;
    }

    private boolean matches(String time, byte[] body, List<byte[]> signatures) {
        byte[] expected = hmac(time, body);
        boolean found = false;
        for (byte[] signature : signatures) {
            found |= MessageDigest.isEqual(expected, signature);
        }
        return found;
    }

    private byte[] hmac(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no HmacSHA256", e);
        }
    }
}
