// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Keeps Config Admin equal to the files of {@code etc/}. A file with a wrong value is refused as a
 * whole: what was in force before stays so.
 *
 * <p>Not thread-safe: one thread calls {@link #scan()}.
 */
final class ConfigurationFiles {
    /** The property that tells a component which file its configuration came from. */
    static final String FILE_PROPERTY = "felix.fileinstall.filename";

    /** Levels of loggers; read by the host itself. */
    static final String LOGGING_PID = "lightweb.logging";

    private static final Logger log = LoggerFactory.getLogger(ConfigurationFiles.class);

    private final Path directory;
    private final ConfigurationFile.Sources sources;
    private final ConfigurationAdmin admin;
    private final Logging logging;
    private final Map<Path, Known> known = new TreeMap<>();
    private volatile List<String> problems = List.of();
    private volatile Set<String> pids = Set.of();

    /** A file as it was when last looked at: whether it has settled, and what it came to. */
    private record Known(
            String signature, boolean done, List<Path> secrets, List<String> problems) {}

    ConfigurationFiles(
            Path directory,
            ConfigurationFile.Sources sources,
            ConfigurationAdmin admin,
            Logging logging) {
        this.directory = directory;
        this.sources = sources;
        this.admin = admin;
        this.logging = logging;
    }

    /** What is refused at this moment, in words; any thread. */
    List<String> problems() {
        return problems;
    }

    /** The PIDs that files are there for; any thread. */
    Set<String> pids() {
        return pids;
    }

    /** Reads everything that is there, at once. */
    void load() {
        for (Path file : files()) {
            apply(file);
        }
        publish();
    }

    /**
     * Looks for files that came, changed or went. A changed one is taken when it is the same at two
     * looks, so that none is read half written.
     */
    void scan() {
        List<Path> files = files();
        for (Path file : files) {
            Known before = known.get(file);
            List<Path> secrets = before == null ? List.of() : before.secrets();
            String signature = signature(stamp(file), secrets);
            if (before == null || !before.signature().equals(signature)) {
                List<String> old = before == null ? List.of() : before.problems();
                known.put(file, new Known(signature, false, secrets, old));
            } else if (!before.done()) {
                apply(file).forEach(problem -> log.error("Refused: {}", problem));
            }
        }
        for (Path gone : List.copyOf(known.keySet())) {
            if (!files.contains(gone)) {
                known.remove(gone);
                withdraw(gone);
            }
        }
        publish();
    }

    private void publish() {
        problems = known.values().stream().flatMap(k -> k.problems().stream()).toList();
        Set<String> names = new TreeSet<>();
        for (Path file : known.keySet()) {
            String name = pid(file);
            int separator = name.indexOf('~');
            names.add(separator < 0 ? name : name.substring(0, separator));
        }
        names.remove(LOGGING_PID);
        pids = Set.copyOf(names);
    }

    private List<String> apply(Path file) {
        // Each stamp is older than the reading of what it stands for: a change between the two is
        // seen at the next look.
        String stamp = stamp(file);
        ConfigurationFile read = ConfigurationFile.read(file, sources);
        String signature = signature(stamp, read.secrets());
        List<String> wrong = new ArrayList<>(read.problems());
        if (read.pid().equals(LOGGING_PID)) {
            wrong.addAll(applyLevels(file, read));
        } else if (wrong.isEmpty()) {
            update(file, read);
        }
        known.put(file, new Known(signature, true, read.secrets(), List.copyOf(wrong)));
        return wrong;
    }

    private List<String> applyLevels(Path file, ConfigurationFile read) {
        List<String> wrong =
                read.values().entrySet().stream()
                        .filter(entry -> !Logging.isLevel(entry.getValue()))
                        .map(
                                entry ->
                                        file
                                                + ": "
                                                + entry.getKey()
                                                + " = "
                                                + entry.getValue()
                                                + ": "
                                                + Logging.allowedLevels())
                        .toList();
        if (wrong.isEmpty() && read.problems().isEmpty()) {
            logging.levels(read.values());
        }
        return wrong;
    }

    private void update(Path file, ConfigurationFile read) {
        Hashtable<String, Object> properties = new Hashtable<>(read.values());
        properties.put(FILE_PROPERTY, file.toUri().toString());
        try {
            // Not updateIfDifferent: a secret may have changed while the text that names it has
            // not.
            configuration(read.pid()).update(properties);
        } catch (IOException e) {
            throw new UncheckedIOException("Config Admin didn't take " + file, e);
        }
    }

    private void withdraw(Path file) {
        log.info("{} is gone: back to defaults", file);
        try {
            if (pid(file).equals(LOGGING_PID)) {
                logging.levels(Map.of());
            } else {
                configuration(pid(file)).delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Config Admin didn't forget " + file, e);
        }
    }

    /** With the location {@code ?}, so that any bundle may read it. */
    private Configuration configuration(String pid) throws IOException {
        int separator = pid.indexOf('~');
        return separator < 0
                ? admin.getConfiguration(pid, "?")
                : admin.getFactoryConfiguration(
                        pid.substring(0, separator), pid.substring(separator + 1), "?");
    }

    private static String pid(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ConfigurationFile.ENDING.length());
    }

    private List<Path> files() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ConfigurationFile.ENDING))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't list " + directory, e);
        }
    }

    private static String signature(String stamp, List<Path> secrets) {
        StringBuilder signature = new StringBuilder(stamp);
        secrets.forEach(path -> signature.append(' ').append(stamp(path)));
        return signature.toString();
    }

    /** A file that went while we looked is one that changed. */
    private static String stamp(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "/" + attributes.size();
        } catch (IOException e) {
            return "gone";
        }
    }
}
