// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether the service user's key is taken, and only its owner may read it. */
final class ServiceUserCheck implements Check {
    private final ServiceUser user;

    ServiceUserCheck(ServiceUser user) {
        this.user = user;
    }

    @Override
    public String name() {
        return "service user";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        user.token();
        return isPrivate()
                ? Verdict.ok("its key is taken")
                : Verdict.warn(
                        "its key is taken, and others on this machine may read it",
                        "chmod 600 " + user.keyFile());
    }

    private boolean isPrivate() throws ServerFailure {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(user.keyFile());
            return !permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            throw new ServerFailure(401, "The key file " + user.keyFile() + " can't be read: " + e);
        }
    }
}
