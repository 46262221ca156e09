// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import gg.jte.generated.precompiled.weather.JtecountryGenerated;
import gg.jte.generated.precompiled.weather.JteoverviewGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.problem.LightWebException;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Weather;
import org.tuttlenetwork.lightweb.pools.signing.DocumentType;
import org.tuttlenetwork.lightweb.pools.store.DocumentStore.Signed;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the law of each country means for the network, for people. */
@Component(service = Resource.class)
@Path("weather")
@Produces(MediaType.TEXT_HTML)
public final class WeatherPages implements Resource {
    private final Weather weather;

    @Activate
    public WeatherPages(@Reference Weather weather) {
        this.weather = weather;
    }

    @Override
    public Surface surface() {
        return Surface.PAGES;
    }

    @GET
    public Page overview(@Context Viewer viewer) {
        long version = weather.document(DocumentType.POOLS.id()).map(Signed::version).orElse(0L);
        return overview(weather.all(), version, viewer.locale(), viewer.isAdministrator());
    }

    @GET
    @Path("{code}")
    public Page country(@PathParam("code") String code, @Context Viewer viewer) {
        Assessment assessment =
                Weather.code(code)
                        .flatMap(weather::find)
                        .orElseThrow(
                                () ->
                                        LightWebException.notFound(
                                                "The law of this country is not assessed."));
        return country(assessment, viewer.locale());
    }

    static Page overview(
            List<Assessment> assessments, long version, Locale locale, boolean administrator) {
        WeatherWords words = WeatherWords.in(locale);
        Collator collator = Collator.getInstance(locale);
        List<Assessment> byName =
                assessments.stream()
                        .sorted(Comparator.comparing(words::country, collator::compare))
                        .toList();
        StringOutput output = new StringOutput();
        JteoverviewGenerated.render(
                new OwaspHtmlTemplateOutput(output), null, words, byName, version, administrator);
        return new Page(words.text("weather.label"), WeatherSection.ID, output.toString());
    }

    static Page country(Assessment assessment, Locale locale) {
        WeatherWords words = WeatherWords.in(locale);
        StringOutput output = new StringOutput();
        JtecountryGenerated.render(new OwaspHtmlTemplateOutput(output), null, words, assessment);
        return new Page(words.country(assessment), WeatherSection.ID, output.toString());
    }
}
