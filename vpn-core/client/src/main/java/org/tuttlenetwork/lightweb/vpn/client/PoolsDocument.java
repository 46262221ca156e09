// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.vpn.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The weather: every assessed country, and which pools may have nodes there.
 *
 * @param header its version and times
 * @param minAppVersion the oldest app that should go on
 * @param jurisdictions by ISO 3166-1 alpha-2 code
 */
public record PoolsDocument(
        Header header, String minAppVersion, Map<String, Jurisdiction> jurisdictions)
        implements Content {
    public PoolsDocument {
        jurisdictions = Map.copyOf(jurisdictions);
    }

    /**
     * A country. Labels are texts, as later versions may add some.
     *
     * @param code ISO 3166-1 alpha-2
     * @param climate FAIR, RISKY or HOSTILE
     * @param pools the pools admitted, of those that this version knows
     * @param axes scores, 0 to 100, by axis in camelCase
     * @param alliance the label to show for intelExposure
     * @param censorshipSource MEASURED, IMPUTED or ASSESSED
     * @param uncited the inputs that no source stands for yet
     * @param outlook CLEAR, WATCH or STORM
     */
    public record Jurisdiction(
            String code,
            String climate,
            Set<Pool> pools,
            Map<String, Integer> axes,
            String alliance,
            String censorshipSource,
            List<String> uncited,
            String outlook) {
        public Jurisdiction {
            pools = Set.copyOf(pools);
            axes = Map.copyOf(axes);
            uncited = List.copyOf(uncited);
        }
    }

    /**
     * Whether the law of a country admits nodes of a pool; not for a country that is not assessed.
     */
    public boolean admits(String code, Pool pool) {
        return Optional.ofNullable(jurisdictions.get(code))
                .map(jurisdiction -> jurisdiction.pools().contains(pool))
                .orElse(false);
    }

    static PoolsDocument parse(Fields fields) throws RefusedException {
        Map<String, Jurisdiction> jurisdictions = new LinkedHashMap<>();
        for (JsonNode element : fields.array("jurisdictions")) {
            Jurisdiction jurisdiction =
                    jurisdiction(new Fields(fields.at("jurisdictions[]"), element));
            if (jurisdictions.put(jurisdiction.code(), jurisdiction) != null) {
                throw Fields.malformed(fields.at("jurisdictions"), "each country once");
            }
        }
        return new PoolsDocument(fields.header(), fields.text("minAppVersion"), jurisdictions);
    }

    private static Jurisdiction jurisdiction(Fields fields) throws RefusedException {
        EnumSet<Pool> pools = EnumSet.noneOf(Pool.class);
        for (String name : fields.texts("pools")) {
            Pool.of(name).ifPresent(pools::add);
        }
        Map<String, Integer> axes = new LinkedHashMap<>();
        Fields scores = fields.object("axes");
        for (String axis : scores.names()) {
            axes.put(axis, (int) scores.integer(axis, 0, 100));
        }
        return new Jurisdiction(
                fields.text("code"),
                fields.text("climate"),
                pools,
                axes,
                fields.text("alliance"),
                fields.text("censorshipSource"),
                fields.texts("uncited"),
                fields.object("outlook").text("level"));
    }
}
