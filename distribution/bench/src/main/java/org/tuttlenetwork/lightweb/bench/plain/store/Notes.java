// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.plain.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

import java.util.List;

/** A table of notes, through Hibernate. */
public final class Notes implements AutoCloseable {
    private final HikariDataSource pool;
    private final SessionFactory sessions;

    private Notes(HikariDataSource pool, SessionFactory sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    /** Makes the table where it is not there, and one note in it. */
    public static Notes open(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        HikariDataSource pool = new HikariDataSource(config);
        Configuration configuration = new Configuration();
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        configuration.setProperty("hibernate.hbm2ddl.auto", "update");
        configuration.addAnnotatedClass(Note.class);
        Notes notes = new Notes(pool, configuration.buildSessionFactory());
        if (notes.all().isEmpty()) {
            notes.sessions.inTransaction(session -> session.persist(new Note("first")));
        }
        return notes;
    }

    /** A note for the outside. */
    public record View(long id, String text) {}

    public List<View> all() {
        return sessions.fromTransaction(
                session ->
                        session.createQuery("from Note", Note.class).list().stream()
                                .map(note -> new View(note.id(), note.text()))
                                .toList());
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
