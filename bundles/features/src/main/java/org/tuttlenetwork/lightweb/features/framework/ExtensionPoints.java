// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.framework;

import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.web.EventStream;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.StaticContent;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The services of the API that a feature may offer. All others are the host's: a feature that
 * offered one would take the place of a part of the host.
 */
final class ExtensionPoints {
    private static final String API = "org.tuttlenetwork.lightweb.api.";
    private static final Set<String> OPEN =
            Set.of(
                    // Registered in a feature's name by the host, and seen by that feature only.
                    Database.class.getName(),
                    EventStream.class.getName(),
                    FeedConsumer.class.getName(),
                    HealthCheck.class.getName(),
                    PreparedAnswer.class.getName(),
                    QueuedTask.class.getName(),
                    RecurringTask.class.getName(),
                    Resource.class.getName(),
                    Section.class.getName(),
                    StaticContent.class.getName());

    private ExtensionPoints() {}

    /** The types of a service that are the host's alone; nothing where a feature may offer it. */
    static List<String> closed(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                ? Arrays.stream(types)
                        .filter(type -> type.startsWith(API) && !OPEN.contains(type))
                        .toList()
                : List.of();
    }
}
