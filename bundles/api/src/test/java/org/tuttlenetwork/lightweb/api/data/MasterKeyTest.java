// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class MasterKeyTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        byte[] sealed = MasterKey.at(folder.resolve("k")).encrypt(SECRET, "a");
        assertThat(MasterKey.at(folder.resolve("k")).decrypt(sealed, "a")).isEqualTo(SECRET);
    }

    @Test
    void opensNothingForAnotherPurposeOrWithAnotherKey() {
        byte[] sealed = MasterKey.at(folder.resolve("k")).encrypt(SECRET, "a");
        assertThatIllegalStateException()
                .isThrownBy(() -> MasterKey.at(folder.resolve("k")).decrypt(sealed, "b"));
        assertThatIllegalStateException()
                .isThrownBy(() -> MasterKey.at(folder.resolve("other")).decrypt(sealed, "a"));
    }

    @Test
    void isNotUsedWhereOthersMayReadIt() throws Exception {
        Path file = folder.resolve("k");
        MasterKey.at(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatIllegalStateException()
                .isThrownBy(() -> MasterKey.at(file))
                .withMessageContaining("0600");
    }

    @Test
    void ofManyThatStartAtOnceAllHaveTheSameKey(@TempDir Path empty) {
        Path file = empty.resolve("master.key");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<byte[]> sealed =
                    IntStream.range(0, 16)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            MasterKey.at(file)
                                                                    .encrypt(new byte[] {7}, "x"),
                                                    threads))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();
            MasterKey kept = MasterKey.at(file);
            assertThat(sealed)
                    .allSatisfy(bytes -> assertThat(kept.decrypt(bytes, "x")).containsExactly(7));
        }
        assertThat(empty).isDirectoryContaining(file::equals);
        assertThat(empty.toFile().list()).hasSize(1);
    }
}
