// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.net.http.HttpResponse;

/** What is held of people has a page in the running product, for administrators only. */
@ExtendWith(RunningProduct.class)
class PeoplePageIT {
    @Test
    void isInTheNavigationOfAdministrators(Product product) {
        try (Session ada = new Session(product, Persona.ADA)) {
            HttpResponse<String> page = ada.get("/identity");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("<a href=\"/identity\" aria-current=\"page\">")
                    .contains("take nothing away that waits for you");
            assertThat(ada.get("/mesh").body()).contains("<a href=\"/identity\">");
        }
    }

    @Test
    void isNotThereForOthers(Product product) {
        try (Session mia = new Session(product, Persona.MIA)) {
            HttpResponse<String> page = mia.get("/identity");
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).doesNotContain("href=\"/identity\"");
        }
    }
}
