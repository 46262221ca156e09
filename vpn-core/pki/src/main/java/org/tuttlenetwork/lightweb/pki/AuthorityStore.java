// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pki;

import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.data.Transaction;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Keeps authorities in PostgreSQL, their keys encrypted. */
final class AuthorityStore {
    private final MasterKey masterKey;

    AuthorityStore(MasterKey masterKey) {
        this.masterKey = masterKey;
    }

    /** Lets one host at a time make authorities, until the transaction ends. */
    void lock(Transaction transaction) {
        try (PreparedStatement statement =
                transaction
                        .connection()
                        .prepareStatement(
                                "select pg_advisory_xact_lock(hashtext('lightweb.pki'))")) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("The authorities could not be locked", e);
        }
    }

    Optional<Authority> find(Transaction transaction, String name) {
        String sql = "select certificate, encrypted_key from authority where name = ?";
        try (PreparedStatement select = transaction.connection().prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(read(name, rows.getBytes(1), rows.getBytes(2)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The authority " + name + " could not be read", e);
        }
    }

    void keep(Transaction transaction, String name, Authority authority, Instant now) {
        String sql =
                "insert into authority (name, certificate, encrypted_key, made_at) values (?, ?, ?,"
                        + " ?)";
        try (PreparedStatement insert = transaction.connection().prepareStatement(sql)) {
            insert.setString(1, name);
            insert.setBytes(2, authority.certificate().getEncoded());
            insert.setBytes(3, masterKey.encrypt(authority.key().getEncoded(), purpose(name)));
            insert.setTimestamp(4, Timestamp.from(now));
            insert.executeUpdate();
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException("The authority " + name + " could not be kept", e);
        }
    }

    private Authority read(String name, byte[] certificate, byte[] encryptedKey) {
        byte[] key = masterKey.decrypt(encryptedKey, purpose(name));
        try {
            return new Authority(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(certificate)),
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The authority " + name + " is damaged", e);
        }
    }

    private static String purpose(String name) {
        return "pki.authority." + name;
    }
}
