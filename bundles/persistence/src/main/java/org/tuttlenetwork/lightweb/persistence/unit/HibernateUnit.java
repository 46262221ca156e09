// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.TcclLookupPrecedence;

import java.util.List;

/**
 * A unit's SessionFactory with the registries that must be destroyed with it. It is built without
 * the database, which may still be starting; every session gets its connection from the transaction
 * that it belongs to.
 */
final class HibernateUnit implements AutoCloseable {
    private final BootstrapServiceRegistry bootstrap;
    private final StandardServiceRegistry registry;
    private final SessionFactory sessions;

    private HibernateUnit(
            BootstrapServiceRegistry bootstrap,
            StandardServiceRegistry registry,
            SessionFactory sessions) {
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.sessions = sessions;
    }

    /**
     * @param unit whose
     * @param entities the unit's entities
     * @param loader the class loader of the bundle that they are in
     */
    static HibernateUnit build(UnitName unit, List<Class<?>> entities, ClassLoader loader) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(SessionFactory.class.getClassLoader());
        BootstrapServiceRegistryBuilder classes =
                new BootstrapServiceRegistryBuilder()
                        .applyClassLoader(
                                new UnitClassLoader(loader, SessionFactory.class.getClassLoader()));
        classes.applyTcclLookupPrecedence(TcclLookupPrecedence.NEVER);
        BootstrapServiceRegistry bootstrap = classes.build();
        StandardServiceRegistry registry =
                new StandardServiceRegistryBuilder(bootstrap)
                        .applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
                        .applySetting("jakarta.persistence.database-product-name", "PostgreSQL")
                        .applySetting("jakarta.persistence.database-major-version", 18)
                        .applySetting("hibernate.default_schema", unit.schema())
                        .applySetting("hibernate.jdbc.batch_size", 100)
                        .applySetting("hibernate.order_inserts", true)
                        .applySetting("hibernate.order_updates", true)
                        .build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            entities.forEach(sources::addAnnotatedClass);
            Metadata metadata = sources.buildMetadata();
            return new HibernateUnit(bootstrap, registry, metadata.buildSessionFactory());
        } catch (RuntimeException | LinkageError e) {
            StandardServiceRegistryBuilder.destroy(registry);
            BootstrapServiceRegistryBuilder.destroy(bootstrap);
            throw e;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    SessionFactory sessions() {
        return sessions;
    }

    @Override
    public void close() {
        sessions.close();
        StandardServiceRegistryBuilder.destroy(registry);
        BootstrapServiceRegistryBuilder.destroy(bootstrap);
    }
}
