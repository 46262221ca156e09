// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class FileStoreTest {
    @TempDir Path directory;

    @Test
    void keepsReplacesAndForgets() throws Exception {
        var store = new FileStore(directory.resolve("documents"));
        String key = DocumentName.nodes(Pool.CRYPTO_HAVEN).key();
        assertThat(store.read(key)).isEmpty();

        store.write(key, bytes("a longer first"));
        store.write(key, bytes("second"));
        assertThat(new FileStore(directory.resolve("documents")).read(key))
                .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(bytes("second")));
        try (var files = Files.list(directory.resolve("documents"))) {
            assertThat(files).hasSize(1);
        }

        store.remove(key);
        store.remove(key);
        assertThat(store.read(key)).isEmpty();
    }

    @Test
    void ignoresWhatACrashLeftBeside() throws Exception {
        var store = new FileStore(directory);
        store.write("root", bytes("good"));
        Files.writeString(directory.resolve("root.new"), "half");
        assertThat(store.read("root"))
                .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(bytes("good")));
    }

    @Test
    void refusesAKeyThatLeavesTheDirectory() {
        var store = new FileStore(directory);
        assertThatThrownBy(() -> store.read("../root"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
