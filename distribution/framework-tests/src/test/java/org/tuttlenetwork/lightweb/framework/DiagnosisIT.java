// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** What does not stand is said in words, beside everything that does. */
@ExtendWith(RunningProduct.class)
class DiagnosisIT {
    @TempDir Path folder;

    @Test
    void namesThePackageThatABundleLacksAndTheBestOffer(Product product) throws Exception {
        Bundle needy =
                product.context()
                        .installBundle(
                                jar(
                                                Map.of(
                                                        "Import-Package",
                                                        "org.tuttlenetwork.lightweb.api.web;version=\"[99,100)\""),
                                                Map.of())
                                        .toUri()
                                        .toString());
        try {
            needy.start();
            throw new AssertionError("It started without the package that it needs");
        } catch (BundleException e) {
            assertThat(product.diagnosis())
                    .anyMatch(
                            line ->
                                    line.contains(
                                                    "needy needs package"
                                                            + " org.tuttlenetwork.lightweb.api.web"
                                                            + " in version 99")
                                            && line.contains(
                                                    "but org.tuttlenetwork.lightweb.api has it in"
                                                            + " version"));
        } finally {
            needy.uninstall();
        }
        assertThat(product.diagnosis()).isEmpty();
    }

    @Test
    void namesTheServiceThatAComponentLacks(Product product) throws Exception {
        String component =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="needy.Part">
                  <service><provide interface="java.lang.Runnable"/></service>
                  <reference name="gone" interface="org.gone.Missing"/>
                  <implementation class="needy.Part"/>
                </scr:component>
                """;
        Bundle needy =
                product.context()
                        .installBundle(
                                jar(
                                                Map.of("Service-Component", "OSGI-INF/part.xml"),
                                                Map.of("OSGI-INF/part.xml", component))
                                        .toUri()
                                        .toString());
        needy.start();
        try {
            product.await(
                    "the words",
                    () ->
                            product.diagnosis().stream()
                                    .anyMatch(
                                            line ->
                                                    line.contains(
                                                                    "the service org.gone.Missing"
                                                                            + " is missing")
                                                            && line.contains("needy.Part")));
            product.await(
                    "readiness to show them",
                    () ->
                            new Rest(product)
                                    .readiness()
                                    .toString()
                                    .contains("org.gone.Missing is missing"));
        } finally {
            needy.uninstall();
        }
        product.settle("the needy bundle has gone");
    }

    private Path jar(Map<String, String> headers, Map<String, String> files) throws Exception {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Bundle-ManifestVersion", "2");
        all.put("Bundle-SymbolicName", "needy");
        all.put("Bundle-Version", "1.0.0");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        all.forEach(manifest.getMainAttributes()::putValue);
        Path jar = folder.resolve("needy.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
