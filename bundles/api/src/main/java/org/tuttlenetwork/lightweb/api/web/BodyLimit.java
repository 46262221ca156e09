// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest request body that a resource method takes, where the usual 1 MiB is not enough. A
 * larger one gets 413. The time in which an answer must begin counts from the end of such a body: a
 * slow network is no fault of the sender.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {
    /** In bytes: 1 to 256 MiB. */
    int value();
}
