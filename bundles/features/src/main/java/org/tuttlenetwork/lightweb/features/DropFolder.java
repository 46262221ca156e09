// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.features;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tuttlenetwork.lightweb.api.health.Health;
import org.tuttlenetwork.lightweb.api.health.HealthCheck;
import org.tuttlenetwork.lightweb.features.store.InstalledFeature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The inbox {@code deploy/} (DECISIONS 2.5): a {@code .jar} that appears whole is applied if its
 * publisher is trusted and it asks for nothing new; otherwise it waits for an administrator, or is
 * refused. A file that was seen and is deleted while the host runs takes its feature away, if it
 * came from here. What is missing at start changes nothing.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class DropFolder implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final long LOOK_MILLIS = 250;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final FeatureEngine engine;
    private final Path folder;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Set<Path> leftOver = new HashSet<>();
    private boolean looked;
    private final Map<String, String> findings = new TreeMap<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("deploy").factory());

    @Activate
    public DropFolder(BundleContext context, @Reference FeaturesRoom room) {
        this(room.engine(), Path.of(context.getProperty("lightweb.data")).resolve("deploy"));
    }

    DropFolder(FeatureEngine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The drop folder cannot be made: " + folder, e);
        }
        var _ = clock.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        clock.shutdownNow();
    }

    /**
     * One look. A file is taken when it has not changed since the look before, or was renamed into
     * place.
     */
    synchronized void look() {
        if (engine.isInSafeMode()) {
            findings.put("deploy", "not read in safe mode; restart the host first");
            return;
        }
        try {
            if (isOpenToOthers()) {
                findings.put(
                        "deploy",
                        "others may write to " + folder + "; it is not read until that is mended");
                return;
            }
            findings.remove("deploy");
            Map<Path, Seen> now = list();
            if (!looked) {
                looked = true;
                leftOver.addAll(now.keySet());
            }
            for (Map.Entry<Path, Seen> file : now.entrySet()) {
                Seen before = seen.get(file.getKey());
                boolean settled = before != null && file.getValue().equals(before);
                if (settled) {
                    // Noted first: a file that fails is not tried again until it is another.
                    seen.put(file.getKey(), file.getValue().take());
                    takeOne(file.getKey());
                } else if (before == null || !file.getValue().sameFile(before)) {
                    seen.put(file.getKey(), file.getValue());
                }
            }
            for (Path gone : List.copyOf(seen.keySet())) {
                if (!now.containsKey(gone)) {
                    seen.remove(gone);
                    taken(gone);
                }
            }
        } catch (IOException | RuntimeException e) {
            findings.put("deploy", String.valueOf(e.getMessage()));
            LOG.warn("The drop folder could not be read; tried again: {}", e.getMessage());
        }
    }

    /** What is wrong with one file keeps no other from being looked at. */
    private void takeOne(Path file) throws IOException {
        try {
            take(file);
        } catch (RuntimeException e) {
            findings.put(file.getFileName().toString(), "failed: " + e.getMessage());
            LOG.error("{} in the drop folder could not be applied", file.getFileName(), e);
        }
    }

    private void take(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES) {
            findings.put(name, "refused: larger than " + MOST_BYTES / 1024 / 1024 + " MiB");
            LOG.error("{} in the drop folder is refused: it is too large", name);
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        if (leftOver.remove(file) && engine.isKnown(name, bytes)) {
            // It was taken in an earlier run; what became of it since is not for the file to say.
            return;
        }
        switch (engine.fromFolder(bytes, name)) {
            case InstallOutcome.Live _,
                    InstallOutcome.AlreadyPresent _,
                    InstallOutcome.AtNextStart _ ->
                    findings.remove(name);
            case InstallOutcome.Waiting(var plan) -> {
                findings.put(name, "waits for an administrator to look at its plan");
                LOG.warn(
                        "{} waits in the drop folder, because it asks for {}: look at its plan in"
                                + " the portal, or with ./lightweb feature plans",
                        name,
                        plan.powers().fresh());
            }
            case InstallOutcome.Rejected(var reasons) -> {
                findings.put(name, "refused: " + String.join(" ", reasons));
                LOG.error("{} in the drop folder is refused: {}", name, reasons);
            }
            case InstallOutcome.TakenBack(var _, var _, var reason) -> {
                findings.put(name, "taken back: " + reason);
                LOG.error("{} in the drop folder was taken back: {}", name, reason);
            }
            case InstallOutcome.Stopped(var _, var _, var reason) -> {
                findings.put(name, "stopped: " + reason);
                LOG.error("{} in the drop folder is stopped: {}", name, reason);
            }
            case InstallOutcome.PlanChanged _ -> {
                findings.put(name, "not taken: its feature is being changed; put it here again");
                LOG.warn("{} in the drop folder met others at work; nothing was changed", name);
            }
        }
    }

    /** Stops a feature only if it came from this file (DECISIONS 2.5). */
    private void taken(Path file) {
        String name = file.getFileName().toString();
        findings.remove(name);
        leftOver.remove(file);
        engine.forgetFile(name);
        engine.fromFile(name)
                .filter(InstalledFeature::active)
                .ifPresent(feature -> engine.remove(feature.feature(), "deploy"));
    }

    private boolean isOpenToOthers() throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || permissions.contains(PosixFilePermission.GROUP_WRITE);
    }

    private Map<Path, Seen> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .collect(Collectors.toMap(file -> file, DropFolder::look));
        }
    }

    private static Seen look(Path file) {
        try {
            return new Seen(Files.size(file), Files.getLastModifiedTime(file), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "deploy";
    }

    @Override
    public synchronized Health health() {
        return findings.isEmpty() ? Health.working() : Health.degraded(findings.toString());
    }

    private record Seen(long size, FileTime changed, boolean taken) {
        Seen take() {
            return new Seen(size, changed, true);
        }

        boolean sameFile(Seen other) {
            return size == other.size && changed.equals(other.changed);
        }
    }
}
