// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.web.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

import org.jspecify.annotations.Nullable;
import org.tuttlenetwork.lightweb.api.problem.FieldProblem;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.web.http.Problem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Says what is wrong with JSON without naming our classes. */
final class JsonProblems {
    private JsonProblems() {}

    static Problem of(JsonProcessingException thrown, String requestId) {
        return switch (thrown) {
            case InvalidDefinitionException _ -> Problem.internal(requestId);
            case ValueInstantiationException broken -> rule(broken, requestId);
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case InvalidFormatException format ->
                    field(format, "must be " + form(format.getTargetType()));
            case MismatchedInputException mismatched ->
                    field(mismatched, "must be " + form(mismatched.getTargetType()));
            case JsonMappingException mapping when mapping.getPath().isEmpty() -> syntax(thrown);
            case JsonMappingException mapping -> field(mapping, "cannot be read");
            default -> syntax(thrown);
        };
    }

    private static Problem syntax(JsonProcessingException thrown) {
        return new Problem(
                ProblemType.MALFORMED, "The body is not valid JSON" + place(thrown) + ".");
    }

    /** A record's constructor refused the value: its message is the rule. */
    private static Problem rule(ValueInstantiationException thrown, String requestId) {
        if (!(thrown.getCause() instanceof IllegalArgumentException cause)) {
            return thrown.getCause() instanceof NullPointerException
                    ? field(thrown, "must be there")
                    : Problem.internal(requestId);
        }
        String message = cause.getMessage();
        String rule = message == null ? "is not allowed" : message;
        String path = path(thrown);
        return new Problem(
                ProblemType.INVALID,
                "Nothing was changed. " + path + ": " + rule,
                List.of(new FieldProblem(path, rule)));
    }

    private static Problem unknown(UnrecognizedPropertyException thrown) {
        String known =
                thrown.getKnownPropertyIds() == null
                        ? ""
                        : thrown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
        return field(thrown, known.isEmpty() ? "is not known" : "is not known; known: " + known);
    }

    private static Problem field(JsonMappingException thrown, String rule) {
        String path = path(thrown);
        return new Problem(
                ProblemType.MALFORMED,
                "The body cannot be read" + place(thrown) + ": " + path + " " + rule + ".",
                List.of(new FieldProblem(path, rule)));
    }

    private static String place(JsonProcessingException thrown) {
        JsonLocation at = thrown.getLocation();
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String path(JsonMappingException thrown) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : thrown.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String form(@Nullable Class<?> type) {
        if (type == null) {
            return "of another form";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return switch (type.getName()) {
            case "java.lang.String" -> "a text without U+0000";
            case "java.time.Instant" -> "an instant as in RFC 3339";
            case "java.util.UUID" -> "a UUID";
            default -> type.isRecord() ? "an object" : "of another form";
        };
    }
}
