// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }

    /** The examples of RFC 7396, appendix A, whose documents and patches are objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':'b'} | {'a':'c'} | {'a':'c'}",
                "{'a':'b'} | {'b':'c'} | {'a':'b','b':'c'}",
                "{'a':'b'} | {'a':null} | {}",
                "{'a':'b','b':'c'} | {'a':null} | {'b':'c'}",
                "{'a':['b']} | {'a':'c'} | {'a':'c'}",
                "{'a':'c'} | {'a':['b']} | {'a':['b']}",
                "{'a':{'b':'c'}} | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]} | {'a':[1]} | {'a':[1]}",
                "{'e':null} | {'a':1} | {'e':null,'a':1}",
                "{} | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
            })
    void isApplied(String document, String patch, String result) throws Exception {
        ObjectNode before = json(document);
        assertThat(MergePatch.apply(before, json(patch))).isEqualTo(json(result));
        assertThat(before).isEqualTo(json(document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':{'b':1,'c':2},'d':3} | {'a':{'b':1,'c':4},'e':5} |"
                        + " {'d':null,'a':{'c':4},'e':5}",
                "{'a':1.0} | {'a':1} | {}",
                "{'a':[1]} | {'a':[1,2]} | {'a':[1,2]}",
            })
    void isMadeOfTwoDocuments(String before, String after, String patch) throws Exception {
        ObjectNode made = MergePatch.between(json(before), json(after));
        assertThat(made).isEqualTo(json(patch));
        assertThat(MergePatch.isSame(MergePatch.apply(json(before), made), json(after))).isTrue();
    }

    @Test
    void namesEachValueThatDiffers() throws Exception {
        assertThat(
                        MergePatch.differences(
                                json("{'a':{'b':1},'c':['x','y'],'d':'same'}"),
                                json("{'a':{'b':2,'e':true},'d':'same'}")))
                .containsExactly(
                        new MergePatch.Difference("a.b", "1", "2"),
                        new MergePatch.Difference("a.e", "", "true"),
                        new MergePatch.Difference("c", "x, y", ""));
    }
}
