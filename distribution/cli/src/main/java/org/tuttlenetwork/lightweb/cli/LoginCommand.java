// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/** Logs in, and says as whom. */
@Command(
        name = "login",
        description = "Log in at the host through a browser, also one on another machine.")
final class LoginCommand implements Callable<Integer> {
    private final Login login;
    private final DeviceLogin device;
    private final WhoamiCommand whoami;

    LoginCommand(Login login, DeviceLogin device, WhoamiCommand whoami) {
        this.login = login;
        this.device = device;
        this.whoami = whoami;
    }

    @Override
    public Integer call() throws Exception {
        Credential credential = device.run(login.asNobody().get("/api/v1/login"));
        login.credentials().save(login.url(), credential);
        return whoami.call();
    }
}
