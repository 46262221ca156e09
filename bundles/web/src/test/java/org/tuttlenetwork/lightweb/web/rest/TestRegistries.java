// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.web.Collaborators;
import org.tuttlenetwork.lightweb.web.WebRuntime;

import java.time.Duration;

/** Makes registries for tests of other packages. */
public final class TestRegistries {
    private TestRegistries() {}

    public static ResourceRegistry create(
            RevisionFilter filter, Collaborators collaborators, WebRuntime runtime) {
        return new ResourceRegistry(
                filter,
                new GenerationBuilder(
                        collaborators, runtime.viewers(), runtime.bearer(), runtime.problems()),
                Duration.ofSeconds(10));
    }
}
