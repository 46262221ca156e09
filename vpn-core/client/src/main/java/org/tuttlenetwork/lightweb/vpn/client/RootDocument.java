// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Which keys may sign which type. Signed by keys that are offline.
 *
 * @param header its version and times
 * @param throwAway whether the keys are made for a demonstration and protect nothing
 * @param roles the keys by type
 */
public record RootDocument(Header header, boolean throwAway, Roles roles) implements Content {
    /** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410). */
    private static final byte[] ED25519_PREFIX =
            HexFormat.of().parseHex("302a300506032b6570032100");

    /** Who may sign what. */
    public static final class Roles {
        private final Map<DocumentType, Keyring> keyrings;

        Roles(Map<DocumentType, Keyring> keyrings) {
            this.keyrings = Map.copyOf(keyrings);
        }

        Keyring of(DocumentType type) {
            Keyring keyring = keyrings.get(type);
            if (keyring == null) {
                throw new IllegalStateException("A root names all types");
            }
            return keyring;
        }

        /** The ids of the keys that may sign a type. */
        public Set<String> keyIds(DocumentType type) {
            return of(type).keys().keySet();
        }
    }

    static RootDocument parse(Fields fields) throws RefusedException {
        Map<String, PublicKey> keys = keys(fields);
        Map<DocumentType, Keyring> keyrings = new EnumMap<>(DocumentType.class);
        for (DocumentType type : DocumentType.values()) {
            keyrings.put(type, keyring(fields.object("roles").object(type.id()), keys));
        }
        return new RootDocument(fields.header(), fields.flag("throwAway"), new Roles(keyrings));
    }

    private static Map<String, PublicKey> keys(Fields fields) throws RefusedException {
        Map<String, PublicKey> keys = new HashMap<>();
        for (Map.Entry<String, Fields> entry : fields.objects("keys").entrySet()) {
            Fields key = entry.getValue();
            if (!key.text("alg").equals("Ed25519")) {
                continue;
            }
            byte[] raw = key.bytes("public");
            // The id is the key's own hash, so that no key can count twice under two ids.
            if (raw.length != 32 || !Envelope.sha256(raw).equals(entry.getKey())) {
                throw Fields.malformed(key.path(), "32 bytes whose SHA-256 is the key's id");
            }
            keys.put(entry.getKey(), publicKey(raw, key.path()));
        }
        return keys;
    }

    private static PublicKey publicKey(byte[] raw, String path) throws RefusedException {
        byte[] encoded = new byte[ED25519_PREFIX.length + raw.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(raw, 0, encoded, ED25519_PREFIX.length, raw.length);
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException _) {
            throw Fields.malformed(path, "an Ed25519 public key");
        }
    }

    private static Keyring keyring(Fields role, Map<String, PublicKey> known)
            throws RefusedException {
        Map<String, PublicKey> keys = new HashMap<>();
        for (String id : role.texts("keyids")) {
            PublicKey key = known.get(id);
            if (key != null) {
                keys.put(id, key);
            }
        }
        if (keys.isEmpty()) {
            throw Fields.malformed(role.at("keyids"), "at least one known key");
        }
        return new Keyring((int) role.integer("threshold", 1, keys.size()), keys);
    }
}
