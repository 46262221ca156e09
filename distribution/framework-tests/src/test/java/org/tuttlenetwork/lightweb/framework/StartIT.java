// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Every bundle of the archive starts, in any order. */
@ExtendWith(RunningProduct.class)
class StartIT {
    @Test
    void everyBundleOfTheArchiveIsActive(Product product) {
        assertThat(product.bundles())
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        bundle ->
                                assertThat(bundle.getState())
                                        .as(bundle.getSymbolicName())
                                        .isEqualTo(
                                                bundle.getHeaders("").get("Fragment-Host") == null
                                                        ? Bundle.ACTIVE
                                                        : Bundle.RESOLVED));
    }

    @Test
    void everyComponentIsSatisfied(Product product) {
        assertThat(product.diagnosis()).isEmpty();
        assertThat(product.components())
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        (name, state) ->
                                assertThat(state)
                                        .as(name)
                                        .isIn(
                                                ComponentConfigurationDTO.ACTIVE,
                                                ComponentConfigurationDTO.SATISFIED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void startsInAnyOrder(long seed, Product product) throws Exception {
        List<Bundle> order = product.movable();
        Collections.shuffle(order, new Random(seed));
        product.stopAll(order);
        Collections.shuffle(order, new Random(-seed));
        product.startAll(order);

        product.settle("starting in the order " + order);
    }
}
