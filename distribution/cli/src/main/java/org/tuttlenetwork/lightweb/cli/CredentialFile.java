// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Logins of the person at this machine, one a host, in a file that only they can read. */
final class CredentialFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final ObjectMapper json = new ObjectMapper();

    CredentialFile(Path file) {
        this.file = file;
    }

    /**
     * @throws IOException if the file cannot be read, or others can read it
     */
    Optional<Credential> find(String url) throws IOException {
        JsonNode kept = read().path(url);
        if (kept.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(
                new Credential(
                        kept.path("accessToken").asText(),
                        kept.path("refreshToken").asText(),
                        Instant.parse(kept.path("expires").asText()),
                        URI.create(kept.path("tokenEndpoint").asText()),
                        kept.path("clientId").asText()));
    }

    void save(String url, Credential credential) throws IOException {
        ObjectNode all = read();
        all.putObject(url)
                .put("accessToken", credential.accessToken())
                .put("refreshToken", credential.refreshToken())
                .put("expires", credential.expires().toString())
                .put("tokenEndpoint", credential.tokenEndpoint().toString())
                .put("clientId", credential.clientId());
        write(all);
    }

    /** Says whether there was one. */
    boolean forget(String url) throws IOException {
        ObjectNode all = read();
        boolean known = all.remove(url) != null;
        if (known) {
            write(all);
        }
        return known;
    }

    private ObjectNode read() throws IOException {
        if (!Files.exists(file)) {
            return json.createObjectNode();
        }
        if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            throw new IOException(
                    "others may read the logins in " + file + ": make it 0600, or log in again");
        }
        return json.readTree(file.toFile()) instanceof ObjectNode all
                ? all
                : json.createObjectNode();
    }

    /** Written whole beside it and then renamed: a reader sees the old one or the new one. */
    private void write(ObjectNode all) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is in no folder");
        }
        Files.createDirectories(
                folder,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh =
                Files.createTempFile(
                        folder, "login", ".json", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(fresh, all.toPrettyString());
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
