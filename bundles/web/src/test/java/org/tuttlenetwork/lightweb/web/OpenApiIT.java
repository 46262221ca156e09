// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class OpenApiIT {
    private final TestHost host = new TestHost();

    @AfterEach
    void close() {
        host.close();
    }

    private JsonNode document() throws IOException {
        return new ObjectMapper().readTree(host.get("/openapi.json").body());
    }

    @Test
    void describesWhatIsThereAtThatMoment() throws IOException {
        assertThat(document().path("paths").isEmpty()).isTrue();
        long id = host.add("things", new Samples.Things());
        JsonNode document = document();
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        JsonNode list = document.at("/paths/~1api~1v1~1things/get");
        assertThat(list.path("summary").asText()).isEqualTo("All things");
        assertThat(list.at("/parameters/0/schema/default").asText()).isEqualTo("10");
        assertThat(list.at("/security/0").has("bearer")).isTrue();
        assertThat(list.at("/responses/401/$ref").asText()).endsWith("Problem401");
        JsonNode create = document.at("/paths/~1api~1v1~1things/post");
        assertThat(create.path("responses").has("201")).isTrue();
        assertThat(create.path("responses").has("413")).isTrue();
        assertThat(document.at("/paths/~1api~1v1~1things~1secret/get/description").asText())
                .contains("lightweb:admin");
        assertThat(document.at("/paths/~1api~1v1~1things~1{id}~1shape/get/security").isEmpty())
                .isTrue();
        host.registry.remove(id);
        assertThat(document().path("paths").isEmpty()).isTrue();
    }

    @Test
    void schemasSayWhatTheMapperWrites() throws IOException {
        host.add("things", new Samples.Things());
        JsonNode schemas = document().at("/components/schemas");
        JsonNode thing = schemas.path("things.Thing");
        assertThat(thing.path("description").asText()).isEqualTo("A thing.");
        assertThat(thing.at("/properties/name/description").asText())
                .isEqualTo("What it is called.");
        assertThat(thing.at("/properties/count/type").asText()).isEqualTo("integer");
        assertThat(thing.at("/properties/colour/enum/1").asText()).isEqualTo("GREEN");
        assertThat(thing.at("/properties/at/format").asText()).isEqualTo("date-time");
        assertThat(thing.at("/properties/parts/items/type").asText()).isEqualTo("string");
        assertThat(thing.at("/properties/note/type").asText()).isEqualTo("string");
        assertThat(thing.path("required"))
                .map(JsonNode::asText)
                .containsExactlyInAnyOrder("name", "count", "parts");
        assertThat(schemas.at("/things.Shape/oneOf").size()).isEqualTo(2);
        assertThat(
                        schemas.path("things.ItemPageOfThing")
                                .at("/properties/items/items/$ref")
                                .asText())
                .endsWith("things.Thing");
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        host.add("things", new Samples.Things());
        JsonNode document = document();
        List<String> references = new ArrayList<>();
        document.findValues("$ref").forEach(reference -> references.add(reference.asText()));
        assertThat(references).isNotEmpty();
        for (String reference : references) {
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        }
    }

    @Test
    void pageNeedsNoScriptAndNobodyElsesServer() {
        host.add("things", new Samples.Things());
        String page = host.get("/api").body();
        assertThat(page)
                .contains("/api/v1/things", "All things", "What it is called.")
                .doesNotContain("<script", "http://", "https://", "style=");
    }
}
