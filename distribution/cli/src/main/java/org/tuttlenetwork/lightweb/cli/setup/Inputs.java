// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import java.nio.file.Path;

/**
 * What somebody wants to be connected.
 *
 * @param zitadel with whose token
 * @param netbird with whose token
 * @param host where people reach it
 * @param etc the folder of the settings
 */
public record Inputs(ZitadelInput zitadel, NetbirdInput netbird, HostInput host, Path etc) {
    /**
     * Zitadel.
     *
     * @param url the issuer
     * @param tokenFile a personal access token, or a machine user's key file, of an IAM_OWNER
     * @param organization its name or id; empty for the only one
     * @param project the project's name
     * @param admin login name or id of who gets lightweb:admin
     * @param claims whether NetBird's own sync of groups is to be fed as well
     */
    public record ZitadelInput(
            String url,
            Path tokenFile,
            String organization,
            String project,
            String admin,
            boolean claims) {}

    /**
     * NetBird.
     *
     * @param url without /api
     * @param tokenFile a personal access token of the owner or an administrator
     */
    public record NetbirdInput(String url, Path tokenFile) {}

    /**
     * The host.
     *
     * @param publicUrl for people
     * @param doorUrl for who is not in the mesh yet; empty where there is no door
     * @param webhook whether targets are made although Zitadel refuses such addresses by default
     */
    public record HostInput(String publicUrl, String doorUrl, boolean webhook) {
        /** Where Zitadel calls: the door alone may be published. */
        String hookUrl() {
            return doorUrl.isEmpty() ? publicUrl : doorUrl;
        }
    }
}
