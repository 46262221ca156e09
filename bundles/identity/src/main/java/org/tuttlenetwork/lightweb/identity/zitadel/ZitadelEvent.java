// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.zitadel;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * An event, from the event store or a webhook. A hint: what it says of a removal is acted upon, the
 * rest is read.
 *
 * @param type for example {@code user.grant.changed}
 * @param aggregateId what it happened to: a grant, a user or a project
 * @param sequence counts per aggregate
 * @param at when
 * @param userId whose grant, where the payload says it (never the editor)
 * @param projectId of which project, where the payload says it
 * @param roleKeys the roles after it, where the payload says them
 * @param roleKey the project role that it is about, where the payload says it
 */
public record ZitadelEvent(
        String type,
        String aggregateId,
        long sequence,
        Instant at,
        @Nullable String userId,
        @Nullable String projectId,
        @Nullable Set<String> roleKeys,
        @Nullable String roleKey) {}
