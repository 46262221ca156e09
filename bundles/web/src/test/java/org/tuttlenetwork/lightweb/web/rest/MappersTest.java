// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class MappersTest {
    private final JsonMapper mapper = Mappers.create();

    private enum Role {
        OWNER,
        MEMBER
    }

    private record Body(Role role, int uses, List<Integer> ports) {}

    @Test
    void readsWhatIsMeant() throws Exception {
        assertThat(read("{'role':'MEMBER','uses':2,'ports':[22]}"))
                .isEqualTo(new Body(Role.MEMBER, 2, List.of(22)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'role':0,'uses':1,'ports':[]}",
                "{'role':'MEMBER','uses':1.9,'ports':[]}",
                "{'role':'MEMBER','uses':1,'ports':[22.7]}",
                "{'role':'MEMBER','uses':1,'ports':[null]}",
                "{'role':'MEMBER','uses':null,'ports':[]}",
                "{'role':'MEMBER','uses':1,'ports':[],'else':1}",
                "{'role':'MEMBER','role':'OWNER','uses':1,'ports':[]}"
            })
    void guessesNothing(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    private Body read(String json) throws JsonProcessingException {
        return mapper.readValue(json.replace('\'', '"'), Body.class);
    }
}
