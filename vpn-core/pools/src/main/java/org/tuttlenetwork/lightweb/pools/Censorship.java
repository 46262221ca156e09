// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

/** A country's censorship, 0 to 100, higher is worse, and where the value comes from. */
public sealed interface Censorship {
    /** 0 to 100, before rounding. */
    BigDecimal value();

    /**
     * 100 less the score of Freedom on the Net.
     *
     * @param value 0 to 100
     */
    record Measured(BigDecimal value) implements Censorship {
        public Measured {
            Points.require("censorship", value, 100);
        }
    }

    /**
     * The country is not covered by Freedom on the Net: see {@link CensorshipImputation}.
     *
     * @param value 0 to 100
     */
    record Imputed(BigDecimal value) implements Censorship {
        public Imputed {
            Points.require("censorship", value, 100);
        }
    }

    /**
     * The operator's own assessment.
     *
     * @param value 0 to 100
     * @param citations what it rests on; none means that it is shown as uncited
     */
    record Assessed(BigDecimal value, List<URI> citations) implements Censorship {
        public Assessed {
            Points.require("censorship", value, 100);
            citations = List.copyOf(citations);
        }
    }
}
