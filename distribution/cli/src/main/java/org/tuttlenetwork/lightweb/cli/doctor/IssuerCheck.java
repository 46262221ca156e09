// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.Server.Answer;
import org.tuttlenetwork.lightweb.cli.server.ServerFailure;
import org.tuttlenetwork.lightweb.cli.server.Zitadel;

import java.net.URI;

/** Whether the issuer answers as itself: tokens are refused whose issuer is another text. */
public final class IssuerCheck implements Check {
    private final Zitadel zitadel;
    private final boolean demo;

    /**
     * @param demo whether http is allowed
     */
    public IssuerCheck(Zitadel zitadel, boolean demo) {
        this.zitadel = zitadel;
        this.demo = demo;
    }

    @Override
    public String name() {
        return "issuer";
    }

    @Override
    public Verdict look() throws ServerFailure, InterruptedException {
        String issuer = zitadel.server().url();
        if (!demo && !issuer.startsWith("https://")) {
            return Verdict.fail(
                    "'" + issuer + "' is not https",
                    "Give Zitadel a certificate, and write its https address as issuer.");
        }
        Answer answer = zitadel.discovery();
        String said = answer.body().path("issuer").asText("");
        if (answer.status() != 200 || said.isEmpty()) {
            return Verdict.fail(
                    issuer + " answers " + answer.status() + " and no discovery document",
                    "The issuer is Zitadel's external address without a path, such as"
                            + " https://id.example.org.");
        }
        if (!said.equals(issuer)) {
            return Verdict.fail(
                    "it calls itself " + said + ", and settings say " + issuer,
                    "Write issuer = " + said + ", the very same text.");
        }
        return Verdict.ok(URI.create(issuer).getAuthority() + " answers as " + said);
    }
}
