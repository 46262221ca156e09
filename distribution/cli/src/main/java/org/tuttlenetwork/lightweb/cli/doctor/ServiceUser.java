// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.ServiceKeyFile;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The host's machine user in Zitadel; it logs in once. Used by one thread. */
final class ServiceUser {
    private final Zitadel zitadel;
    private final Path keyFile;
    private Zitadel.@Nullable Token token;

    ServiceUser(Zitadel zitadel, Path keyFile) {
        this.zitadel = zitadel;
        this.keyFile = keyFile;
    }

    Path keyFile() {
        return keyFile;
    }

    /**
     * @throws ServerFailure where the key is none, or is not taken
     */
    Zitadel.Token token() throws ServerFailure, InterruptedException {
        Zitadel.Token held = token;
        if (held == null) {
            held = zitadel.login(key());
            token = held;
        }
        return held;
    }

    /** Zitadel as this user sees it. */
    Zitadel zitadel() throws ServerFailure, InterruptedException {
        return zitadel.with(token().value());
    }

    private ServiceKeyFile key() throws ServerFailure {
        try {
            return ServiceKeyFile.parse(Files.readString(keyFile));
        } catch (IOException _) {
            throw new ServerFailure(401, "The key file " + keyFile + " can't be read");
        } catch (IllegalArgumentException e) {
            throw new ServerFailure(401, "The key file " + keyFile + ": " + e.getMessage());
        }
    }
}
