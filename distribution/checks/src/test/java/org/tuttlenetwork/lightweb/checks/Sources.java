// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The project's files: what git tracks or would track. */
final class Sources {
    /** The folder of the root pom. Surefire names the module's folder in {@code basedir}. */
    static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent().getParent();

    private Sources() {}

    /**
     * Paths relative to the root, sorted. Without git (a source archive): all but what is built.
     */
    static List<Path> files() {
        try {
            Process git =
                    new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard", "-z")
                            .directory(ROOT.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String listed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() == 0) {
                return Stream.of(listed.split("\0"))
                        .map(Path::of)
                        .filter(path -> Files.isRegularFile(ROOT.resolve(path)))
                        .sorted()
                        .toList();
            }
        } catch (IOException e) {
            return walk();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return walk();
    }

    private static List<Path> walk() {
        List<String> built = List.of("target", "build", "data", "run", ".git");
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .filter(path -> built.stream().noneMatch(name -> holds(path, name)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path path, String folder) {
        for (Path part : path) {
            if (part.toString().equals(folder)) {
                return true;
            }
        }
        return false;
    }

    /** Java sources; {@code part} is a piece of the path, such as {@code /src/main/}. */
    static List<Path> java(String part) {
        return files().stream()
                .filter(path -> path.toString().endsWith(".java"))
                .filter(path -> path.toString().contains(part))
                .toList();
    }

    /** The text of a file, or empty if it is not UTF-8 text. */
    static Optional<String> text(Path file) {
        try {
            String text = Files.readString(ROOT.resolve(file));
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (MalformedInputException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
