// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;

import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;

/** Logs of the whole process: everything ends in logback, on the console, plain or as JSON. */
final class Logging {
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %-28.28logger{28} %msg%n%rEx";
    private static final Set<String> LEVELS =
            Set.of("trace", "debug", "info", "warn", "error", "off");

    /** What the noisiest libraries say below this is of no use to who runs the host. */
    private static final Map<String, String> QUIET =
            Map.of(
                    "org.hibernate", "warn",
                    // It warns at each start that it was built without asking the database.
                    "org.hibernate.orm.connection", "error",
                    "org.flywaydb", "warn",
                    "com.zaxxer.hikari", "warn",
                    "org.eclipse.jetty", "warn",
                    "org.glassfish", "warn",
                    "org.apache.felix", "warn",
                    "com.github.kagkarlsson", "warn");

    private final LoggerContext context;
    private final String rootLevel;
    private final Set<String> touched = new HashSet<>();

    private Logging(LoggerContext context, String rootLevel) {
        this.context = context;
        this.rootLevel = rootLevel;
    }

    /**
     * Takes over the process's logs.
     *
     * @param environment {@code LIGHTWEB_LOG} is {@code plain} or {@code json}; {@code
     *     LIGHTWEB_LOG_LEVEL} is the level of everything that has none of its own
     * @throws IllegalArgumentException naming the variable, the value and what is allowed
     */
    static Logging install(Map<String, String> environment) {
        String form = environment.getOrDefault("LIGHTWEB_LOG", "plain");
        if (!form.equals("plain") && !form.equals("json")) {
            throw new IllegalArgumentException("LIGHTWEB_LOG is " + form + "; it is plain or json");
        }
        String level = environment.getOrDefault("LIGHTWEB_LOG_LEVEL", "info");
        if (!isLevel(level)) {
            throw new IllegalArgumentException(
                    "LIGHTWEB_LOG_LEVEL is " + level + "; " + allowedLevels());
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        LevelChangePropagator propagator = new LevelChangePropagator();
        propagator.setContext(context);
        propagator.setResetJUL(true);
        propagator.start();
        context.addListener(propagator);
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(encoder(context, form));
        console.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(console);
        LogManager.getLogManager().reset();
        SLF4JBridgeHandler.install();
        Logging logging = new Logging(context, level);
        logging.levels(Map.of());
        return logging;
    }

    /**
     * Sets levels by logger name; {@code root} is everything else. What an earlier call set and
     * this one doesn't goes back to its default.
     */
    void levels(Map<String, String> levels) {
        for (String name : touched) {
            context.getLogger(name).setLevel(null);
        }
        touched.clear();
        set(org.slf4j.Logger.ROOT_LOGGER_NAME, rootLevel);
        QUIET.forEach(this::set);
        levels.forEach(
                (name, level) ->
                        set(name.equals("root") ? org.slf4j.Logger.ROOT_LOGGER_NAME : name, level));
    }

    static boolean isLevel(String text) {
        return LEVELS.contains(text.toLowerCase(Locale.ROOT));
    }

    static String allowedLevels() {
        return "allowed are trace, debug, info, warn, error and off";
    }

    private void set(String name, String level) {
        Logger logger = context.getLogger(name);
        logger.setLevel(Level.toLevel(level));
        if (!name.equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
            touched.add(name);
        }
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, String form) {
        if (form.equals("json")) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithSequenceNumber(false);
            json.setWithNanoseconds(false);
            json.setWithContext(false);
            json.setWithArguments(false);
            json.setWithMessage(false);
            json.setWithFormattedMessage(true);
            json.start();
            return json;
        }
        PatternLayoutEncoder plain = new PatternLayoutEncoder();
        plain.setContext(context);
        plain.setPattern(PATTERN);
        plain.start();
        return plain;
    }
}
