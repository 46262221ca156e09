// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.osgi.service.component.annotations.Component;
import org.tuttlenetwork.lightweb.api.web.StaticContent;

/** The style sheet and the script of these pages. */
@Component(service = StaticContent.class)
public final class FeatureFiles implements StaticContent {}
