// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a resource method answers, for the OpenAPI document, where its return type does not say it
 * ({@code Response}) or the status is not 200.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {
    /** The status on success: 200 to 299. */
    int status() default 200;

    /** The type of the body; {@link Void} where the method's return type says it, or for none. */
    Class<?> value() default Void.class;
}
