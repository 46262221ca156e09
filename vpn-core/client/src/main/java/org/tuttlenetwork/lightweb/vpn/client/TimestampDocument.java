// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which version of each document is the newest.
 *
 * @param header its version and times
 * @param references by {@link DocumentName#key()}
 */
public record TimestampDocument(Header header, Map<String, Reference> references)
        implements Content {
    public TimestampDocument {
        references = Map.copyOf(references);
    }

    /**
     * A document's newest version.
     *
     * @param version 1 or more
     * @param sha256 of its signed bytes, lower-case hex
     */
    public record Reference(long version, String sha256) {}

    static TimestampDocument parse(Fields fields) throws RefusedException {
        Map<String, Reference> references = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> entry : fields.objects("documents").entrySet()) {
            Fields reference = entry.getValue();
            references.put(
                    entry.getKey(),
                    new Reference(reference.version("version"), reference.text("sha256")));
        }
        return new TimestampDocument(fields.header(), references);
    }
}
