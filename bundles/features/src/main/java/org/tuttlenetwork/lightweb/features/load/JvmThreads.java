// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The threads of this JVM. Virtual ones are seen in a dump only, as {@code jcmd Thread.dump_to_file
 * -format=json} writes it (JEP 444), which names the carrier of each.
 */
final class JvmThreads implements Threads {
    private static final Logger LOG = LoggerFactory.getLogger(JvmThreads.class);
    private static final int MOST_FRAMES = 64;

    private final ThreadMXBean beans = ManagementFactory.getThreadMXBean();
    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    public List<ThreadView> platform() {
        List<ThreadView> all = new ArrayList<>();
        for (ThreadInfo thread : beans.getThreadInfo(beans.getAllThreadIds(), MOST_FRAMES)) {
            // One that has ended meanwhile is null, and has used -1.
            if (thread != null) {
                long used = Math.max(0, beans.getThreadCpuTime(thread.getThreadId()));
                all.add(
                        new ThreadView(
                                thread.getThreadId(),
                                thread.getThreadName(),
                                Duration.ofNanos(used),
                                Arrays.stream(thread.getStackTrace())
                                        .map(StackTraceElement::toString)
                                        .toList()));
            }
        }
        return all;
    }

    @Override
    public double fairShare() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        // Threads that run or want to, over the last minute; negative where nobody counts them.
        double load = Math.max(1, system.getSystemLoadAverage());
        return Math.min(1, system.getAvailableProcessors() / load);
    }

    @Override
    public List<ThreadView> carriedBy(Set<Long> carriers) {
        List<ThreadView> found = new ArrayList<>();
        try {
            for (JsonNode container : dump().path("threadDump").path("threadContainers")) {
                for (JsonNode thread : container.path("threads")) {
                    long carrier = thread.path("carrier").asLong(-1);
                    if (carriers.contains(carrier)) {
                        found.add(carried(thread, carrier));
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("The virtual threads cannot be seen", e);
        }
        return found;
    }

    private static ThreadView carried(JsonNode thread, long carrier) {
        List<String> frames = new ArrayList<>();
        thread.path("stack").forEach(frame -> frames.add(frame.asText()));
        // Its carrier's id: that has used the time, and is what is compared from look to look.
        return new ThreadView(carrier, thread.path("name").asText(), Duration.ZERO, frames);
    }

    private JsonNode dump() throws IOException {
        Path folder = Files.createTempDirectory("lightweb-threads");
        Path file = folder.resolve("dump.json");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
            return json.readTree(file.toFile());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}
