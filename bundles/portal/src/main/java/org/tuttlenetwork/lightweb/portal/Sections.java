// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.tuttlenetwork.lightweb.api.feature.FeatureId;
import org.tuttlenetwork.lightweb.api.feature.Places;
import org.tuttlenetwork.lightweb.api.feature.RevisionFilter;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Section;
import org.tuttlenetwork.lightweb.api.portal.Viewer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The sections of the active revisions, in their order. */
@Component(service = {Sections.class, Places.class})
public final class Sections implements Places {
    private static final String PLACE = "section:";

    private final Map<ServiceReference<Section>, Section> sections = new ConcurrentHashMap<>();
    private final RevisionFilter revisions;

    @Activate
    public Sections(@Reference RevisionFilter revisions) {
        this.revisions = revisions;
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bind(ServiceReference<Section> reference, Section section) {
        sections.put(reference, new GuardedSection(section));
    }

    void unbind(ServiceReference<Section> reference) {
        sections.remove(reference);
    }

    /** Places are sections: {@code section:garden}. */
    @Override
    public Optional<String> refusal(FeatureId feature, String place, Locale locale) {
        return sections.entrySet().stream()
                .filter(entry -> place.equals(PLACE + entry.getValue().id()))
                .flatMap(entry -> FeatureId.of(entry.getKey().getBundle()).stream())
                .filter(owner -> !owner.equals(feature))
                .map(
                        owner ->
                                Messages.of(Sections.class, locale)
                                        .text(
                                                "section.taken",
                                                place.substring(PLACE.length()),
                                                owner.value()))
                .findFirst();
    }

    @Override
    public Set<String> used(Collection<Long> bundleIds) {
        return sections.entrySet().stream()
                .filter(entry -> bundleIds.contains(bundle(entry.getKey())))
                .map(entry -> PLACE + entry.getValue().id())
                .collect(Collectors.toSet());
    }

    private static long bundle(ServiceReference<Section> reference) {
        Bundle bundle = reference.getBundle();
        return bundle == null ? -1 : bundle.getBundleId();
    }

    /** Those that a viewer sees. */
    public List<Section> of(Viewer viewer) {
        return sections.entrySet().stream()
                .filter(entry -> revisions.isActive(entry.getKey().getBundle().getBundleId()))
                .map(Map.Entry::getValue)
                .filter(section -> section.isFor(viewer))
                .sorted(Comparator.comparingInt(Section::order).thenComparing(Section::id))
                .toList();
    }
}
