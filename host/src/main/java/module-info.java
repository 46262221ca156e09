// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
/** Starts the OSGi framework and carries the platform's libraries. It knows no feature. */
module org.tuttlenetwork.lightweb.host {
    requires java.logging;
    requires jul.to.slf4j;
    requires org.apache.felix.framework;
    requires org.slf4j;
    requires static org.jspecify;
    requires org.osgi.service.component;

    uses org.osgi.framework.launch.FrameworkFactory;
}
