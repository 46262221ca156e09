// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import picocli.CommandLine.Command;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/** Forgets a login. */
@Command(name = "logout", description = "Forget the login at the host.")
final class LogoutCommand implements Callable<Integer> {
    private final Login login;
    private final PrintStream out;

    LogoutCommand(Login login, PrintStream out) {
        this.login = login;
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        boolean known = login.credentials().forget(login.url());
        out.println((known ? "Logged out of " : "There is no login at ") + login.url());
        return 0;
    }
}
