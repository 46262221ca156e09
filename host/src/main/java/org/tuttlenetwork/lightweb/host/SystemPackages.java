// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packages of the platform's libraries, with versions, as the system bundle exports them: what
 * a jar's Export-Package says, else its packages with the version in the file's name. Never
 * Implementation-Version, which can be anything.
 */
public final class SystemPackages {
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "\\s*([\\w.]+(?:\\s*;\\s*[\\w.]+)*)((?:\\s*;\\s*[\\w.-]+:?=(?:\"[^\"]*\"|[^;,\"]*))*)\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile(";\\s*version=\"?([\\w.-]+)\"?");
    private static final Pattern FILE_VERSION =
            Pattern.compile("-(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?.*\\.jar");

    /** Both lines of slf4j: bundles of others still ask for the older one. */
    private static final String OLD_SLF4J = "1.7.36";

    private SystemPackages() {}

    /**
     * @param jars the libraries on the host's path
     * @return for {@code org.osgi.framework.system.packages.extra}
     */
    public static String of(List<Path> jars) {
        Map<String, String> packages = new TreeMap<>();
        for (Path jar : jars) {
            exports(jar).forEach(packages::putIfAbsent);
        }
        packages.keySet()
                .removeIf(
                        name -> name.startsWith("org.osgi.framework") || name.startsWith("java."));
        List<String> clauses = new ArrayList<>();
        packages.forEach(
                (name, version) -> {
                    clauses.add(name + ";version=\"" + version + "\"");
                    if (name.startsWith("org.slf4j")) {
                        clauses.add(name + ";version=\"" + OLD_SLF4J + "\"");
                    }
                });
        return String.join(",", clauses);
    }

    /** The jars directly in some folders, by name. */
    public static List<Path> jarsIn(List<Path> folders) {
        List<Path> jars = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                        .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                        .forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The folder of libraries cannot be read: " + folder, e);
            }
        }
        return jars;
    }

    private static Map<String, String> exports(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            String header =
                    file.getManifest() == null
                            ? null
                            : file.getManifest().getMainAttributes().getValue("Export-Package");
            return header == null
                    ? contained(file, fileVersion(jar.getFileName().toString()))
                    : parse(header);
        } catch (IOException e) {
            throw new UncheckedIOException("The library cannot be read: " + jar, e);
        }
    }

    static Map<String, String> parse(String header) {
        Map<String, String> packages = new TreeMap<>();
        Matcher clause = CLAUSE.matcher(header);
        while (clause.find()) {
            Matcher version = VERSION.matcher(clause.group(2));
            String number = version.find() ? version.group(1) : "0.0.0";
            for (String name : clause.group(1).split(";", -1)) {
                packages.put(name.strip(), number);
            }
        }
        return packages;
    }

    private static Map<String, String> contained(JarFile jar, String version) {
        Map<String, String> packages = new TreeMap<>();
        jar.stream()
                .map(JarEntry::getName)
                .filter(
                        name ->
                                name.endsWith(".class")
                                        && name.contains("/")
                                        && !name.startsWith("META-INF/"))
                .forEach(
                        name ->
                                packages.put(
                                        name.substring(0, name.lastIndexOf('/')).replace('/', '.'),
                                        version));
        return packages;
    }

    static String fileVersion(String file) {
        Matcher matcher = FILE_VERSION.matcher(file);
        if (!matcher.find()) {
            return "0.0.0";
        }
        String minor = matcher.group(2) == null ? "0" : matcher.group(2);
        String micro = matcher.group(3) == null ? "0" : matcher.group(3);
        return matcher.group(1) + "." + minor + "." + micro;
    }
}
