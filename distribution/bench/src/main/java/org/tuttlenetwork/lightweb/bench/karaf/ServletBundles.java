// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.karaf;

import org.tuttlenetwork.lightweb.bench.Jars;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Bundles that serve the resource by a servlet, in versions, and the features file that names them.
 */
public final class ServletBundles {
    private static final String SOURCE = "Greeting.java.template";
    private static final String CLASS = "org/example/bench/Greeting.class";

    private final Path folder;
    private final byte[] servlet;

    private ServletBundles(Path folder, byte[] servlet) {
        this.folder = folder;
        this.servlet = servlet;
    }

    /**
     * Compiles the servlet. It is no part of the build, which makes bytecode of Java 25 and knows
     * only jakarta.servlet: Karaf's line 4.4 runs on Java 17, with javax.servlet.
     *
     * @param folder where everything is written to
     * @param libraries javax.servlet's API, and the framework's
     */
    public static ServletBundles in(Path folder, List<Path> libraries) throws IOException {
        Path source = folder.resolve("Greeting.java");
        Files.createDirectories(folder);
        try (InputStream in = ServletBundles.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IOException(SOURCE + " is not there");
            }
            Files.write(source, in.readAllBytes());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            String path = libraries.stream().map(Path::toString).collect(Collectors.joining(":"));
            boolean compiled =
                    compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    List.of(
                                            "--release",
                                            "17",
                                            "-cp",
                                            path,
                                            "-d",
                                            folder.toString()),
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            if (!compiled) {
                throw new IOException("the servlet was not compiled: " + said);
            }
        }
        return new ServletBundles(folder, Files.readAllBytes(folder.resolve(CLASS)));
    }

    /** Where the bundle of a version is, or will be. */
    public Path bundle(String version) {
        return folder.resolve("bench-" + version + ".jar");
    }

    /**
     * Writes the bundles.
     *
     * @param name of a file for Karaf
     * @return the file, with a feature {@code bench} in each of the versions
     */
    public Path write(String name, Stream<String> versions) throws IOException {
        StringBuilder features =
                new StringBuilder(
                        "<features name=\""
                                + name
                                + "\""
                                + " xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\">\n");
        for (String version : versions.toList()) {
            Files.write(bundle(version), jar(version));
            features.append(
                    """
                      <feature name="bench" version="%s">
                        <feature>http</feature>
                        <feature>http-whiteboard</feature>
                        <bundle>%s</bundle>
                      </feature>
                    """
                            .formatted(version, bundle(version).toUri()));
        }
        return Files.writeString(folder.resolve(name), features.append("</features>\n").toString());
    }

    private byte[] jar(String version) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-SymbolicName", "bench");
        headers.put("Bundle-Version", version);
        headers.put("Bundle-Activator", "org.example.bench.Greeting");
        headers.put("Import-Package", "javax.servlet,javax.servlet.http,org.osgi.framework");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(CLASS, servlet);
        files.put("revision.txt", version.getBytes(StandardCharsets.UTF_8));
        return Jars.bundle(headers, files);
    }
}
