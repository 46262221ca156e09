// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;
import org.osgi.util.promise.Promise;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class ComponentDiagnosisTest {
    private final Runtime runtime = new Runtime();
    private final ComponentDiagnosis diagnosis = new ComponentDiagnosis(runtime);

    @Test
    void saysNothingWhereEverythingRuns() {
        runtime.add("store", ComponentConfigurationDTO.ACTIVE, "api.Store");

        assertThat(diagnosis.problems()).isEmpty();
    }

    @Test
    void namesTheServiceThatIsMissingAndAllWhoWait() {
        runtime.waiting("a", "api.Database", null);
        runtime.waiting("b", "api.Database", null);

        assertThat(diagnosis.problems())
                .containsExactly(
                        "the service api.Database is missing, and no component of a started bundle"
                                + " provides it; waiting for it: a, b");
    }

    @Test
    void goesDownToTheRootOfAChain() {
        runtime.waiting("page", "api.Islands", null);
        runtime.waiting("islands", "api.Database", null, "api.Islands");

        assertThat(diagnosis.problems())
                .containsExactly(
                        "the service api.Database is missing, and no component of a started bundle"
                                + " provides it; waiting for it: islands");
    }

    @Test
    void namesTheComponentThatFailedAndNotThoseThatNeedIt() {
        runtime.add("room", ComponentConfigurationDTO.FAILED_ACTIVATION, "Room").failure =
                "java.lang.IllegalStateException: no key\n";
        runtime.add("resource", ComponentConfigurationDTO.FAILED_ACTIVATION, "Resource").failure =
                "java.lang.InstantiationException: Unable to get service for reference room\n";

        assertThat(diagnosis.problems()).containsExactly("room failed to start: no key");
    }

    @Test
    void namesAFailureInItsOwnWordsAndNotWhoWaitsForIt() {
        runtime.add("web", ComponentConfigurationDTO.FAILED_ACTIVATION, "api.Web").failure =
                """
                java.lang.RuntimeException: can't make web
                \tat x.Y.z(Y.java:1)
                Caused by: java.lang.IllegalArgumentException: etc/lightweb.web.cfg: port = 99999: 1 to 65535
                \t... 3 more
                """;
        runtime.waiting("page", "api.Web", null);

        assertThat(diagnosis.problems())
                .containsExactly(
                        "web failed to start: etc/lightweb.web.cfg: port = 99999: 1 to 65535");
        assertThat(diagnosis.failures())
                .extracting(ComponentDiagnosis.Failure::bundle)
                .containsExactly("bundle.of.web");
    }

    @Test
    void tellsAServiceThatIsThereButNotAsAskedFor() {
        runtime.add("store", ComponentConfigurationDTO.ACTIVE, "api.Store");
        runtime.waiting("reader", "api.Store", "(kind=fast)");

        assertThat(diagnosis.problems())
                .containsExactly(
                        "the service api.Store with (kind=fast) is missing; store provides it"
                                + " without what is asked for; waiting for it: reader");
    }

    @Test
    void namesTheFileOfAConfigurationThatIsRequired() {
        runtime.add("mail", ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);

        assertThat(diagnosis.problems())
                .containsExactly("mail needs a configuration: etc/pid.mail.cfg is not there");
    }

    /** Components as SCR would tell of them. */
    private static final class Runtime implements ServiceComponentRuntime {
        private final Map<String, ComponentDescriptionDTO> descriptions = new TreeMap<>();
        private final Map<String, List<ComponentConfigurationDTO>> configurations = new TreeMap<>();

        ComponentConfigurationDTO add(String name, int state, String... services) {
            ComponentDescriptionDTO description = new ComponentDescriptionDTO();
            description.name = name;
            description.bundle = new BundleDTO();
            description.bundle.symbolicName = "bundle.of." + name;
            description.serviceInterfaces = services;
            description.references = new ReferenceDTO[0];
            description.configurationPid = new String[] {"pid." + name};
            descriptions.put(name, description);
            ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
            configuration.state = state;
            configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
            configurations.computeIfAbsent(name, n -> new ArrayList<>()).add(configuration);
            return configuration;
        }

        void waiting(String name, String service, String target, String... services) {
            ComponentConfigurationDTO configuration =
                    add(name, ComponentConfigurationDTO.UNSATISFIED_REFERENCE, services);
            ReferenceDTO reference = new ReferenceDTO();
            reference.name = "reference";
            reference.interfaceName = service;
            descriptions.get(name).references = new ReferenceDTO[] {reference};
            UnsatisfiedReferenceDTO unsatisfied = new UnsatisfiedReferenceDTO();
            unsatisfied.name = "reference";
            unsatisfied.target = target;
            configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {unsatisfied};
        }

        @Override
        public Collection<ComponentDescriptionDTO> getComponentDescriptionDTOs(Bundle... bundles) {
            return descriptions.values();
        }

        @Override
        public ComponentDescriptionDTO getComponentDescriptionDTO(Bundle bundle, String name) {
            return descriptions.get(name);
        }

        @Override
        public Collection<ComponentConfigurationDTO> getComponentConfigurationDTOs(
                ComponentDescriptionDTO description) {
            return configurations.get(description.name);
        }

        @Override
        public boolean isComponentEnabled(ComponentDescriptionDTO description) {
            return true;
        }

        @Override
        public Promise<Void> enableComponent(ComponentDescriptionDTO description) {
            throw new UnsupportedOperationException("a diagnosis changes nothing");
        }

        @Override
        public Promise<Void> disableComponent(ComponentDescriptionDTO description) {
            throw new UnsupportedOperationException("a diagnosis changes nothing");
        }
    }
}
