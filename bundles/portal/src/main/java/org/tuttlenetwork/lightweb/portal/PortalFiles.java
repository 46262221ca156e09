// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.web.StaticContent;

/** The shell's style sheet, icon and script. */
@Component(service = StaticContent.class)
public final class PortalFiles implements StaticContent {}
