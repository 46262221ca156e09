// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.portal;

/**
 * What a page resource ({@link org.tuttlenetwork.lightweb.api.web.Surface#PAGES}) returns: the web
 * room hands it to the {@link Shell}, which puts layout and navigation around it.
 *
 * @param title shown in the browser's tab, in the viewer's language
 * @param sectionId which {@link Section} is marked in the navigation
 * @param markup HTML for the content column, escaped already (templates do that)
 */
public record Page(String title, String sectionId, String markup) {}
