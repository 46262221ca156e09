// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.demo.zitadel.oidc;

import org.tuttlenetwork.lightweb.demo.world.Persona;
import org.tuttlenetwork.lightweb.demo.zitadel.http.Call;
import org.tuttlenetwork.lightweb.demo.zitadel.store.User;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The pages that a person sees, in one language. Plain forms; no script. */
final class Pages {
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#1d2433;--paper:#fbfaf7;--card:#fff;--line:#c9c6bd;--blue:#1f4f8f}
            @media (prefers-color-scheme:dark){:root{--ink:#ecebe6;--paper:#15181f;--card:#1e232d;--line:#495164;--blue:#9cc3ff}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);font:1.05rem/1.5 system-ui,sans-serif}
            main{max-width:34rem;margin:0 auto;padding:2rem 1rem}
            h1{font-size:1.6rem;margin:0 0 .5rem}
            ul{list-style:none;margin:1.5rem 0;padding:0;display:grid;gap:.6rem}
            button,input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem 1rem;min-height:3rem}
            button{cursor:pointer}
            li button{width:100%;text-align:left;display:flex;justify-content:space-between;gap:1rem;align-items:baseline}
            button:hover{border-color:var(--blue)}
            :focus-visible{outline:3px solid var(--blue);outline-offset:2px}
            small{opacity:.85}
            .problem{border-left:.3rem solid #b3261e;padding:.4rem .8rem}
            label{display:block;margin:1rem 0 .3rem}
            input{letter-spacing:.15em;text-transform:uppercase}
            """;
    private static final String POLICY =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(TokenIssuer.digest("SHA-256", STYLE))
                    + "'";

    private final String language;
    private final ResourceBundle texts;

    private Pages(String language) {
        this.language = language;
        this.texts =
                ResourceBundle.getBundle(
                        Pages.class.getPackageName() + ".pages",
                        language.equals("fr") ? Locale.FRENCH : Locale.ROOT,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static Pages of(Call call) {
        return new Pages(call.language());
    }

    static void answer(Call call, int status, String page) throws IOException {
        call.responseHeader("Cache-Control", "no-store");
        call.responseHeader("Content-Security-Policy", POLICY);
        call.responseHeader("X-Content-Type-Options", "nosniff");
        call.responseHeader("Referrer-Policy", "no-referrer");
        call.responseHeader("Content-Language", call.language());
        call.answer(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    String login(String authRequest, List<User> people, String problem) {
        String form =
                "<p>"
                        + text("login.lead")
                        + "</p>"
                        + problem(problem)
                        + form("/login", "authRequest", authRequest, people, "login.cancel");
        return page("login.title", form);
    }

    String approve(String userCode, List<User> people, String problem) {
        String form =
                "<p>"
                        + text("approve.lead")
                        + " <strong>"
                        + escape(userCode)
                        + "</strong></p>"
                        + problem(problem)
                        + form("/device", "user_code", userCode, people, "approve.cancel");
        return page("approve.title", form);
    }

    String askUserCode(boolean wrong) {
        String form =
                problem(wrong ? "code" : "")
                        + "<form method=\"get\" action=\"/device\"><label for=\"user_code\">"
                        + text("code.label")
                        + "</label><input id=\"user_code\" name=\"user_code\" required"
                        + " autocomplete=\"off\" spellcheck=\"false\" maxlength=\"20\">"
                        + " <button>"
                        + text("code.go")
                        + "</button></form>";
        return page("approve.title", form);
    }

    String notice(String name) {
        return page("notice." + name + ".title", "<p>" + text("notice." + name + ".text") + "</p>");
    }

    private String problem(String name) {
        return name.isEmpty()
                ? ""
                : "<p class=\"problem\" role=\"alert\">" + text("problem." + name) + "</p>";
    }

    private String form(
            String action, String field, String value, List<User> people, String cancelKey) {
        StringBuilder html = new StringBuilder();
        html.append("<form method=\"post\" action=\"").append(action).append("\">");
        html.append("<input type=\"hidden\" name=\"").append(field);
        html.append("\" value=\"").append(escape(value)).append("\"><ul>");
        for (User user : people) {
            html.append("<li><button name=\"user\" value=\"").append(escape(user.id()));
            html.append("\"><span>").append(escape(user.displayName()));
            html.append("</span> <small>").append(part(user)).append("</small></button></li>");
        }
        html.append("</ul><button name=\"cancel\" value=\"1\">").append(text(cancelKey));
        return html.append("</button></form>").toString();
    }

    private String part(User user) {
        return text(
                "part."
                        + Persona.byUserId(user.id())
                                .map(persona -> persona.part().name().toLowerCase(Locale.ROOT))
                                .orElse("other"));
    }

    private String page(String titleKey, String body) {
        return "<!doctype html><html lang=\""
                + language
                + "\"><head><meta charset=\"utf-8\"><title>"
                + text(titleKey)
                + "</title><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<style>"
                + STYLE
                + "</style></head><body><main><h1>"
                + text(titleKey)
                + "</h1>"
                + body
                + "<p><small>"
                + text("standin")
                + "</small></p></main></body></html>";
    }

    private String text(String key) {
        return escape(texts.getString(key));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
