// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.deploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.api.data.Database;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.bench.Jars;
import org.tuttlenetwork.lightweb.bench.sample.Revision;
import org.tuttlenetwork.lightweb.bench.sample.rest.PlainResource;
import org.tuttlenetwork.lightweb.bench.sample.rest.StoredResource;
import org.tuttlenetwork.lightweb.bench.sample.store.Plant;
import org.tuttlenetwork.lightweb.cli.FeaturePacker;
import org.tuttlenetwork.lightweb.cli.workshop.Packing;
import org.tuttlenetwork.lightweb.cli.workshop.Unusable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A feature that serves one resource, packed and signed as a publisher does it.
 *
 * @param id the feature, and the first segment of what it serves
 * @param stored whether it has an entity and migrations: one from the first version on, one more
 *     from 1.0.1 on
 */
record SampleFeature(String id, boolean stored) {
    private static final String API = "org.tuttlenetwork.lightweb.api.";
    private static final String IMPORTS =
            API + "web,jakarta.annotation.security,jakarta.ws.rs,jakarta.ws.rs.core";
    private static final String COMPONENT = "OSGI-INF/resource.xml";

    /** Serves the same bytes as the servlet in Karaf. */
    static SampleFeature plain() {
        return new SampleFeature("bench", false);
    }

    /** The same, with an entity and a migration. */
    static SampleFeature withEntity() {
        return new SampleFeature("benchstored", true);
    }

    /**
     * The signed archive of a version.
     *
     * @param graceSeconds how long it is watched after it is live
     * @param folder for files on the way
     * @param key a publisher's
     */
    byte[] archive(String version, int graceSeconds, Path folder, Path key) throws IOException {
        String jar = id + "-" + version + ".jar";
        Files.createDirectories(folder);
        Files.write(folder.resolve(jar), Jars.bundle(headers(version), files(version)));
        try {
            byte[] packed = Packing.of(description(version, graceSeconds, jar), folder).archive();
            return FeaturePacker.sign(packed, key);
        } catch (Unusable e) {
            throw new IOException("the feature can't be packed: " + e.getMessage(), e);
        }
    }

    private ObjectNode description(String version, int graceSeconds, String jar) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("feature-resource-version", "1.0");
        root.put("id", "org.tuttlenetwork.lightweb:" + id + ":" + version);
        root.putArray("bundles").addObject().put("file", jar);
        ObjectNode extension = root.putObject("extensions").putObject("org.tuttlenetwork.lightweb");
        ObjectNode ours = extension.put("kind", "mandatory").put("type", "json").putObject("json");
        ours.putArray("paths").add(id);
        ours.putObject("health").put("startSeconds", 30).put("graceSeconds", graceSeconds);
        if (stored) {
            ours.putArray("permissions").add("database");
        }
        return root;
    }

    private Map<String, String> headers(String version) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-SymbolicName", "org.tuttlenetwork.lightweb." + id);
        headers.put("Bundle-Version", version);
        headers.put("LightWeb-Feature", id);
        headers.put("Service-Component", COMPONENT);
        headers.put(
                "Import-Package",
                stored ? IMPORTS + "," + API + "data,jakarta.persistence" : IMPORTS);
        if (stored) {
            headers.put(
                    "Provide-Capability",
                    "lightweb.unit;unit=%s;entities:List<String>=\"%s\""
                            .formatted(id, Plant.class.getName()));
        }
        return headers;
    }

    private Map<String, byte[]> files(String version) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<Class<?>> classes =
                stored
                        ? List.of(Revision.class, StoredResource.class, Plant.class)
                        : List.of(Revision.class, PlainResource.class);
        for (Class<?> type : classes) {
            files.put(Jars.path(type), Jars.bytes(type));
        }
        files.put(Revision.FILE, utf8(version));
        files.put(COMPONENT, utf8(component()));
        if (stored) {
            files.put(
                    "db/migration/V1__plants.sql",
                    utf8("create table Plant (name text primary key);\n"));
            if (!version.equals("1.0.0")) {
                files.put(
                        "db/migration/V2__heights.sql",
                        utf8("alter table Plant add column height integer;\n"));
            }
        }
        return files;
    }

    /** As bnd writes it of a class with the annotations of Declarative Services. */
    private String component() {
        Class<?> type = stored ? StoredResource.class : PlainResource.class;
        String reference =
                stored
                        ? "<reference name=\"database\" interface=\"%s\" parameter=\"0\"/>"
                                .formatted(Database.class.getName())
                        : "";
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%s" init="%d">
          <service><provide interface="%s"/></service>
          %s
          <implementation class="%s"/>
        </scr:component>
        """
                .formatted(
                        type.getName(),
                        stored ? 1 : 0,
                        Resource.class.getName(),
                        reference,
                        type.getName());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
