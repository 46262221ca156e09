// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of processes and of itself. */
final class Proc {
    private Proc() {}

    /**
     * @param key of {@code /proc/PID/status}, such as {@code VmRSS} (in KiB) or {@code Threads}
     */
    static long status(long pid, String key) throws IOException {
        return number(Files.readString(Path.of("/proc/" + pid + "/status")), key);
    }

    static long number(String status, String key) throws IOException {
        for (String line : status.lines().toList()) {
            if (line.startsWith(key + ":")) {
                String value = line.substring(key.length() + 1).strip();
                int end = value.indexOf(' ');
                return Long.parseLong(end < 0 ? value : value.substring(0, end));
            }
        }
        throw new IOException("the process has no " + key);
    }

    /** The machine in words: cores, memory, JVM, and what else runs at this moment. */
    static String machine() throws IOException {
        long memory = number(Files.readString(Path.of("/proc/meminfo")), "MemTotal");
        String load = Files.readString(Path.of("/proc/loadavg"));
        return Runtime.getRuntime().availableProcessors()
                + " cores, "
                + Math.round(memory / 1024.0 / 1024.0)
                + " GB, Linux "
                + System.getProperty("os.arch")
                + ", JDK "
                + Runtime.version()
                + ", load before "
                + load.substring(0, load.indexOf(' '));
    }
}
