// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import org.tuttlenetwork.lightweb.cli.doctor.Doctor;
import org.tuttlenetwork.lightweb.cli.doctor.HostChecks;
import org.tuttlenetwork.lightweb.cli.doctor.Report;
import org.tuttlenetwork.lightweb.cli.server.Etc;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;

/** Says what is wrong between host, Zitadel and NetBird; changes nothing. */
@Command(
        name = "doctor",
        description = "Say what is wrong between this host, Zitadel and NetBird, and what to do.")
final class DoctorCommand implements Callable<Integer> {
    private final Map<String, String> environment;
    private final HttpClient http;
    private final Clock clock;
    private final PrintStream out;

    @Option(names = "--json", description = "For programs: one JSON object.")
    private boolean json;

    DoctorCommand(Map<String, String> environment, HttpClient http, Clock clock, PrintStream out) {
        this.environment = Map.copyOf(environment);
        this.http = http;
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        Etc etc = new Etc(HostPaths.etc(environment), environment, HostChecks.FILES);
        Report report = new Report(Doctor.examine(new HostChecks(etc, http, clock).all()));
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
        }
        return report.isWell() ? 0 : 1;
    }
}
