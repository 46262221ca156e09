// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import org.tuttlenetwork.lightweb.demo.zitadel.oidc.Clients;
import org.tuttlenetwork.lightweb.demo.zitadel.oidc.ServiceKey;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Projects;
import org.tuttlenetwork.lightweb.demo.zitadel.webhook.Targets;

/** What an administrator sets up around people and their roles. */
public record Administration(
        Projects projects, Clients clients, ServiceKey keys, Targets targets) {}
