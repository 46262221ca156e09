// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.store;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;

import java.time.Instant;
import java.util.Optional;

/**
 * The project of the instance: there is one at most, always of the demo's id. One that is created
 * is not kept over a restart. Thread-safe.
 */
public final class Projects {
    /**
     * A project's settings.
     *
     * @param roleAssertion whether roles are in tokens without being asked for
     */
    public record Project(String name, boolean roleAssertion, Instant created) {}

    private @Nullable Project project;

    public synchronized Optional<Project> current() {
        return Optional.ofNullable(project);
    }

    /**
     * Creates the project.
     *
     * @throws ApiFailure already_exists, or unimplemented for a second one
     */
    public synchronized void create(Project created) {
        if (project != null) {
            boolean same = project.name().equals(created.name());
            throw new ApiFailure(
                    same ? GrpcCode.ALREADY_EXISTS : GrpcCode.UNIMPLEMENTED,
                    same ? "V3-DKcYh" : "STANDIN-call",
                    same ? "Errors.Project.AlreadyExists" : "a second project");
        }
        project = created;
    }
}
