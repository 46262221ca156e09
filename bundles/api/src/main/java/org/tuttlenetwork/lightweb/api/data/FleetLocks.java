// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.data;

/**
 * Locks of which one host in the fleet holds each: for what only one may do at a time, as long as
 * it runs and not only for a transaction (DECISIONS 1.8).
 */
public interface FleetLocks {
    /**
     * A lock that nobody here holds yet.
     *
     * @param name whose fleet-wide lock it is, {@code <feature>.<noun>}; every object of the same
     *     name competes, also within one host
     */
    FleetLock named(String name);

    /**
     * A lock, on a connection of its own outside the pool: PostgreSQL frees it when that connection
     * ends, however it ends. Thread-safe; its methods wait at most a few seconds for PostgreSQL.
     */
    interface FleetLock extends AutoCloseable {
        /**
         * Takes it, if nobody holds it; asked again by its holder, looks whether it is still held.
         *
         * @return whether it is held now; false too where PostgreSQL does not answer
         */
        boolean tryToHold();

        /**
         * Whether it is held, asked of PostgreSQL now. Never takes it: once lost, it is false until
         * {@link #tryToHold} took it anew.
         */
        boolean isHeld();

        /** Gives it back, and ends its connection. Taken again by {@link #tryToHold}. */
        @Override
        void close();
    }
}
