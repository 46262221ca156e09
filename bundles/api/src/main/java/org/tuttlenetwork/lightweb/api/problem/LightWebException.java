// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.problem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Something that the caller should be told as a problem document. The detail is shown to them, the
 * cause only logged.
 */
public final class LightWebException extends RuntimeException {
    private final ProblemType type;
    private final List<FieldProblem> fields;
    private final @Nullable ProblemReason reason;

    /**
     * @param type the kind of problem
     * @param detail what happened, whether anything changed, and what to do; for people, without
     *     secrets
     */
    public LightWebException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public LightWebException(ProblemType type, String detail, @Nullable Throwable cause) {
        this(type, detail, List.of(), cause);
    }

    public LightWebException(
            ProblemType type, String detail, List<FieldProblem> fields, @Nullable Throwable cause) {
        this(type, detail, fields, cause, null);
    }

    private LightWebException(
            ProblemType type,
            String detail,
            List<FieldProblem> fields,
            @Nullable Throwable cause,
            @Nullable ProblemReason reason) {
        super(detail, cause);
        this.type = type;
        this.fields = List.copyOf(fields);
        this.reason = reason;
    }

    /** Input of which one field breaks a rule: 422. */
    public static LightWebException invalid(String field, String rule) {
        return invalid(List.of(new FieldProblem(field, rule)));
    }

    /** Input of which some fields break a rule: 422. */
    public static LightWebException invalid(List<FieldProblem> fields) {
        String detail =
                "Nothing was changed. "
                        + String.join(
                                "; ",
                                fields.stream().map(f -> f.field() + ": " + f.rule()).toList());
        return new LightWebException(ProblemType.INVALID, detail, fields, null);
    }

    public static LightWebException notFound(String what) {
        return new LightWebException(ProblemType.NOT_FOUND, what);
    }

    public static LightWebException forbidden(String why) {
        return new LightWebException(ProblemType.FORBIDDEN, why);
    }

    public static LightWebException conflict(String why) {
        return new LightWebException(ProblemType.CONFLICT, why);
    }

    /**
     * The same with a reason that pages have words for.
     *
     * @param key as in {@link ProblemReason}
     * @param arguments what stands in its text
     */
    public LightWebException because(String key, Object... arguments) {
        LightWebException same =
                new LightWebException(
                        type,
                        detail(),
                        fields,
                        getCause(),
                        new ProblemReason(key, List.of(arguments)));
        same.setStackTrace(getStackTrace());
        return same;
    }

    public ProblemType type() {
        return type;
    }

    /** The detail: never null, fit to be shown. */
    public String detail() {
        String message = getMessage();
        return message == null ? type.title() : message;
    }

    public List<FieldProblem> fields() {
        return fields;
    }

    /** Why, for pages; empty where the type says enough. */
    public Optional<ProblemReason> reason() {
        return Optional.ofNullable(reason);
    }
}
