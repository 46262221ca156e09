// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.tour;

import static org.tuttlenetwork.lightweb.tour.World.object;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.tuttlenetwork.lightweb.cli.HostClient;
import org.tuttlenetwork.lightweb.cli.Refusal;
import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.io.IOException;
import java.util.List;

/**
 * What the demo's people have done before a newcomer looks: two islands with members, and services.
 * Over the public interface, like everything else; doing it again changes nothing.
 */
final class Beginning {
    private static final int CONFLICT = 409;

    private final World world;

    Beginning(World world) {
        this.world = world;
    }

    void make() throws IOException, InterruptedException, Refusal {
        island(
                Persona.OLIVIA,
                "lighthouse",
                "Lighthouse",
                List.of(Persona.MIA, Persona.MALIK, Persona.MONA));
        island(
                Persona.OMAR,
                "harbour",
                "Harbour",
                List.of(Persona.MILAN, Persona.MAYA, Persona.MAX, Persona.MIA));
        place("com.nextcloud.server", "files", "lighthouse");
        place("org.vaultwarden.server", "passwords", "harbour");
        place("org.matrix.synapse", "chat", "");
    }

    private void island(Persona owner, String slug, String name, List<Persona> members)
            throws IOException, InterruptedException, Refusal {
        HostClient host = world.as(owner);
        once(host, "/api/v1/islands", object().put("slug", slug).put("name", name));
        for (Persona member : members) {
            once(
                    host,
                    "/api/v1/islands/" + slug + "/members",
                    object().put("login", member.email()));
        }
    }

    private void place(String type, String name, String island)
            throws IOException, InterruptedException, Refusal {
        ObjectNode instance =
                object().put("type", type).put("name", name).put("peer", "core-services");
        if (!island.isEmpty()) {
            instance.put("island", island);
        }
        once(world.as(Persona.ADA), "/api/v1/services/instances", instance);
    }

    private static void once(HostClient host, String path, ObjectNode body)
            throws IOException, InterruptedException, Refusal {
        try {
            host.post(path, body);
        } catch (Refusal e) {
            if (e.status() != CONFLICT) {
                throw e;
            }
        }
    }
}
