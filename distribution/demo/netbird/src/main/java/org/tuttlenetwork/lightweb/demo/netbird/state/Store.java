// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.state;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Guards the account by one lock (NetBird's SQLite store has one connection too) and keeps it in a
 * file, written whole and moved into place.
 */
public final class Store {
    private final ReentrantLock lock = new ReentrantLock();
    private final ObjectMapper json = new ObjectMapper();
    private final @Nullable Path file;
    private final Account account;
    private boolean changed;

    /**
     * @param file where the account is kept, null to keep it in memory only
     * @param startup the account where the file does not exist yet
     * @throws UncheckedIOException if the file exists and can't be read
     */
    public Store(@Nullable Path file, Account startup) {
        this.file = file;
        this.account = file != null && Files.exists(file) ? read(file) : startup;
        this.changed = true;
    }

    /** Runs something that only reads. */
    public <T> T read(Function<Account, T> reading) {
        lock.lock();
        try {
            return reading.apply(account);
        } finally {
            lock.unlock();
        }
    }

    /** Runs something that may change the account. */
    public <T> T change(Function<Account, T> changing) {
        lock.lock();
        try {
            changed = true;
            return changing.apply(account);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes the file if something changed since the last time.
     *
     * @throws UncheckedIOException if the file can't be written
     */
    public void save() {
        lock.lock();
        try {
            if (file == null || !changed) {
                return;
            }
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null) {
                throw new IOException(file + " is no file name");
            }
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, file.getFileName() + ".", ".new");
            json.writeValue(written.toFile(), account);
            Files.move(
                    written,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            changed = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private Account read(Path from) {
        try {
            return json.readValue(from.toFile(), Account.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The state file " + from + " can't be read", e);
        }
    }
}
