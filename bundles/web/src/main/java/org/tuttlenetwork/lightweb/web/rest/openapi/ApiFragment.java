// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one application contributes to the OpenAPI document: plain JSON, which holds no class of the
 * bundle.
 *
 * @param paths path items by path
 * @param schemas schemas by name, unique to the feature
 */
public record ApiFragment(ObjectNode paths, ObjectNode schemas) {}
