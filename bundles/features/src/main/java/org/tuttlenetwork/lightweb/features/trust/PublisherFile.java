// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.trust;

import org.tuttlenetwork.lightweb.features.archive.KeyId;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one file of {@code etc/publishers/}: Java properties that say whom to trust with what. */
final class PublisherFile {
    private static final Set<String> KEYS =
            Set.of("name", "public_key", "expires", "revoked", "features");
    private static final int MOST_BYTES = 16 * 1024;
    private static final Pattern GLOB = Pattern.compile("[a-z0-9*-]{1,40}");

    private final Path file;
    private final Properties values = new OnceOnly();

    private PublisherFile(Path file) {
        this.file = file;
    }

    /**
     * @throws PublisherRefused naming file, key, value, and what is allowed
     */
    static Publisher read(Path file) throws PublisherRefused {
        return new PublisherFile(file).load().publisher();
    }

    /**
     * Refuses what others than its owner may write to.
     *
     * @param shown its name in the refusal
     */
    static void requireClosed(Path path, String shown) throws PublisherRefused {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
                throw new PublisherRefused(
                        shown
                                + ": others may write to it; take that away (chmod go-w "
                                + path
                                + ").");
            }
        } catch (IOException e) {
            throw new PublisherRefused(shown + ": cannot be looked at: " + e.getMessage() + ".", e);
        }
    }

    private PublisherFile load() throws PublisherRefused {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > MOST_BYTES) {
                throw new PublisherRefused(
                        name() + ": must be a file, no link, of at most 16 KiB.");
            }
            requireClosed(file, name());
            values.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            throw new PublisherRefused(name() + ": cannot be read: " + e.getMessage() + ".", e);
        }
        for (String key : values.stringPropertyNames()) {
            if (!KEYS.contains(key)) {
                throw refused(
                        key,
                        "there is no such key; the keys are "
                                + String.join(", ", KEYS.stream().sorted().toList()));
            }
        }
        return this;
    }

    private Publisher publisher() throws PublisherRefused {
        PublicKey key = publicKey();
        return new Publisher(displayName(), KeyId.of(key), key, expires(), revoked(), features());
    }

    private String displayName() throws PublisherRefused {
        String value = values.getProperty("name", "").strip();
        if (value.isEmpty()
                || value.length() > 80
                || value.chars().anyMatch(Character::isISOControl)) {
            throw refused("name", "must have 1 to 80 characters");
        }
        return value;
    }

    private PublicKey publicKey() throws PublisherRefused {
        try {
            byte[] encoded =
                    Base64.getDecoder().decode(values.getProperty("public_key", "").strip());
            PublicKey key =
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded));
            if (!Arrays.equals(key.getEncoded(), encoded)) {
                throw refused("public_key", "must be the key's plain encoding");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PublisherRefused(
                    name()
                            + ": public_key = "
                            + values.getProperty("public_key", "")
                            + ": must be an Ed25519 key: the base64 of its SubjectPublicKeyInfo, as"
                            + " lightweb feature keygen and openssl pkey -pubout write it.",
                    e);
        }
    }

    private Optional<LocalDate> expires() throws PublisherRefused {
        String value = values.getProperty("expires", "").strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException _) {
            throw refused("expires", "must be a day such as 2027-12-31, or left out");
        }
    }

    private boolean revoked() throws PublisherRefused {
        return switch (values.getProperty("revoked", "false").strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused("revoked", "must be true or false");
        };
    }

    private List<String> features() throws PublisherRefused {
        String value = values.getProperty("features", "*").strip();
        List<String> globs = List.of(value.split("\\s*,\\s*", -1));
        if (globs.size() > 200 || !globs.stream().allMatch(GLOB.asMatchPredicate())) {
            throw refused(
                    "features",
                    "must be ids of features, separated by commas; * stands for any characters");
        }
        return globs;
    }

    private PublisherRefused refused(String key, String allowed) {
        return new PublisherRefused(
                name()
                        + ": "
                        + key
                        + " = "
                        + values.getProperty(key, "(nothing)")
                        + ": "
                        + allowed
                        + ".");
    }

    private String name() {
        return file.getFileName().toString();
    }

    /** Which of two lines of one key counts should not be a matter of their order. */
    private static final class OnceOnly extends Properties {
        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException(key + " is there twice");
            }
            return super.put(key, value);
        }
    }
}
