// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.web.StaticContent;

/** The style sheet of the API's page. */
@Component(service = StaticContent.class)
public final class WebStaticContent implements StaticContent {}
