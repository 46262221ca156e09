// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.pools.pages;

import gg.jte.generated.precompiled.pools.JteweatherGenerated;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.tuttlenetwork.lightweb.api.portal.Messages;
import org.tuttlenetwork.lightweb.api.portal.Page;
import org.tuttlenetwork.lightweb.api.portal.Viewer;
import org.tuttlenetwork.lightweb.api.vpn.PoolId;
import org.tuttlenetwork.lightweb.api.web.Resource;
import org.tuttlenetwork.lightweb.api.web.Surface;
import org.tuttlenetwork.lightweb.pools.Assessment;
import org.tuttlenetwork.lightweb.pools.Weather;

import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All assessed countries with their climate and the pools that may have nodes there. */
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
    public Page all(@Context Viewer viewer) {
        Messages messages = Messages.of(WeatherPages.class, viewer.locale());
        Comparator<Row> byName =
                Comparator.comparing(Row::country, Collator.getInstance(viewer.locale()));
        List<Row> rows =
                weather.all().stream()
                        .map(country -> row(country, messages))
                        .sorted(byName)
                        .toList();
        StringOutput output = new StringOutput();
        JteweatherGenerated.render(new OwaspHtmlTemplateOutput(output), null, messages, rows);
        return new Page(messages.text("label"), WeatherSection.ID, output.toString());
    }

    private static Row row(Assessment assessment, Messages messages) {
        String pools =
                assessment.admits().stream()
                        .sorted(Comparator.comparing(PoolId::ordinal))
                        .map(pool -> messages.text("pool." + key(pool.name())))
                        .collect(Collectors.joining(", "));
        return new Row(
                assessment.jurisdiction().name(messages.locale()),
                messages.text("climate." + key(assessment.climate().name())),
                pools.isEmpty() ? messages.text("none") : pools,
                assessment.axes().privacy(),
                assessment.axes().censorship(),
                assessment.inputs().provenance().uncited().size());
    }

    private static String key(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }

    /**
     * A country.
     *
     * @param privacy 0 to 100, more is better
     * @param censorship 0 to 100, less is better
     * @param uncited how many of its judgements no source stands for
     */
    public record Row(
            String country,
            String climate,
            String pools,
            int privacy,
            int censorship,
            int uncited) {}
}
