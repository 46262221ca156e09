// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.tuttlenetwork.lightweb.features.store.HostStore.OnHost;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A feature as it stands on this host.
 *
 * @param id its id
 * @param version the version that runs, or should
 * @param state in one word
 * @param builtIn whether the host brought it
 * @param detail why it is broken or stopped, or what is being tried; empty otherwise
 * @param facts what is true of it, each for itself
 * @param bundles its bundles with their versions
 * @param onItsWay a newer version that is being tried
 * @param previous the version to go back to
 * @param onHosts what each host runs of it, told every three seconds; empty for a part of the host
 */
public record FeatureStatus(
        String id,
        String version,
        State state,
        boolean builtIn,
        String detail,
        Facts facts,
        List<String> bundles,
        Optional<OnItsWay> onItsWay,
        Optional<String> previous,
        List<OnHost> onHosts) {
    public FeatureStatus {
        bundles = List.copyOf(bundles);
        onHosts = List.copyOf(onHosts);
    }

    /** How a feature stands. */
    public enum State {
        /** It runs. */
        RUNNING,
        /** It runs, is watched, and is taken back by itself if it turns unhealthy. */
        TRYING,
        /** It should run and does not. */
        BROKEN,
        /** It may not run until a person has chosen. */
        STOPPED,
        /** It was taken away; its data is kept. */
        REMOVED,
        /** Nothing that was installed runs: the host is in safe mode. */
        OFF
    }

    /**
     * Different facts, none of which follows from another.
     *
     * @param uploaded its bytes are kept
     * @param verified its signature is trusted now
     * @param resolved everything that its bundles import is there
     * @param started its bundles are started
     * @param healthy nothing speaks against it: components, rooms, its own checks
     */
    public record Facts(
            boolean uploaded,
            boolean verified,
            boolean resolved,
            boolean started,
            boolean healthy) {}

    /**
     * A version that is being tried.
     *
     * @param version which
     * @param phase WAITING for its host's next start, STARTING, TRYING or SPREADING
     * @param until when the phase ends well
     * @param actor who asked for it
     */
    public record OnItsWay(String version, String phase, Instant until, String actor) {
        static final String WAITING = "WAITING";
    }
}
