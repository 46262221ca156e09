// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.demo.zitadel.api.ZitadelApi;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.http.CallLog;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Faults;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.OidcServer;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** Takes each call to the stand-in to the API or the OpenID provider. */
final class MainHandler implements HttpHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(MainHandler.class);

    private final String authority;
    private final ZitadelApi api;
    private final OidcServer oidc;
    private final CallLog calls;
    private final Faults faults;
    private final Runnable save;

    MainHandler(
            String issuer,
            ZitadelApi api,
            OidcServer oidc,
            CallLog calls,
            Faults faults,
            Runnable save) {
        this.authority = URI.create(issuer).getAuthority();
        this.api = api;
        this.oidc = oidc;
        this.calls = calls;
        this.faults = faults;
        this.save = save;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Call call = new Call(exchange);
        try {
            serve(call);
            save.run();
        } catch (ApiFailure failure) {
            if (failure.code() == GrpcCode.UNIMPLEMENTED) {
                calls.addUnexpected(call.method() + " " + call.path() + " " + failure.detail());
            }
            ZitadelApi.fail(call, failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.error("{} {} failed", call.method(), call.path(), e);
            throw e;
        } finally {
            exchange.close();
            calls.add(
                    new CallLog.ReceivedCall(
                            Instant.now(), call.method(), call.path(), call.status()));
        }
    }

    private void serve(Call call) throws IOException, InterruptedException {
        call.readBody();
        if (faults.apply(call)) {
            return;
        }
        // The instance is chosen by the host name, as behind a real Zitadel.
        String host =
                call.header("x-zitadel-instance-host").or(() -> call.header("Host")).orElse("");
        if (!host.equals(authority)) {
            throw new ApiFailure(GrpcCode.NOT_FOUND, "QUERY-1kIjX", "Instance not found");
        }
        if (ZitadelApi.isApi(call.path())) {
            api.handle(call);
        } else if (!oidc.handle(call)) {
            throw new ApiFailure(GrpcCode.UNIMPLEMENTED, "STANDIN-call", "not implemented");
        }
    }
}
