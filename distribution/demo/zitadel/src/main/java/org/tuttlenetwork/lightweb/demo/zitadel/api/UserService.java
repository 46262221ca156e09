// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.demo.world.DemoIds;
import org.tuttlenetwork.lightweb.demo.zitadel.http.ApiFailure;
import org.tuttlenetwork.lightweb.demo.zitadel.http.GrpcCode;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Json;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Event;
import org.tuttlenetwork.lightweb.demo.zitadel.store.Store;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands;
import org.tuttlenetwork.lightweb.demo.zitadel.store.UserCommands.Transition;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v2/users}: reading users, and their state (contract §1.3). */
final class UserService {
    private static final String COLUMN = "USER_FIELD_NAME_";
    private static final Map<String, Comparator<User>> ORDERS =
            Map.of(
                    "USER_NAME", Comparator.comparing(User::userName),
                    "FIRST_NAME", Comparator.comparing(user -> givenName(user)),
                    "LAST_NAME", Comparator.comparing(user -> familyName(user)),
                    "NICK_NAME", Comparator.comparing(_ -> ""),
                    "DISPLAY_NAME", Comparator.comparing(User::displayName),
                    "EMAIL", Comparator.comparing(user -> UserQuery.email(user)),
                    "STATE", Comparator.comparing(User::state),
                    "TYPE", Comparator.comparing(User::isMachine));
    private static final List<String> COLUMNS =
            List.of(
                    COLUMN + "UNSPECIFIED",
                    COLUMN + "CREATION_DATE",
                    COLUMN + "USER_NAME",
                    COLUMN + "FIRST_NAME",
                    COLUMN + "LAST_NAME",
                    COLUMN + "NICK_NAME",
                    COLUMN + "DISPLAY_NAME",
                    COLUMN + "EMAIL",
                    COLUMN + "STATE",
                    COLUMN + "TYPE");

    private final Store store;
    private final UserCommands commands;

    UserService(Store store, UserCommands commands) {
        this.store = store;
        this.commands = commands;
    }

    ObjectNode search(Caller caller, Fields request) {
        Page page = Page.read(request.object("query"));
        String column = request.choice("sortingColumn", COLUMNS);
        List<UserQuery> queries = request.objects("queries").stream().map(UserQuery::new).toList();
        List<User> matching =
                store.projected().users().values().stream()
                        .filter(user -> caller.may("user.read") || user.id().equals(caller.id()))
                        .filter(user -> queries.stream().allMatch(query -> query.test(user)))
                        .toList();
        Comparator<User> order =
                Optional.ofNullable(ORDERS.get(column.substring(COLUMN.length())))
                        .orElse(Comparator.comparing(user -> user.stamp().created()))
                        .thenComparing(User::id);
        List<ObjectNode> result =
                page.cut(matching, order).stream().map(UserService::render).toList();
        Event newest = store.events().getLast();
        Json details =
                Json.object()
                        .uint64("totalResult", matching.size())
                        .uint64("processedSequence", newest.sequence())
                        .time("timestamp", newest.creationDate());
        return Json.object()
                .put("details", details)
                .text("sortingColumn", column.equals(COLUMNS.getFirst()) ? "" : column)
                .objects("result", result)
                .build();
    }

    ObjectNode get(Caller caller, String userId) {
        User user =
                store.current()
                        .user(userId)
                        .orElseThrow(
                                () ->
                                        new ApiFailure(
                                                GrpcCode.NOT_FOUND,
                                                "QUERY-Dfbg2",
                                                "Errors.User.NotFound"));
        if (!user.id().equals(caller.id())) {
            caller.demand("user.read");
        }
        return Json.object()
                .put("details", details(user, user.stamp().changed()))
                .put("user", render(user))
                .build();
    }

    ObjectNode apply(Caller caller, String userId, Transition transition) {
        caller.demand("user.write");
        User user = commands.apply(caller.id(), userId, transition);
        return Json.object().put("details", details(user, user.stamp().changed())).build();
    }

    private static Json details(User user, Instant changed) {
        return Json.object()
                .uint64("sequence", user.stamp().sequence())
                .time("changeDate", changed)
                .text("resourceOwner", DemoIds.ORGANIZATION)
                .time("creationDate", user.stamp().created());
    }

    private static ObjectNode render(User user) {
        Json json =
                Json.object()
                        .text("userId", user.id())
                        .put("details", details(user, user.stamp().changed()))
                        .text("state", user.state().wireName())
                        .text("username", user.userName())
                        .texts("loginNames", List.of(user.loginName()))
                        .text("preferredLoginName", user.loginName());
        User.Profile profile = user.profile();
        if (profile == null) {
            return json.put("machine", Json.object().text("name", user.userName())).build();
        }
        Json names =
                Json.object()
                        .text("givenName", profile.givenName())
                        .text("familyName", profile.familyName())
                        .text("displayName", profile.displayName())
                        .text("preferredLanguage", profile.language());
        Json email = Json.object().text("email", profile.email()).flag("isVerified", true);
        return json.put("human", Json.object().put("profile", names).put("email", email)).build();
    }

    private static String givenName(User user) {
        return user.profile() == null ? "" : user.profile().givenName();
    }

    private static String familyName(User user) {
        return user.profile() == null ? "" : user.profile().familyName();
    }
}
