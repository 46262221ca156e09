// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A form with one file ({@code multipart/form-data}, RFC 7578): a resource method that consumes it
 * takes this as its body. The web room reads it, all into memory, within the method's {@link
 * BodyLimit}; a form that cannot be read gets 400, a larger one 413, another media type 415.
 *
 * @param fileName the last part of the name that the browser gave; empty where no file was chosen.
 *     Whoever sends it says what it is: it names nothing on this host
 * @param content the file's bytes; empty where no file was chosen
 * @param fields what was typed beside it, by the names of the form's fields
 */
public record Upload(String fileName, byte[] content, Map<String, String> fields) {
    public Upload {
        Objects.requireNonNull(fileName);
        Objects.requireNonNull(content);
        fields = Map.copyOf(fields);
    }

    /** Whether no file was chosen, or an empty one. */
    public boolean isEmpty() {
        return content.length == 0;
    }

    /** What was typed into a field, without blanks around it; empty where nothing was. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(s -> !s.isEmpty());
    }
}
