// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.portal;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.data.MasterKey;
import org.tuttlenetwork.lightweb.api.identity.Directory;
import org.tuttlenetwork.lightweb.api.identity.Person;
import org.tuttlenetwork.lightweb.api.identity.UserId;
import org.tuttlenetwork.lightweb.api.portal.PageResource;
import org.tuttlenetwork.lightweb.api.portal.Preferences;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.problem.ProblemType;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.portal.SealedLogins.Attempt;
import org.tuttlenetwork.lightweb.portal.oidc.OidcLogin;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Login and logout. No token ever reaches the browser, which holds one HttpOnly cookie. */
@Component(
        service = Resource.class,
        configurationPid = "lightweb.portal",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Path("/")
@PermitAll
public final class LoginResource implements PageResource {
    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    private final PortalSessions sessions;
    private final SealedLogins logins;
    private final Directory directory;
    private final OidcLogin oidc;
    private final boolean https;

    @Activate
    public LoginResource(
            BundleContext context,
            PortalConfig config,
            @Reference PortalSessions sessions,
            @Reference Directory directory) {
        this(
                PortalSettings.of(config),
                MasterKey.at(
                        java.nio.file.Path.of(context.getProperty("lightweb.data"))
                                .resolve("master.key")),
                sessions,
                directory,
                Clock.systemUTC());
    }

    LoginResource(
            PortalSettings settings,
            MasterKey key,
            PortalSessions sessions,
            Directory directory,
            Clock clock) {
        this.sessions = sessions;
        this.directory = directory;
        this.logins = new SealedLogins(key, clock);
        this.https = settings.isHttps();
        this.oidc = new OidcLogin(settings.issuer(), settings.clientId(), clock);
    }

    @Deactivate
    void close() {
        oidc.close();
    }

    @GET
    @Path("login")
    public Response begin(
            @QueryParam("to") @DefaultValue("/") String to, @Context UriInfo address) {
        String state = Tokens.random();
        Attempt attempt = new Attempt(Tokens.random(), Tokens.random(), ownPath(to));
        URI authorize =
                oidc.authorize(
                        state,
                        attempt.nonce(),
                        Tokens.challenge(attempt.verifier()),
                        back(address));
        return Response.seeOther(authorize)
                .cookie(
                        cookie(
                                loginCookie(),
                                logins.seal(state, attempt),
                                Math.toIntExact(SealedLogins.PATIENCE.toSeconds())))
                .build();
    }

    /** The same where the way back is nobody's business: it stands in no address. */
    @POST
    @Path("login")
    public Response beginFrom(
            @FormParam("to") @DefaultValue("/") String to, @Context UriInfo address) {
        return begin(to, address);
    }

    /** On the listener that the browser came by, as the configuration names it. */
    private static URI back(UriInfo address) {
        return address.getBaseUri().resolve("/login/callback");
    }

    @GET
    @Path("login/callback")
    public Response finish(
            @QueryParam("code") @Nullable String code,
            @QueryParam("state") @Nullable String state,
            @QueryParam("error") @Nullable String error,
            @Context ContainerRequestContext request) {
        URI back = back(request.getUriInfo());
        Cookie browser = request.getCookies().get(loginCookie());
        if (error != null || code == null || state == null) {
            throw refused("The login server did not let you in.", "login-refused");
        }
        Attempt attempt =
                Optional.ofNullable(browser)
                        .flatMap(cookie -> logins.open(cookie.getValue(), state))
                        .orElseThrow(
                                () ->
                                        refused(
                                                "This login was finished before, was begun in"
                                                        + " another browser, or took longer than"
                                                        + " ten minutes.",
                                                "login-elsewhere"));
        OidcLogin.LoggedIn who = oidc.finish(code, attempt.verifier(), attempt.nonce(), back);
        UserId user = new UserId(who.subject());
        Person person =
                directory
                        .findById(user)
                        .filter(Person::active)
                        .orElseThrow(
                                () ->
                                        refused(
                                                "This account is locked or not known.",
                                                "account-locked"));
        String session = sessions.open(user, person.displayName());
        return Response.seeOther(URI.create(attempt.destination()))
                .cookie(
                        cookie(
                                sessions.cookieName(https),
                                session,
                                Math.toIntExact(sessions.validity().toSeconds())))
                .cookie(cookie(loginCookie(), "", 0))
                .build();
    }

    @POST
    @Path("logout")
    public Response logout(@Context ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(sessions.cookieName(https));
        if (cookie != null) {
            sessions.end(cookie.getValue());
        }
        return Response.seeOther(URI.create("/welcome"))
                .cookie(cookie(sessions.cookieName(https), "", 0))
                .build();
    }

    /** Of this one login; bound to this host where https allows it. */
    private String loginCookie() {
        return https ? "__Host-lightweb-login" : "lightweb-login";
    }

    @POST
    @Path("preferences")
    public Response prefer(
            @FormParam("language") @Nullable String language,
            @FormParam("appearance") @Nullable String appearance,
            @FormParam("to") @DefaultValue("/") String to,
            @Context ContainerRequestContext request) {
        if (language != null && Preferences.language(language).isEmpty()) {
            throw LightWebException.invalid("language", "en or fr");
        }
        if (appearance != null && Preferences.appearance(appearance).isEmpty()) {
            throw LightWebException.invalid("appearance", "device, light or dark");
        }
        Response.ResponseBuilder answer = Response.seeOther(URI.create(ownPath(to)));
        if (language != null) {
            Cookie session = request.getCookies().get(sessions.cookieName(https));
            if (session != null) {
                sessions.setLanguage(session.getValue(), language);
            }
            answer.cookie(
                    cookie(Preferences.cookieName("language", https), language, YEAR_SECONDS));
        }
        if (appearance != null) {
            answer.cookie(
                    cookie(Preferences.cookieName("appearance", https), appearance, YEAR_SECONDS));
        }
        return answer.build();
    }

    /**
     * A path of this host, never another's: whoever sends a link with {@code to} must not send
     * people away.
     */
    static String ownPath(String to) {
        boolean own =
                to.startsWith("/")
                        && !to.startsWith("//")
                        && !to.contains("\\")
                        && to.length() <= 500
                        && to.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
        try {
            return own && URI.create(to).getHost() == null ? to : "/";
        } catch (IllegalArgumentException _) {
            return "/";
        }
    }

    private NewCookie cookie(String name, String value, int seconds) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge(seconds)
                .build();
    }

    private static LightWebException refused(String why, String reason) {
        return new LightWebException(
                        ProblemType.FORBIDDEN,
                        why + " You are not logged in. Go back to the first page and log in again.")
                .because(reason);
    }
}
