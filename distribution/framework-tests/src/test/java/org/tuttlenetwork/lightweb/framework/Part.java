// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import org.example.garden.Diary;
import org.example.garden.GardenAnswer;
import org.example.garden.GardenHealth;
import org.example.garden.GardenPage;
import org.example.garden.GardenResource;
import org.example.garden.GardenSection;
import org.example.garden.GardenStream;
import org.example.garden.Greeting;
import org.example.garden.StrayAnswer;
import org.example.garden.StrayLinks;
import org.example.garden.StrayResource;
import org.example.garden.StraySection;
import org.example.garden.StrayStream;
import org.example.garden.Watering;
import org.example.garden.Weeding;
import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.feed.FeedConsumer;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.web.EventStream;
import org.tuttlenetwork.lightweb.api.web.PreparedAnswer;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.StaticLinks;
import org.tuttlenetwork.lightweb.api.work.QueuedTask;
import org.tuttlenetwork.lightweb.api.work.RecurringTask;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/** A component that the sample feature can bring. */
enum Part {
    GREETING(Greeting.class, Supplier.class),
    RESOURCE(GardenResource.class, Resource.class),
    PAGE(GardenPage.class, Resource.class),
    SECTION(GardenSection.class, Section.class),
    STREAM(GardenStream.class, EventStream.class),
    ANSWER(GardenAnswer.class, PreparedAnswer.class),
    WEEDING(Weeding.class, RecurringTask.class),
    WATERING(Watering.class, QueuedTask.class),
    DIARY(Diary.class, FeedConsumer.class),
    HEALTH(GardenHealth.class, HealthCheck.class),
    STRAY_RESOURCE(StrayResource.class, Resource.class),
    STRAY_STREAM(StrayStream.class, EventStream.class),
    STRAY_ANSWER(StrayAnswer.class, PreparedAnswer.class),
    STRAY_SECTION(StraySection.class, Section.class),
    STRAY_LINKS(StrayLinks.class, StaticLinks.class);

    /** One of everything that a well-behaved feature brings. */
    static final Set<Part> GARDEN = EnumSet.range(GREETING, HEALTH);

    private final Class<?> implementation;
    private final Class<?> service;

    Part(Class<?> implementation, Class<?> service) {
        this.implementation = implementation;
        this.service = service;
    }

    /** Its file below {@code OSGI-INF}. */
    String file() {
        return "OSGI-INF/" + implementation.getSimpleName() + ".xml";
    }

    /** As bnd writes it of a class with the annotations of Declarative Services. */
    String xml() {
        boolean asks = this == RESOURCE;
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="%d"
            configuration-pid="lightweb.garden">
          %s
          <service><provide interface="%s"/></service>
          %s
          <implementation class="%s"/>
        </scr:component>
        """
                .formatted(
                        implementation.getName(),
                        asks ? 3 : 0,
                        this == GREETING ? "<property name=\"sample\" value=\"garden\"/>" : "",
                        service.getName(),
                        asks ? references() : "",
                        implementation.getName());
    }

    private static String references() {
        return """
        <reference name="database" interface="%s" parameter="0"/>
        <reference name="greeting" interface="%s" target="(sample=garden)" parameter="1"/>
        """
                .formatted(Database.class.getName(), Supplier.class.getName());
    }
}
