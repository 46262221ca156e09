// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate authority with its key.
 *
 * @param certificate its certificate
 * @param key its private key
 */
record Authority(X509Certificate certificate, PrivateKey key) {}
