// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.persistence.unit;

import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/**
 * Gives a unit's sessions. A unit with entities is built at once, so that wrong ones show when its
 * bundle starts; one without when somebody asks, as it would cost every start its time and most
 * never do.
 */
public final class UnitFactory implements AutoCloseable {
    private final Supplier<HibernateUnit> building;
    private @Nullable HibernateUnit built;
    private boolean closed;

    private UnitFactory(Supplier<HibernateUnit> building) {
        this.building = building;
    }

    /**
     * @param unit whose
     * @param entities the unit's entities
     * @param loader the class loader of the bundle that they are in
     */
    public static UnitFactory build(UnitName unit, List<Class<?>> entities, ClassLoader loader) {
        UnitFactory factory = new UnitFactory(() -> HibernateUnit.build(unit, entities, loader));
        if (!entities.isEmpty()) {
            factory.sessions();
        }
        return factory;
    }

    /**
     * @throws IllegalStateException if it is closed
     */
    synchronized SessionFactory sessions() {
        if (closed) {
            throw new IllegalStateException("The unit is closed: its bundle has stopped");
        }
        if (built == null) {
            built = building.get();
        }
        return built.sessions();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (built != null) {
            built.close();
        }
    }
}
