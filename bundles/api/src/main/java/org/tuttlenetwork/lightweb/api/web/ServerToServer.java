// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.api.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource method on {@link Surface#PAGES} that another server calls, not a browser: the
 * same-origin check of state-changing requests is left out and no session is looked up. The method
 * must be {@code @PermitAll} and authenticate the caller by itself, for example by a signature over
 * the raw body.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ServerToServer {}
