// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.identity.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.identity.IdentityRoom;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where Zitadel asks for claims before it makes a token (functions {@code preaccesstoken} and
 * {@code preuserinfo}, contract §3.3): a flat {@code groups} for who uses NetBird's own JWT sync.
 * The claim is there without roles too: NetBird takes the last group away only where it sees an
 * empty list. It is no better than the token: what is taken away is gone at the next login.
 */
@Path("hooks/zitadel/claims")
@Component(service = Resource.class)
@Produces(MediaType.APPLICATION_JSON)
public final class ZitadelClaims implements Resource {
    private static final JsonMapper JSON = new JsonMapper();

    /** What names begin with: none of ours in NetBird does. */
    private static final String PREFIX = "zitadel:";

    private final IdentityRoom identity;
    private final Directory directory;

    @Activate
    public ZitadelClaims(@Reference IdentityRoom identity, @Reference Directory directory) {
        this.identity = identity;
        this.directory = directory;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    /** By the local view alone, so that no login waits for a call of ours to Zitadel. */
    @POST
    @PermitAll
    public Answer claims(
            @HeaderParam("ZITADEL-Signature") @Nullable String signature, byte[] body) {
        identity.claims().require(signature, body);
        List<String> groups =
                directory.roles(user(body)).stream()
                        .flatMap(role -> role.island().stream())
                        .map(part -> PREFIX + part.slug() + ":" + part.role())
                        .sorted()
                        .toList();
        return new Answer(List.of(new Claim("groups", groups)));
    }

    private static UserId user(byte[] body) {
        try {
            JsonNode told = JSON.readTree(body);
            String id =
                    told.path("user").path("id").asText(told.path("userinfo").path("sub").asText());
            return Optional.of(id)
                    .flatMap(UserId::parse)
                    .orElseThrow(() -> LightWebException.invalid("user.id", "is required"));
        } catch (IOException e) {
            throw new LightWebException(ProblemType.MALFORMED, "The body is no JSON.", e);
        }
    }

    /**
     * What Zitadel adds to the token.
     *
     * @param appendClaims in Zitadel's words
     */
    public record Answer(@JsonProperty("append_claims") List<Claim> appendClaims) {
        public Answer {
            appendClaims = List.copyOf(appendClaims);
        }
    }

    /**
     * One claim.
     *
     * @param key its name
     * @param value in order
     */
    public record Claim(String key, List<String> value) {
        public Claim {
            value = List.copyOf(value);
        }
    }
}
