// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Etc;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

/** Whether the API application's secret is taken. */
final class IntrospectionCheck implements Check {
    private final Etc etc;
    private final Zitadel zitadel;

    IntrospectionCheck(Etc etc, Zitadel zitadel) {
        this.etc = etc;
        this.zitadel = zitadel;
    }

    @Override
    public String name() {
        return "introspection";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        String id = etc.get("lightweb.identity", "api_client_id");
        if (id.isEmpty()) {
            return Verdict.warn(
                    "there is no API application: only JWTs are taken",
                    "lightweb setup makes one; without it opaque tokens are refused.");
        }
        // Any token will do: who may not ask gets 401, who may is told that it is not active.
        int status =
                zitadel.introspect(id, etc.get("lightweb.identity", "api_client_secret"), "none");
        return status == 200
                ? Verdict.ok("the API application's secret is taken")
                : Verdict.fail(
                        "Zitadel answers " + status + " to the API application",
                        "Its id or secret is wrong: lightweb setup makes a new secret.");
    }
}
