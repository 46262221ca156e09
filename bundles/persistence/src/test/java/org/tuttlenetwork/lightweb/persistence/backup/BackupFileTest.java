// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Path foreign = with("PK and something else, but no backup\n".getBytes(StandardCharsets.UTF_8));
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

    @Test
    void tellsACutFileWhereverItIsCut() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        int chunks = whole.length - (CONTENT.length + 4 * (Sealing.TAG + 5));
        int oneChunk = Sealing.CHUNK + Sealing.TAG + 5;
        for (int at : new int[] {chunks, chunks + 3, chunks + oneChunk, whole.length - 1}) {
            Path cut = with(Arrays.copyOf(whole, at));
            assertThatThrownBy(() -> read(cut, "correct horse battery"))
                    .as("cut at %d", at)
                    .hasMessageContaining("cut short");
        }
    }

    @Test
    void tellsAlteredMovedAndAddedChunks() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        int begin = whole.length - (CONTENT.length + 4 * (Sealing.TAG + 5));
        int chunk = Sealing.CHUNK + Sealing.TAG + 5;
        byte[] altered = whole.clone();
        altered[begin + 100] ^= 1;
        byte[] swapped = whole.clone();
        System.arraycopy(whole, begin, swapped, begin + chunk, chunk);
        System.arraycopy(whole, begin + chunk, swapped, begin, chunk);
        byte[] added = Arrays.copyOf(whole, whole.length + 1);
        byte[] early = whole.clone();
        early[begin] = 1;
        for (byte[] bytes : new byte[][] {altered, swapped, added, early}) {
            Path damaged = with(bytes);
            assertThatThrownBy(() -> read(damaged, "correct horse battery"))
                    .hasMessageContaining("altered or damaged");
        }
    }
}
