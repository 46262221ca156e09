// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.persistence.dump.Refusal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A backup on disk: two lines, then the archive, encrypted or (then it is a zip behind two lines)
 * not. The first line says what it is and in which format, the second how it is encrypted.
 */
public final class BackupFile {
    /** Raised with each change that an older host would read wrongly. */
    static final int FORMAT = 1;

    private static final String MAGIC = "LIGHTWEB-BACKUP ";
    private static final int LONGEST_LINE = 1000;

    /** OWASP's password storage cheat sheet asks for 210 000 of HMAC-SHA-512; this is thrice. */
    private static final int ITERATIONS = 630_000;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final int headerLength;
    private final Optional<Sealing> sealing;

    private BackupFile(Path path, int headerLength, Optional<Sealing> sealing) {
        this.path = path;
        this.headerLength = headerLength;
        this.sealing = sealing;
    }

    /** Writes the archive. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * Writes a new file that only its owner can read, down to the disk.
     *
     * @param passphrase what it is encrypted with; null for not at all
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    public static void write(Path path, char @Nullable [] passphrase, Content content)
            throws IOException, InterruptedException {
        try (FileChannel file =
                        FileChannel.open(
                                path,
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                OutputStream out =
                        new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16)) {
            if (passphrase == null) {
                out.write(header("{\"encryption\":\"none\"}").getBytes(StandardCharsets.UTF_8));
                content.to(out);
            } else {
                writeSealed(out, passphrase, content);
            }
            out.flush();
            file.force(true);
        }
    }

    private static void writeSealed(OutputStream out, char[] passphrase, Content content)
            throws IOException, InterruptedException {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        String hex = HexFormat.of().formatHex(salt);
        // The check cannot be in what it is derived for: it stands on the line, not in the chunks.
        Sealing sealing = Sealing.derive(passphrase, salt, ITERATIONS, hex + ITERATIONS);
        String line =
                "{\"encryption\":\"aes-256-gcm\",\"kdf\":\"pbkdf2-hmac-sha512\",\"iterations\":%d,\"salt\":\"%s\",\"check\":\"%s\"}"
                        .formatted(ITERATIONS, hex, sealing.check());
        out.write(header(line).getBytes(StandardCharsets.UTF_8));
        SealedOutput sealed = new SealedOutput(out, sealing);
        content.to(sealed);
        sealed.finish();
    }

    private static String header(String line) {
        return MAGIC + FORMAT + "\n" + line + "\n";
    }

    /** Whether a file asks for a passphrase. */
    public static boolean isEncrypted(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            line(in);
            return !line(in).contains("\"none\"");
        }
    }

    /**
     * Opens a file's lid.
     *
     * @param passphrase asked only where it is encrypted
     * @throws LightWebException INVALID where it is no backup, of a newer format, or the passphrase
     *     is another
     */
    public static BackupFile open(Path path, java.util.function.Supplier<char[]> passphrase)
            throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            String first = line(in);
            if (!first.startsWith(MAGIC)) {
                throw Refusal.foreign(path + " does not begin like one");
            }
            String format = first.substring(MAGIC.length());
            if (!format.equals(String.valueOf(FORMAT))) {
                throw Refusal.newer("format " + format, "format " + FORMAT);
            }
            String second = line(in);
            int length = first.length() + second.length() + 2;
            JsonNode how = JSON.readTree(second);
            return switch (how.path("encryption").asText()) {
                case "none" -> new BackupFile(path, length, Optional.empty());
                case "aes-256-gcm" ->
                        new BackupFile(path, length, Optional.of(key(how, passphrase.get())));
                default -> throw Refusal.altered("how it is encrypted is not understood", null);
            };
        } catch (JacksonException e) {
            throw Refusal.altered("its second line", e);
        }
    }

    private static Sealing key(JsonNode how, char[] passphrase) {
        int iterations = how.path("iterations").asInt();
        String salt = how.path("salt").asText();
        if (iterations < 1 || iterations > MOST_ITERATIONS || !salt.matches("[0-9a-f]{64}")) {
            throw Refusal.altered("its second line", null);
        }
        Sealing sealing =
                Sealing.derive(
                        passphrase, HexFormat.of().parseHex(salt), iterations, salt + iterations);
        if (!sealing.check().equals(how.path("check").asText())) {
            throw new LightWebException(
                    ProblemType.INVALID,
                    "This is not the passphrase of this backup. Nothing was changed. Try again.");
        }
        return sealing;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw line.isEmpty() || !line.toString().startsWith(MAGIC.substring(0, 1))
                        ? Refusal.foreign("it does not begin like one")
                        : Refusal.cutShort(null);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /** The archive, decrypted; each call reads the file anew. */
    InputStream archive() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            in.skipNBytes(headerLength);
        } catch (IOException e) {
            in.close();
            throw e;
        }
        return sealing.<InputStream>map(key -> new SealedInput(in, key)).orElse(in);
    }
}
