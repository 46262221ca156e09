// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.pages;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.features.FeatureEngine;
import org.tuttlenetwork.lightweb.features.FeatureStatus;
import org.tuttlenetwork.lightweb.features.FeaturesRoom;
import org.tuttlenetwork.lightweb.features.store.PendingPlanStore.Waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The entry of these pages in an administrator's navigation. */
@Component(service = Section.class)
public final class FeatureSection implements Section {
    static final String ID = "features";
    private static final int ORDER = 110;

    private final FeatureEngine engine;

    @Activate
    public FeatureSection(@Reference FeaturesRoom room) {
        this.engine = room.engine();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String icon() {
        return "feature";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public boolean isFor(Viewer viewer) {
        return viewer.isAdministrator();
    }

    @Override
    public List<Notice> notices(Viewer viewer) {
        return isFor(viewer)
                ? notices(engine.all(), engine.inFolder(), viewer.locale())
                : List.of();
    }

    static List<Notice> notices(
            List<FeatureStatus> features, List<Waiting> waiting, Locale locale) {
        Messages messages = Messages.of(FeatureSection.class, locale);
        List<Notice> notices = new ArrayList<>();
        for (FeatureStatus feature : features) {
            switch (feature.state()) {
                case BROKEN, STOPPED ->
                        notices.add(
                                new Notice(
                                        FeatureRow.state(feature.state()),
                                        messages.text("notice." + feature.state(), feature.id()),
                                        "/features/" + feature.id()));
                case RUNNING, TRYING, REMOVED, OFF -> {}
            }
        }
        for (Waiting one : waiting) {
            notices.add(
                    new Notice(
                            State.NEEDS_YOU,
                            messages.text("notice.waiting", one.feature(), one.version()),
                            "/features/plans/" + one.id()));
        }
        return notices;
    }
}
