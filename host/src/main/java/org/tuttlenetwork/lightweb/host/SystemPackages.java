// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The packages of the platform's libraries that the system bundle exports, with versions. Taken
 * from the libraries' own {@code Export-Package} headers; for a library without one, every package
 * with the library's version. Made when the host is built, and read from a file when it starts.
 */
public final class SystemPackages {
    private static final String RESOURCE = "system-packages.txt";

    /** These export themselves, or are the host's own affair. */
    private static final Set<String> WITHHELD =
            Set.of(
                    "org.apache.felix.framework",
                    "org.tuttlenetwork.lightweb.host",
                    "ch.qos.logback.classic",
                    "ch.qos.logback.core",
                    "jul.to.slf4j");

    /** Many libraries still ask for slf4j's old line, whose API the new one contains. */
    private static final String OLD_SLF4J = "1.7.36";

    private static final Pattern FILE_VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:[.-]([A-Za-z0-9_-]+))?.*");

    private final SortedSet<String> entries;

    private SystemPackages(Collection<String> entries) {
        this.entries = new TreeSet<>(entries);
    }

    /** The list that was made when the host was built. */
    public static SystemPackages ofHost() {
        try (InputStream in = SystemPackages.class.getResourceAsStream(RESOURCE)) {
            Objects.requireNonNull(in, RESOURCE + " is missing from the host's jar");
            return new SystemPackages(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages of these jars; what is not a jar is passed over. */
    public static SystemPackages ofJars(Collection<Path> jars) {
        List<String> entries = new ArrayList<>();
        for (Path jar : jars) {
            if (jar.toString().endsWith(".jar") && Files.isRegularFile(jar)) {
                entries.addAll(read(jar));
            }
        }
        return new SystemPackages(entries);
    }

    /**
     * For {@code org.osgi.framework.system.packages.extra}.
     *
     * @return clauses {@code package;version="1.2.3"}, separated by commas, sorted
     */
    public String property() {
        return String.join(",", entries);
    }

    /** One clause a line. */
    public SortedSet<String> entries() {
        return entries;
    }

    private static List<String> read(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = Objects.requireNonNullElse(main.getValue("Bundle-SymbolicName"), "");
            if (WITHHELD.contains(name.split(";", 2)[0].strip())) {
                return List.of();
            }
            String exports = main.getValue("Export-Package");
            if (exports == null) {
                String version = artifactVersion(path.getFileName().toString());
                return packages(jar).stream().map(p -> clause(p, version)).toList();
            }
            return exported(exports, name.equals("slf4j.api"));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + path, e);
        }
    }

    private static List<String> exported(String header, boolean slf4j) {
        List<String> entries = new ArrayList<>();
        for (ManifestHeader.Clause clause : ManifestHeader.parse(header)) {
            String version = clause.attributes().getOrDefault("version", "0.0.0");
            for (String name : clause.paths()) {
                entries.add(clause(name, version));
                if (slf4j) {
                    entries.add(clause(name, OLD_SLF4J));
                }
            }
        }
        return entries;
    }

    private static SortedSet<String> packages(JarFile jar) {
        return jar.stream()
                .map(entry -> entry.getName())
                .filter(name -> name.endsWith(".class") && name.contains("/"))
                .filter(name -> !name.startsWith("META-INF/"))
                .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * An OSGi version from a jar's file name. Never from {@code Implementation-Version}, which may
     * hold anything: one such value keeps the whole framework from starting.
     */
    static String artifactVersion(String fileName) {
        Matcher file = FILE_VERSION.matcher(fileName);
        if (!file.find()) {
            return "0.0.0";
        }
        Matcher numbers = NUMBERS.matcher(file.group(1));
        if (!numbers.matches()) {
            return "0.0.0";
        }
        String version =
                numbers.group(1)
                        + "."
                        + Objects.requireNonNullElse(numbers.group(2), "0")
                        + "."
                        + Objects.requireNonNullElse(numbers.group(3), "0");
        String qualifier = numbers.group(4);
        return qualifier == null ? version : version + "." + qualifier;
    }

    private static String clause(String name, String version) {
        return name + ";version=\"" + version + "\"";
    }

    /** Writes the list of this JVM's class path to the file that is the only argument. */
    public static void main(String[] arguments) throws IOException {
        String path = System.getProperty("java.class.path");
        List<Path> jars =
                Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(path)
                        .map(Path::of)
                        .toList();
        Path target = Path.of(arguments[0]);
        Files.createDirectories(target.getParent());
        Files.write(target, ofJars(jars).entries());
    }
}
