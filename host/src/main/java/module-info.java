// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Starts the framework and carries the platform's libraries. Exports nothing: nobody compiles
 * against the host.
 */
module org.tuttlenetwork.lightweb.host {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires java.logging;
    requires java.management;
    requires jul.to.slf4j;
    requires org.apache.felix.framework;
    requires static org.jspecify;
    requires org.osgi.service.cm;
    requires org.osgi.service.component;
    requires org.osgi.service.log;
    requires org.slf4j;

    uses org.osgi.framework.launch.FrameworkFactory;
}
