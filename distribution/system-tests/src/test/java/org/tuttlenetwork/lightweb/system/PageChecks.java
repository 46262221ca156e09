// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.system;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;

import org.tuttlenetwork.lightweb.demo.world.Persona;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Walks through the pages of one person and measures what the portal promises of each: nothing that
 * axe finds (WCAG 2.2 AA), at most 60 kB as sent, no request to another origin, usable at 320 px,
 * in the language that was asked for. A picture of each is left in {@code target/pages}.
 */
final class PageChecks {
    private static final int MOST_BYTES = 60_000;
    private static final int NARROWEST = 320;
    private static final int HEIGHT = 760;
    private static final int MOST_OF_A_KIND = 2;
    private static final int KEYBOARD_STEPS = 3;

    /** The class or name of what has the focus; empty where it is not to be seen. */
    private static final String FOCUSED =
            """
            () => {
              const one = document.activeElement;
              const style = getComputedStyle(one);
              const box = one.getBoundingClientRect();
              const seen = style.outlineStyle !== 'none' && box.width > 0 && box.right > 0;
              return one !== document.body && seen ? one.className || one.tagName : '';
            }\
            """;

    static final List<String> STANDARDS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private final Page page;
    private final String origin;
    private final String language;
    private final int width;
    private final List<String> found = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<Request> sent = new ArrayList<>();

    PageChecks(Page page, String origin, String language, int width) {
        this.page = page;
        this.origin = origin;
        this.language = language;
        this.width = width;
        page.onRequestFinished(sent::add);
    }

    /** What is not as promised, in words. */
    List<String> found() {
        return List.copyOf(found);
    }

    /** The paths of the pages that were looked at. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    void walk(Persona who) {
        look("/welcome", who);
        Browsers.logIn(page, origin, who);
        look("/nothing-is-here", who);
        look("/", who);
        Set<String> paths = new LinkedHashSet<>(links("nav a:not([download])"));
        for (String path : List.copyOf(paths)) {
            look(path, who);
            paths.addAll(links("main a:not([download])"));
        }
        // Two of a kind are enough: there are as many countries' pages as countries.
        Map<String, Integer> kinds = new HashMap<>();
        for (String path : paths) {
            if (kinds.merge(kind(path), 1, Integer::sum) <= MOST_OF_A_KIND) {
                look(path, who);
                links("main a:not([download])").stream()
                        .filter(next -> kinds.merge(kind(next), 1, Integer::sum) <= MOST_OF_A_KIND)
                        .forEach(next -> look(next, who));
            }
        }
    }

    /** Paths that differ only in which one they are about. */
    private static String kind(String path) {
        return path.replaceFirst("^(/[^/]+)/[^/]+", "$1/*");
    }

    /** Links to pages of ours, without what follows a question mark. */
    private List<String> links(String selector) {
        List<?> targets =
                (List<?>)
                        page.locator(selector)
                                .evaluateAll("links => links.map(a => a.getAttribute('href'))");
        return targets.stream()
                .map(String::valueOf)
                .filter(target -> target.startsWith("/") && !target.startsWith("/login"))
                .map(target -> target.replaceAll("[?#].*", ""))
                .toList();
    }

    private void look(String path, Persona who) {
        if (!seen.add(path)) {
            return;
        }
        sent.clear();
        Response response = page.navigate(origin + path);
        String type = response.headerValue("content-type");
        if (type == null || !type.startsWith("text/html")) {
            return;
        }
        long bytes = 0;
        for (Request request : List.copyOf(sent)) {
            bytes += request.sizes().responseBodySize;
            if (!request.url().startsWith(origin + "/") && !request.url().startsWith("data:")) {
                complain(path, "asks another origin: " + request.url());
            }
        }
        if (bytes > MOST_BYTES) {
            complain(path, "takes " + bytes + " bytes");
        }
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            complain(path, "is not in the language that was asked for");
        }
        // Without frames its legacy mode finds the same, and opens no second page each time.
        AxeBuilder axe = new AxeBuilder(page).withTags(STANDARDS).setLegacyMode(true);
        for (Rule rule : axe.analyze().getViolations()) {
            complain(path, rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes().getFirst());
        }
        walkByKeyboard(path);
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(width > NARROWEST * 2)
                        .setPath(Path.of("target", "pages", picture(path, who))));
        page.setViewportSize(NARROWEST, HEIGHT);
        int wide = (int) page.evaluate("document.documentElement.scrollWidth");
        if (wide > NARROWEST) {
            complain(path, "is " + wide + " px wide at " + NARROWEST);
        }
        page.setViewportSize(width, HEIGHT);
    }

    /** The first step skips the navigation, and each step of the first ones is seen. */
    private void walkByKeyboard(String path) {
        if (!page.locator("[autofocus]").all().isEmpty()) {
            return;
        }
        for (int step = 0; step < KEYBOARD_STEPS; step++) {
            page.keyboard().press("Tab");
            String where = (String) page.evaluate(FOCUSED);
            boolean first = step == 0;
            if (where.isEmpty() || first != where.startsWith("skip")) {
                complain(path, "has the focus unseen or elsewhere after Tab: " + where);
            }
        }
    }

    private void complain(String path, String what) {
        found.add(URI.create(origin + path).getPath() + " " + what);
    }

    private String picture(String path, Persona who) {
        String name = path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return who.login() + "-" + language + "-" + width + name + ".png";
    }
}
