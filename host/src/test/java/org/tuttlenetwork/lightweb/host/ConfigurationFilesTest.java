// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;

/** What changes while it is being taken is taken at the next looks. */
class ConfigurationFilesTest {
    @TempDir Path home;
    private final List<String> taken = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    private ConfigurationFiles files() {
        Configuration configuration =
                fake(
                        Configuration.class,
                        "update",
                        arguments -> {
                            taken.add(
                                    String.valueOf(((Dictionary<?, ?>) arguments[0]).get("word")));
                            Runnable once = meanwhile;
                            meanwhile = () -> {};
                            once.run();
                            return null;
                        });
        ConfigurationAdmin admin =
                fake(ConfigurationAdmin.class, "getConfiguration", _ -> configuration);
        return new ConfigurationFiles(
                home,
                new ConfigurationFile.Sources(_ -> null, _ -> null, List.of(home)),
                admin,
                Logging.install(Map.of()));
    }

    @Test
    void takesASecretThatChangesWhileItsFileIsTaken() {
        write("password", "sesame");
        write("echo.cfg", "word = $[secret:password]");
        meanwhile = () -> write("password", "open sesame");
        ConfigurationFiles files = files();
        files.load();
        files.scan();
        files.scan();
        assertThat(taken).hasSize(2);
        files.scan();
        assertThat(taken).hasSize(2);
    }

    @Test
    void takesAFileThatChangesWhileItIsTaken() {
        write("echo.cfg", "word = one");
        meanwhile = () -> write("echo.cfg", "word = another");
        ConfigurationFiles files = files();
        files.load();
        files.scan();
        files.scan();
        assertThat(taken).containsExactly("one", "another");
    }

    private void write(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T fake(Class<T> type, String method, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, called, arguments) -> {
                            assertThat(called.getName()).isEqualTo(method);
                            return answer.to(arguments);
                        }));
    }

    @FunctionalInterface
    private interface Answer {
        Object to(Object[] arguments);
    }
}
