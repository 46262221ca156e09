// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A feature's section that cannot take the page down on which it stands: every page of the portal
 * asks all sections. What it throws costs it its own words and is logged with its id.
 */
final class GuardedSection implements Section {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedSection.class);

    private final Section section;
    private final String id;

    GuardedSection(Section section) {
        this.section = section;
        this.id = section.id();
    }

    private <T> T guarded(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (RuntimeException | Error e) { // plugin boundary: the page goes without it
            LOG.error("The section {} failed", id, e);
            return otherwise;
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String path() {
        return guarded(section::path, "/" + id);
    }

    @Override
    public String label(Locale locale) {
        return guarded(() -> section.label(locale), id);
    }

    @Override
    public String icon() {
        return guarded(section::icon, "feature");
    }

    @Override
    public int order() {
        return guarded(section::order, Integer.MAX_VALUE);
    }

    @Override
    public boolean isFor(Viewer viewer) {
        return guarded(() -> section.isFor(viewer), false);
    }

    @Override
    public List<Notice> notices(Viewer viewer) {
        return guarded(() -> section.notices(viewer), List.of());
    }

    @Override
    public Optional<String> card(Viewer viewer) {
        return guarded(() -> section.card(viewer), Optional.empty());
    }
}
