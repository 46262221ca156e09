// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.doctor;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.util.ArrayList;
import java.util.List;

/** Carries out checks; a server's failure is what was found, not the end. */
public final class Doctor {
    private Doctor() {}

    public static List<Finding> examine(List<Checks> all) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Checks checks : all) {
            examine(checks, findings);
        }
        return findings;
    }

    private static void examine(Checks checks, List<Finding> findings) throws InterruptedException {
        Finding first = examine(checks.first());
        findings.add(first);
        Level level = first.verdict().level();
        for (Checks then : checks.then()) {
            if (level == Level.OK || level == Level.WARN) {
                examine(then, findings);
            } else {
                skip(then, first.name(), findings);
            }
        }
    }

    private static void skip(Checks checks, String before, List<Finding> findings) {
        Verdict verdict = Verdict.skip("not before " + before + " is well");
        findings.add(new Finding(checks.first().name(), verdict));
        checks.then().forEach(then -> skip(then, before, findings));
    }

    private static Finding examine(Check check) throws InterruptedException {
        try {
            return new Finding(check.name(), check.look());
        } catch (ServerFailure failure) {
            return new Finding(check.name(), Verdict.fail(failure.words(), failure.remedy()));
        }
    }
}
