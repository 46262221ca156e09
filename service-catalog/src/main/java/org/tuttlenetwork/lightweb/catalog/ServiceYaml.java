// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code service.yaml}. A wrong one is refused whole, naming file, key and rule. */
public final class ServiceYaml {
    /** The only schema there is. */
    static final int SCHEMA = 1;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
    private static final Set<String> PLATFORMS =
            Set.of("android", "ios", "linux", "windows", "macos", "web");

    private ServiceYaml() {}

    /**
     * @param yaml the file's text
     * @param iconSvg the icon beside it
     * @param version the bundle's version
     * @param where what to call the file in a complaint
     * @throws IllegalArgumentException naming file, key and rule
     */
    public static ServiceType read(String yaml, byte[] iconSvg, String version, String where) {
        Document document;
        try {
            document = mapper().readValue(yaml, Document.class);
        } catch (InvalidFormatException e) {
            throw new IllegalArgumentException(where + ": " + key(e) + allowed(e), e);
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(where + ": " + key(e) + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + ": " + e.getOriginalMessage(), e);
        }
        Check check = new Check(where);
        check.that(document.schemaVersion() == SCHEMA, "schemaVersion", "must be " + SCHEMA);
        String id = document.id() == null ? "" : document.id();
        check.that(
                ID.matcher(id).matches() && id.length() <= 100,
                "id",
                "reverse DNS, at most 100 characters");
        Map<String, String> name = texts(check, "name", document.name(), 60);
        Map<String, String> summary = texts(check, "summary", document.summary(), 150);
        List<ServiceType.Endpoint> endpoints = endpoints(check, document.endpoints());
        List<ServiceType.Client> clients =
                document.clients() == null ? List.of() : List.copyOf(document.clients());
        for (ServiceType.Client client : clients) {
            check.that(
                    PLATFORMS.contains(client.platform()),
                    "clients.platform",
                    "one of " + PLATFORMS);
        }
        if (document.kind() == null) {
            throw check.refusal("kind", "is required");
        }
        return new ServiceType(
                id,
                version,
                document.kind(),
                name,
                summary,
                document.license() == null ? "" : document.license(),
                document.website() == null ? "" : document.website(),
                endpoints,
                clients,
                iconSvg);
    }

    private static String key(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(".", "", ": "));
    }

    private static String allowed(InvalidFormatException e) {
        Class<?> wanted = e.getTargetType();
        return e.getValue()
                + (wanted.isEnum()
                        ? " is none of " + Arrays.toString(wanted.getEnumConstants())
                        : " is no " + wanted.getSimpleName());
    }

    private static Map<String, String> texts(
            Check check, String key, @Nullable Map<String, String> texts, int longest) {
        if (texts == null || !texts.containsKey("en")) {
            throw check.refusal(key, "needs a text for en");
        }
        texts.forEach(
                (language, text) ->
                        check.that(
                                !text.isBlank() && text.length() <= longest,
                                key + "." + language,
                                "1 to " + longest + " characters"));
        return texts;
    }

    private static List<ServiceType.Endpoint> endpoints(
            Check check, @Nullable List<Document.Endpoint> given) {
        check.that(given != null && !given.isEmpty(), "endpoints", "at least one");
        Set<String> names = new HashSet<>();
        return (given == null ? List.<Document.Endpoint>of() : given)
                .stream()
                        .map(
                                endpoint -> {
                                    String name = endpoint.name() == null ? "" : endpoint.name();
                                    check.that(
                                            !name.isEmpty() && names.add(name),
                                            "endpoints.name",
                                            "is required and unique");
                                    check.that(
                                            endpoint.port() >= 1 && endpoint.port() <= 65_535,
                                            "endpoints." + name + ".port",
                                            "1 to 65535");
                                    if (endpoint.protocol() == null) {
                                        throw check.refusal(
                                                "endpoints." + name + ".protocol", "is required");
                                    }
                                    String path = endpoint.path() == null ? "" : endpoint.path();
                                    check.that(
                                            path.isEmpty() || path.startsWith("/"),
                                            "endpoints." + name + ".path",
                                            "begins with a slash");
                                    return new ServiceType.Endpoint(
                                            name, endpoint.protocol(), endpoint.port(), path);
                                })
                        .toList();
    }

    /**
     * A mapper of its own with a type cache of its own: a shared one would keep class loaders
     * alive.
     */
    private static ObjectMapper mapper() {
        LookupCache<Object, JavaType> cache = new LRUMap<>(16, 200);
        return YAMLMapper.builder()
                .typeFactory(TypeFactory.defaultInstance().withCache(cache))
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
    }

    /** The file as it is written. */
    record Document(
            @JsonProperty(required = true) int schemaVersion,
            @Nullable String id,
            ServiceType.@Nullable Kind kind,
            @Nullable Map<String, String> name,
            @Nullable Map<String, String> summary,
            @Nullable String license,
            @Nullable String website,
            @Nullable List<Endpoint> endpoints,
            @Nullable List<ServiceType.Client> clients) {
        /** An endpoint as it is written. */
        record Endpoint(
                @Nullable String name,
                ServiceType.@Nullable Protocol protocol,
                int port,
                @Nullable String path) {}
    }

    private record Check(String where) {
        void that(boolean holds, String key, String rule) {
            if (!holds) {
                throw refusal(key, rule);
            }
        }

        IllegalArgumentException refusal(String key, String rule) {
            return new IllegalArgumentException(where + ": " + key + ": " + rule);
        }
    }
}
