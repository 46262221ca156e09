// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.backup;

import org.tuttlenetwork.lightweb.persistence.dump.Part;

import java.util.List;

/**
 * The last part of a backup.
 *
 * @param format of what is inside; a higher one is not understood
 * @param madeAt an instant, RFC 3339
 * @param parts every other part, in order
 */
public record BackupManifest(int format, String madeAt, List<Part> parts) {
    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    /** The dump of the database, an archive with a manifest of its own. */
    static final String DATABASE = "database.zip";

    static final String MASTER_KEY = "master.key";

    /** Before the names of the configuration's files. */
    static final String ETC = "etc/";

    /** Before the names of the secrets beside the data. */
    static final String SECRETS = "secrets/";

    public BackupManifest {
        parts = List.copyOf(parts);
    }
}
