// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * NetBird's OpenAPI file with the known departures from it. Stricter than the file in one thing: a
 * field that it does not name is a violation, because Go's decoder would drop a mistyped one
 * without a word. Thread-safe.
 */
public final class NetbirdContract {
    /** The environment variable that names the file. */
    public static final String VARIABLE = "LIGHTWEB_NETBIRD_OPENAPI";

    /** What to say where {@link #find()} finds nothing. */
    public static final String ABSENT =
            "NetBird's OpenAPI file is not there: neither does "
                    + VARIABLE
                    + " name it nor is shared/contracts/netbird-openapi.yml in a folder above";

    private static final Path USUAL = Path.of("shared", "contracts", "netbird-openapi.yml");
    private static final String LOCATION = "https://netbird.invalid/openapi.json";

    private final JsonNode document;
    private final Departures departures;
    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    private NetbirdContract(JsonNode document, Departures departures) {
        this.document = document;
        this.departures = departures;
        String text = document.toString();
        this.factory =
                JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        builder ->
                                builder.schemaLoaders(
                                        loaders -> loaders.schemas(Map.of(LOCATION, text))));
    }

    /**
     * Finds the file by {@value #VARIABLE}, or in {@code shared/contracts} of a folder above the
     * working directory.
     *
     * @return the contract, or empty where the file is not there (see {@link #ABSENT})
     */
    public static Optional<NetbirdContract> find() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(load(Path.of(named)));
        }
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve(USUAL))) {
                return Optional.of(load(folder.resolve(USUAL)));
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the file and applies the departures.
     *
     * @throws UncheckedIOException if the file can't be read
     */
    public static NetbirdContract load(Path file) {
        try {
            JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
            Departures departures = Departures.load();
            departures.apply(document);
            Strictness.apply(document);
            return new NetbirdContract(document, departures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks a request's body.
     *
     * @param path with {@code /api}; a query is ignored
     * @param body null where there is none
     * @return what is wrong, empty where nothing is
     */
    public List<String> validateRequest(String method, String path, @Nullable JsonNode body) {
        Optional<Operation> operation = operation(method, path);
        if (operation.isEmpty()) {
            return List.of(method + " " + path + " is no operation of the OpenAPI file");
        }
        JsonNode content = operation.get().node().path("requestBody").path("content");
        if (!content.path("application/json").has("schema")) {
            return body == null ? List.of() : List.of(method + " " + path + " takes no body");
        }
        if (body == null) {
            return List.of(method + " " + path + " needs a body");
        }
        String pointer = operation.get().pointer() + "/requestBody";
        return validate(pointer + "/content/application~1json/schema", body);
    }

    /**
     * Checks an answer.
     *
     * @param body null where it was no JSON
     * @return what is wrong, empty where nothing is
     */
    public List<String> validateResponse(
            String method, String path, int status, @Nullable JsonNode body) {
        Optional<Operation> operation = operation(method, path);
        if (operation.isEmpty()) {
            return body == null
                    ? List.of()
                    : List.of(method + " " + path + " is no operation of the OpenAPI file");
        }
        List<String> violations = new ArrayList<>();
        JsonNode answer = operation.get().node().path("responses").path(String.valueOf(status));
        String plain = withoutQuery(path);
        if (answer.isMissingNode() && !departures.allowsStatus(method, plain, status)) {
            violations.add(method + " " + path + " must not answer " + status);
        }
        if (body == null) {
            violations.add(method + " " + path + " answered no JSON");
        } else if (status >= 400) {
            violations.addAll(validateError(status, body));
        } else if (answer.path("content").path("application/json").has("schema")
                && !(body.isNull() && departures.allowsNull(method, plain, status))) {
            String pointer = operation.get().pointer() + "/responses/" + status;
            violations.addAll(validate(pointer + "/content/application~1json/schema", body));
        }
        return violations;
    }

    /** The file knows {@code message} only; the server sends the code too. */
    private static List<String> validateError(int status, JsonNode body) {
        boolean right =
                body.path("message").isTextual()
                        && body.path("code").asInt() == status
                        && body.size() == 2;
        return right ? List.of() : List.of("no error body of NetBird's: " + body);
    }

    private List<String> validate(String pointer, JsonNode body) {
        JsonSchema schema = schemas.computeIfAbsent(pointer, this::schema);
        return schema.validate(body).stream().map(ValidationMessage::getMessage).toList();
    }

    private JsonSchema schema(String pointer) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return factory.getSchema(SchemaLocation.of(LOCATION + "#" + pointer), config);
    }

    private record Operation(String pointer, JsonNode node) {}

    /** Finds the operation; a path without parameters goes before one with. */
    private Optional<Operation> operation(String method, String path) {
        Optional<Operation> found = Optional.empty();
        String plain = withoutQuery(path);
        for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
            String template = entry.getKey();
            JsonNode node = entry.getValue().path(method.toLowerCase(Locale.ROOT));
            if (node instanceof ObjectNode
                    && plain.matches(template.replaceAll("\\{[^}]+}", "[^/]+"))) {
                String pointer = "/paths/" + template.replace("~", "~0").replace("/", "~1");
                found =
                        Optional.of(
                                new Operation(
                                        escape(pointer) + "/" + method.toLowerCase(Locale.ROOT),
                                        node));
                if (template.equals(plain)) {
                    return found;
                }
            }
        }
        return found;
    }

    /** Braces are no characters of a fragment. */
    private static String escape(String pointer) {
        return pointer.replace("{", "%7B").replace("}", "%7D");
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
