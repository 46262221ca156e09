// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;

class BackupFileTest {
    private static final char[] PASSPHRASE = "correct horse battery".toCharArray();
    private static final byte[] CONTENT = new byte[3 * Sealing.CHUNK + 17];

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void write() throws Exception {
        new Random(1).nextBytes(CONTENT);
        file = folder.resolve("backup");
        BackupFile.write(file, PASSPHRASE.clone(), out -> out.write(CONTENT));
    }

    private static byte[] read(Path file, String passphrase) throws IOException {
        try (InputStream in = BackupFile.open(file, passphrase::toCharArray).archive()) {
            return in.readAllBytes();
        }
    }

    private Path with(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("other"), bytes);
    }

    @Test
    void givesBackWhatWasWrittenToItsOwnerOnly() throws Exception {
        assertThat(read(file, "correct horse battery")).isEqualTo(CONTENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> BackupFile.write(file, null, out -> out.write(1)))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void tellsAWrongPassphraseFromADamagedFile() {
        assertThatThrownBy(() -> read(file, "correct horse batterz"))
                .hasMessageContaining("not the passphrase of this backup");
    }

    @Test
    void tellsAForeignFile() throws Exception {
        Path foreign =
                with("PK and something else, but no backup\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(foreign, "x")).hasMessageContaining("no backup of LightWeb");
        Path empty = with(new byte[0]);
        assertThatThrownBy(() -> read(empty, "x")).hasMessageContaining("no backup of LightWeb");
    }

    @Test
    void tellsANewerFormat() throws Exception {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        Path newer =
                with(
                        text.replaceFirst("LIGHTWEB-BACKUP 1", "LIGHTWEB-BACKUP 2")
                                .getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(newer, "correct horse battery"))
                .hasMessageContaining("of a newer LightWeb (format 2)");
    }

    private static final Sealing CHEAP = Sealing.derive(PASSPHRASE, new byte[32], 1, "header");
    private static final int FRAME = Sealing.CHUNK + Sealing.TAG + 5;

    private static byte[] sealed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SealedOutput out = new SealedOutput(bytes, CHEAP);
        out.write(CONTENT);
        out.finish();
        return bytes.toByteArray();
    }

    private static byte[] opened(byte[] sealed, Sealing sealing) throws IOException {
        try (InputStream in = new SealedInput(new ByteArrayInputStream(sealed), sealing)) {
            return in.readAllBytes();
        }
    }

    @Test
    void tellsACutFileWhereverItIsCut() throws Exception {
        byte[] whole = sealed();
        assertThat(opened(whole, CHEAP)).isEqualTo(CONTENT);
        for (int at : new int[] {0, 3, FRAME, FRAME + 1, 2 * FRAME + 99, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, at);
            assertThatThrownBy(() -> opened(cut, CHEAP))
                    .as("cut at %d", at)
                    .hasMessageContaining("cut short");
        }
    }

    @Test
    void tellsAlteredMovedAndAddedChunksAndThoseOfAnotherFile() throws Exception {
        byte[] whole = sealed();
        byte[] altered = whole.clone();
        altered[100] ^= 1;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, 0, swapped, FRAME, FRAME);
        System.arraycopy(whole, FRAME, swapped, 0, FRAME);
        byte[] added = Arrays.copyOf(whole, whole.length + 1);
        byte[] early = whole.clone();
        early[0] = 1;
        for (byte[] bytes : new byte[][] {altered, swapped, added, early}) {
            assertThatThrownBy(() -> opened(bytes, CHEAP))
                    .hasMessageContaining("altered or damaged");
        }
        Sealing other = Sealing.derive(PASSPHRASE, new byte[32], 1, "other header");
        assertThatThrownBy(() -> opened(whole, other)).hasMessageContaining("altered or damaged");
    }
}
