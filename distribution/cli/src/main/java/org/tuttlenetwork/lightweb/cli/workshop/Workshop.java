// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.workshop;

import picocli.CommandLine;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The commands for authors of features. */
public final class Workshop {
    private Workshop() {}

    /** Adds them to the command {@code feature}. */
    public static CommandLine addTo(
            CommandLine feature, Map<String, String> environment, PrintStream out, Clock clock) {
        return feature.addSubcommand(new CreateCommand(environment, out))
                .addSubcommand(new PackCommand(out))
                .addSubcommand(new KeygenCommand(out))
                .addSubcommand(new SignCommand(environment, out))
                .addSubcommand(new VerifyCommand(environment, out, clock));
    }
}
