// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest.openapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.web.Summary;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON schemas (2020-12) of Java types, as the generation's mapper writes and reads them. */
final class Schemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Map<String, String[]> SCALARS =
            Map.ofEntries(
                    Map.entry("java.lang.String", new String[] {"string", ""}),
                    Map.entry("char", new String[] {"string", ""}),
                    Map.entry("java.lang.CharSequence", new String[] {"string", ""}),
                    Map.entry("java.util.UUID", new String[] {"string", "uuid"}),
                    Map.entry("java.net.URI", new String[] {"string", "uri"}),
                    Map.entry("java.net.URL", new String[] {"string", "uri"}),
                    Map.entry("java.time.Instant", new String[] {"string", "date-time"}),
                    Map.entry("java.time.OffsetDateTime", new String[] {"string", "date-time"}),
                    Map.entry("java.time.LocalDate", new String[] {"string", "date"}),
                    Map.entry("java.time.Duration", new String[] {"string", "duration"}),
                    Map.entry("java.util.Locale", new String[] {"string", ""}),
                    Map.entry("int", new String[] {"integer", "int32"}),
                    Map.entry("java.lang.Integer", new String[] {"integer", "int32"}),
                    Map.entry("short", new String[] {"integer", ""}),
                    Map.entry("long", new String[] {"integer", "int64"}),
                    Map.entry("java.lang.Long", new String[] {"integer", "int64"}),
                    Map.entry("java.util.OptionalInt", new String[] {"integer", "int32"}),
                    Map.entry("java.util.OptionalLong", new String[] {"integer", "int64"}),
                    Map.entry("double", new String[] {"number", "double"}),
                    Map.entry("java.lang.Double", new String[] {"number", "double"}),
                    Map.entry("java.util.OptionalDouble", new String[] {"number", "double"}),
                    Map.entry("float", new String[] {"number", "float"}),
                    Map.entry("java.math.BigDecimal", new String[] {"number", ""}),
                    Map.entry("java.math.BigInteger", new String[] {"integer", ""}),
                    Map.entry("boolean", new String[] {"boolean", ""}),
                    Map.entry("java.lang.Boolean", new String[] {"boolean", ""}));

    private final String feature;
    private final JsonMapper mapper;
    private final Map<String, ObjectNode> named = new TreeMap<>();

    Schemas(String feature, JsonMapper mapper) {
        this.feature = feature;
        this.mapper = mapper;
    }

    ObjectNode all() {
        ObjectNode all = JSON.objectNode();
        named.forEach(all::set);
        return all;
    }

    ObjectNode of(Type type) {
        return of(mapper.constructType(type));
    }

    private ObjectNode of(JavaType type) {
        Class<?> raw = type.getRawClass();
        String[] scalar = SCALARS.get(raw.getName());
        if (scalar != null) {
            ObjectNode node = JSON.objectNode().put("type", scalar[0]);
            return scalar[1].isEmpty() ? node : node.put("format", scalar[1]);
        }
        if (raw == Optional.class) {
            return of(type.containedTypeOrUnknown(0));
        }
        if (raw == byte[].class) {
            return JSON.objectNode().put("type", "string").put("contentEncoding", "base64");
        }
        if (type.isEnumType()) {
            return enumeration(raw);
        }
        if (type.isMapLikeType()) {
            ObjectNode map = JSON.objectNode().put("type", "object");
            map.set("additionalProperties", of(type.getContentType()));
            return map;
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            ObjectNode list = JSON.objectNode().put("type", "array");
            list.set("items", of(type.getContentType()));
            return list;
        }
        if (raw == Object.class
                || JsonNode.class.isAssignableFrom(raw)
                || raw.getName().startsWith("java.")
                || raw.getName().startsWith("jakarta.")) {
            return JSON.objectNode();
        }
        return composite(type);
    }

    private ObjectNode composite(JavaType type) {
        BeanDescription description = mapper.getSerializationConfig().introspect(type);
        AnnotatedMember value = description.findJsonValueAccessor();
        if (value != null) {
            return of(value.getType());
        }
        String name = name(type);
        if (!named.containsKey(name)) {
            // First an empty one, so that a type may contain itself.
            ObjectNode schema = JSON.objectNode();
            named.put(name, schema);
            boolean sealed =
                    type.getRawClass().isSealed()
                            || type.getRawClass().isAnnotationPresent(JsonSubTypes.class);
            if (sealed) {
                alternatives(schema, type);
            } else {
                members(schema, type, description);
            }
        }
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private void alternatives(ObjectNode schema, JavaType type) {
        describe(schema, type.getRawClass().getAnnotation(Summary.class));
        ArrayNode oneOf = schema.putArray("oneOf");
        Class<?>[] permitted = type.getRawClass().getPermittedSubclasses();
        if (permitted != null) {
            for (Class<?> each : permitted) {
                oneOf.add(of(mapper.constructType(each)));
            }
        }
    }

    private void members(ObjectNode schema, JavaType type, BeanDescription description) {
        schema.put("type", "object");
        describe(schema, type.getRawClass().getAnnotation(Summary.class));
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        Map<String, RecordComponent> components = components(type.getRawClass());
        for (BeanPropertyDefinition property : description.findProperties()) {
            ObjectNode member = of(property.getPrimaryType());
            RecordComponent component = components.get(property.getInternalName());
            if (component != null) {
                describe(member, component.getAnnotation(Summary.class));
            }
            properties.set(property.getName(), member);
            if (component != null && isRequired(component)) {
                required.add(property.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    private static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new TreeMap<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                components.put(component.getName(), component);
            }
        }
        return components;
    }

    private static boolean isRequired(RecordComponent component) {
        // By name: the annotation's own class may be another bundle's, or not there.
        boolean nullable =
                Arrays.stream(component.getAnnotatedType().getAnnotations())
                        .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
        return !nullable && !component.getType().getName().startsWith("java.util.Optional");
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode node = JSON.objectNode().put("type", "string");
        ArrayNode values = node.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(((Enum<?>) constant).name());
        }
        return node;
    }

    private String name(JavaType type) {
        StringBuilder name = new StringBuilder(feature).append('.');
        Class<?> outer = type.getRawClass().getEnclosingClass();
        if (outer != null && (outer.isSealed() || outer.isRecord())) {
            name.append(outer.getSimpleName());
        }
        name.append(type.getRawClass().getSimpleName());
        for (JavaType argument : type.getBindings().getTypeParameters()) {
            name.append("Of").append(argument.getRawClass().getSimpleName());
        }
        return name.toString();
    }

    private static void describe(ObjectNode node, @Nullable Summary summary) {
        if (summary != null) {
            node.put("description", summary.value());
        }
    }
}
