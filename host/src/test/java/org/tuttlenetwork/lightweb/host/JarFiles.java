// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Small jars for tests. */
final class JarFiles {
    private JarFiles() {}

    static Path write(Path jar, Map<String, String> headers, List<String> emptyEntries)
            throws IOException {
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out =
                new JarOutputStream(Files.newOutputStream(jar), manifest(headers))) {
            for (String entry : emptyEntries) {
                out.putNextEntry(new JarEntry(entry));
                out.closeEntry();
            }
        }
        return jar;
    }

    /** A bundle with one immediate component that is this class. */
    static Path component(Path jar, Map<String, String> headers, Class<?> component)
            throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = manifest(headers);
        manifest.getMainAttributes().putValue("Service-Component", "component.xml");
        String xml =
                """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%1$s" immediate="true">
                  <implementation class="%1$s"/>
                  <property name="x" value="y"/>
                </scr:component>
                """
                        .formatted(component.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("component.xml"));
            out.write(xml.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
            copy(component, out);
        }
        return jar;
    }

    /** A bundle whose activator is this class. */
    static Path bundle(Path jar, Map<String, String> headers, Class<?> activator)
            throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = manifest(headers);
        manifest.getMainAttributes().putValue("Bundle-Activator", activator.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            copy(activator, out);
        }
        return jar;
    }

    private static void copy(Class<?> type, JarOutputStream out) throws IOException {
        String entry = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            in.transferTo(out);
            out.closeEntry();
        }
    }

    private static Manifest manifest(Map<String, String> headers) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        return manifest;
    }
}
