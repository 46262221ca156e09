// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.netbird;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** netbird.md §2.9, one test a corner. */
class ZoneCornersIT {
    private NetbirdStandIn standIn;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        standIn = NetbirdStandIn.start(NetbirdOptions.ephemeral());
        client = new Client(standIn);
    }

    @AfterEach
    void close() {
        client.close();
        standIn.close();
    }

    static String zone(String domain, String group) {
        return "{'name':'z','domain':'"
                + domain
                + "','enable_search_domain':false,'distribution_groups':['"
                + group
                + "']}";
    }

    static String entry(String name, String type, String content) {
        return "{'name':'" + name + "','type':'" + type + "','content':'" + content + "','ttl':60}";
    }

    @Test
    void isEnabledUnlessToldOtherwise() throws Exception {
        var made = client.post("/api/dns/zones", zone("a.test", standIn.groupId("core"))).json();
        assertThat(made.path("enabled").asBoolean()).isTrue();
        assertThat(made.path("records")).isEmpty();
    }

    @Test
    void refusesWhatTheServerRefuses() throws Exception {
        String core = standIn.groupId("core");
        client.post("/api/dns/zones", zone("a.test", core));
        assertThat(client.post("/api/dns/zones", zone("a.test", core)).status()).isEqualTo(409);
        assertThat(client.post("/api/dns/zones", zone("*.b.test", core)).status()).isEqualTo(422);
        assertThat(client.post("/api/dns/zones", zone("b.test", "x")).status()).isEqualTo(422);
        assertThat(client.post("/api/dns/zones", zone("netbird.selfhosted", core)).status())
                .isEqualTo(422);
        String none = zone("b.test", core).replace("['" + core + "']", "[]");
        assertThat(client.post("/api/dns/zones", none).status()).isEqualTo(422);
    }

    @Test
    void keepsItsDomainAndItsRecordsWhenReplaced() throws Exception {
        String core = standIn.groupId("core");
        String path = "/api/dns/zones/" + client.post("/api/dns/zones", zone("a.test", core)).id();
        client.post(path + "/records", entry("x.a.test", "A", "100.64.0.1"));
        assertThat(client.put(path, zone("b.test", core)).status()).isEqualTo(422);
        assertThat(client.put(path, zone("a.test", core)).json().path("records")).hasSize(1);
    }

    @Test
    void checksRecords() throws Exception {
        String core = standIn.groupId("core");
        String path = "/api/dns/zones/" + client.post("/api/dns/zones", zone("a.test", core)).id();
        String records = path + "/records";
        assertThat(client.post(records, entry("*.a.test", "A", "100.64.0.1")).status())
                .isEqualTo(200);
        assertThat(client.post(records, entry("a.test", "AAAA", "fd00::1")).status())
                .isEqualTo(200);
        assertThat(client.post(records, entry("*.a.test", "A", "100.64.0.1")).status())
                .isEqualTo(409);
        assertThat(client.post(records, entry("*.a.test", "CNAME", "b.test")).status())
                .isEqualTo(422);
        assertThat(client.post(records, entry("x.b.test", "A", "100.64.0.1")).status())
                .isEqualTo(422);
        assertThat(client.post(records, entry("x.a.test", "A", "fd00::1")).status()).isEqualTo(422);
        assertThat(client.post(records, entry("x.a.test", "MX", "b.test")).status()).isEqualTo(422);
    }

    @Test
    void replacesAndDeletesRecords() throws Exception {
        String core = standIn.groupId("core");
        String path = "/api/dns/zones/" + client.post("/api/dns/zones", zone("a.test", core)).id();
        String one =
                path
                        + "/records/"
                        + client.post(path + "/records", entry("x.a.test", "A", "100.64.0.1")).id();
        assertThat(client.put(one, entry("x.a.test", "A", "100.64.0.2")).status()).isEqualTo(200);
        assertThat(client.get(one).json().path("content").asText()).isEqualTo("100.64.0.2");
        assertThat(client.delete(one).text()).isEqualTo("{}");
        assertThat(client.get(one).status()).isEqualTo(404);
        assertThat(client.delete(path).text()).isEqualTo("{}");
        assertThat(client.get(path).status()).isEqualTo(404);
    }
}
