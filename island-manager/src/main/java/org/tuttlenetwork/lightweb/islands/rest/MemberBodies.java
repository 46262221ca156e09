// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.islands.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.islands.Member;
import org.tuttlenetwork.lightweb.islands.MemberRole;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What members look like on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public interface MemberBodies {
    /**
     * Somebody to add.
     *
     * @param login exact login name or e-mail
     * @param role absent means MEMBER
     */
    record NewMember(@Nullable String login, @Nullable MemberRole role) {}

    /**
     * What is to change (merge-patch, RFC 7396): one of both.
     *
     * @param role the new role
     * @param until when the membership is to end by itself, an RFC 3339 instant; null for no end
     */
    record MemberPatch(@Nullable MemberRole role, @Nullable JsonNode until) {}

    /**
     * A device of a member.
     *
     * @param connected whether NetBird sees it connected
     */
    record DeviceView(String name, boolean connected) {}

    /**
     * A member. Other members see name, role and devices, as it was said when they joined.
     *
     * @param login for who manages members only, as since, addedBy and until are
     * @param role the role as it counts now
     * @param changesTo the role that is on its way
     * @param until when the membership ends by itself
     * @param operation what gives them a role, while that is under way
     */
    record MemberView(
            String userId,
            String name,
            @Nullable String login,
            MemberRole role,
            @Nullable MemberRole changesTo,
            @Nullable Instant since,
            @Nullable String addedBy,
            @Nullable Instant until,
            @Nullable String operation,
            List<DeviceView> devices) {
        /**
         * @param whole whether who looks manages members
         */
        static MemberView of(Member member, boolean whole) {
            return new MemberView(
                    member.person().id().value(),
                    member.person().displayName(),
                    whole ? member.person().loginName() : null,
                    member.role(),
                    member.changesTo().orElse(null),
                    whole ? member.since().orElse(null) : null,
                    whole ? member.addedBy().map(Object::toString).orElse(null) : null,
                    whole ? member.until().orElse(null) : null,
                    member.pending().map((UUID id) -> UnderWay.path(id)).orElse(null),
                    member.devices().stream()
                            .map(device -> new DeviceView(device.name(), device.connected()))
                            .toList());
        }
    }
}
