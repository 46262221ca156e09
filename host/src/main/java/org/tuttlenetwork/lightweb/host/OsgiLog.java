// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.host;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** OSGi's log service, which the framework and its own bundles write to, as a way into slf4j. */
final class OsgiLog implements LogService {
    /** What SCR says of a component when another failed, which has said so itself. */
    private static final List<String> FOLLOWS =
            List.of(
                    "Could not get service from ref",
                    "Could not obtain all required dependencies",
                    "Service not available from service registry",
                    ComponentDiagnosis.NEEDED);

    private static final String ROOT = "org.apache.felix";

    @Override
    public Logger getLogger(String name) {
        return getLogger(name, Logger.class);
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName(), Logger.class);
    }

    @Override
    public <L extends Logger> L getLogger(Class<?> type, Class<L> loggerType) {
        return getLogger(type.getName(), loggerType);
    }

    @Override
    public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> loggerType) {
        return getLogger(name, loggerType);
    }

    /** One object for both kinds of logger: they differ only in how a message is formatted. */
    @Override
    public <L extends Logger> L getLogger(String name, Class<L> loggerType) {
        if (loggerType != Logger.class && loggerType != FormatterLogger.class) {
            throw new IllegalArgumentException(
                    loggerType + " is neither Logger nor FormatterLogger");
        }
        Object logger =
                Proxy.newProxyInstance(
                        OsgiLog.class.getClassLoader(),
                        new Class<?>[] {loggerType},
                        new Forwarding(
                                LoggerFactory.getLogger(
                                        name.equals(Logger.ROOT_LOGGER_NAME) ? ROOT : name),
                                loggerType == FormatterLogger.class));
        return loggerType.cast(logger);
    }

    @Override
    @SuppressWarnings("deprecation") // The framework itself still calls these.
    public void log(int level, String message) {
        write(level, message, null);
    }

    @Override
    @SuppressWarnings("deprecation")
    public void log(int level, String message, Throwable exception) {
        write(level, message, exception);
    }

    @Override
    @SuppressWarnings("deprecation")
    public void log(@Nullable ServiceReference<?> service, int level, String message) {
        write(level, message, null);
    }

    @Override
    @SuppressWarnings("deprecation")
    public void log(
            @Nullable ServiceReference<?> service,
            int level,
            String message,
            @Nullable Throwable exception) {
        write(level, message, exception);
    }

    private static void write(int level, String message, @Nullable Throwable exception) {
        Level slf4j =
                switch (level) {
                    case 1 -> Level.ERROR;
                    case 2 -> Level.WARN;
                    case 3 -> Level.INFO;
                    default -> Level.DEBUG;
                };
        LoggerFactory.getLogger(ROOT).atLevel(slf4j).setCause(exception).log(message);
    }

    /** Calls of {@link Logger} by name: {@code isWarnEnabled}, {@code warn}, and so on. */
    private record Forwarding(org.slf4j.Logger logger, boolean formatter)
            implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
                throws Throwable {
            String name = method.getName();
            Object[] given = arguments == null ? new Object[0] : arguments;
            if (method.getDeclaringClass() == Object.class) {
                return switch (name) {
                    case "equals" -> System.identityHashCode(proxy) == given[0].hashCode();
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "log of " + logger.getName();
                };
            }
            if (name.equals("getName")) {
                return logger.getName();
            }
            if (name.startsWith("is")) {
                return logger.isEnabledForLevel(level(name.substring(2, name.length() - 7)));
            }
            Level level = level(name);
            if (given[0] instanceof org.osgi.service.log.LoggerConsumer<?> consumer) {
                if (logger.isEnabledForLevel(level)) {
                    accept(consumer, proxy);
                }
            } else if (logger.isEnabledForLevel(level)) {
                write(level, given);
            }
            return null;
        }

        @SuppressWarnings({
            "unchecked",
            "rawtypes"
        }) // LoggerConsumer's only parameter is what it throws.
        private static void accept(org.osgi.service.log.LoggerConsumer consumer, Object proxy)
                throws Exception {
            consumer.accept((Logger) proxy);
        }

        private void write(Level level, Object[] given) {
            if (given[given.length - 1] instanceof Throwable failure
                    && RefusedSetting.in(failure).isPresent()) {
                // Tried again for each who asks for it; the diagnosis says it once, in a sentence.
                logger.debug("A setting is refused", failure);
                return;
            }
            String text = Objects.toString(given[0]);
            if (FOLLOWS.stream().anyMatch(text::contains)) {
                logger.debug(text);
                return;
            }
            Object[] values =
                    given.length == 2 && given[1] instanceof Object[] many
                            ? many
                            : Arrays.copyOfRange(given, 1, given.length);
            if (formatter && values.length > 0) {
                logger.atLevel(level).log(String.format(text, values));
            } else {
                logger.atLevel(level).log(text, values);
            }
        }

        private static Level level(String name) {
            String upper = name.toUpperCase(java.util.Locale.ROOT);
            return upper.equals(LogLevel.AUDIT.name()) ? Level.INFO : Level.valueOf(upper);
        }
    }
}
