// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench.report;

import org.tuttlenetwork.lightweb.bench.report.Plot.Line;
import org.tuttlenetwork.lightweb.bench.report.Plot.Point;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A plot as a picture that follows the reader's light or dark. */
final class Svg {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 420;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 40;
    private static final int BOTTOM = 116;
    private static final int LEGEND = 18;

    private static final String STYLE =
            """
            <style>
            svg { font: 13px system-ui, sans-serif; background: #fff }
            text { fill: #222 } .grid { stroke: #ddd }
            .l0 { stroke: #0b62b8; fill: #0b62b8 } .l1 { stroke: #b3411b; fill: #b3411b }
            .l2 { stroke: #1d7a3d; fill: #1d7a3d } .l3 { stroke: #7a3d9b; fill: #7a3d9b }
            polyline { fill: none !important; stroke-width: 2 }
            @media (prefers-color-scheme: dark) {
            svg { background: #14171a } text { fill: #e6e6e6 } .grid { stroke: #3a3f45 }
            .l0 { stroke: #6cb2ff; fill: #6cb2ff } .l1 { stroke: #ff9c73; fill: #ff9c73 }
            .l2 { stroke: #6fd492; fill: #6fd492 } .l3 { stroke: #d29bf0; fill: #d29bf0 }
            }
            </style>
            """;

    private final Plot plot;
    private final Axis across;
    private final Axis up;
    private final StringBuilder out = new StringBuilder();

    private Svg(Plot plot) {
        this.plot = plot;
        this.across = Axis.of(plot, Point::across);
        this.up = Axis.of(plot, Point::up);
    }

    static String of(Plot plot) {
        return new Svg(plot).draw();
    }

    private String draw() {
        out.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(WIDTH, HEIGHT, escaped(plot.title())));
        out.append("<!-- Written by ./lightweb bench; do not edit. -->\n").append(STYLE);
        text(LEFT, TOP - 16, "start", plot.title());
        grid();
        for (int i = 0; i < plot.lines().size(); i++) {
            line(i, plot.lines().get(i));
        }
        return out.append("</svg>\n").toString();
    }

    private void grid() {
        double bottom = y(up.least());
        for (double at = across.least(); at <= across.most() * 1.001; at *= 10) {
            stroke(x(at), TOP, x(at), bottom);
            text(x(at), bottom + 18, "middle", number(at));
        }
        for (double at = up.least(); at <= up.most() * 1.001; at *= 10) {
            stroke(LEFT, y(at), WIDTH - RIGHT, y(at));
            text(LEFT - 8, y(at) + 4, "end", number(at));
        }
        text((LEFT + WIDTH - RIGHT) / 2.0, bottom + 36, "middle", plot.across());
    }

    private void line(int index, Line line) {
        String points =
                line.points().stream()
                        .map(point -> format(x(point.across())) + "," + format(y(point.up())))
                        .collect(Collectors.joining(" "));
        out.append("<polyline class=\"l%d\" points=\"%s\"/>\n".formatted(index, points));
        for (Point point : line.points()) {
            circle(index, x(point.across()), y(point.up()));
            text(x(point.across()), y(point.up()) - 8, "middle", number(point.up()));
        }
        double at = HEIGHT - BOTTOM + 56 + index * LEGEND;
        circle(index, LEFT, at - 4);
        text(LEFT + 12, at, "start", line.name());
    }

    private void circle(int index, double x, double y) {
        out.append(
                "<circle class=\"l%d\" cx=\"%s\" cy=\"%s\" r=\"3\"/>\n"
                        .formatted(index, format(x), format(y)));
    }

    private void stroke(double x1, double y1, double x2, double y2) {
        out.append(
                "<line class=\"grid\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
                        .formatted(format(x1), format(y1), format(x2), format(y2)));
    }

    private void text(double x, double y, String anchor, String text) {
        out.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                        .formatted(format(x), format(y), anchor, escaped(text)));
    }

    private double x(double value) {
        return LEFT + across.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        return value >= 1 && value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : Tables.number(value);
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** From one power of ten to another, and at least one step. */
    private record Axis(double least, double most) {
        static Axis of(Plot plot, ToDoubleFunction<Point> which) {
            List<Double> values =
                    plot.lines().stream()
                            .flatMap(line -> line.points().stream())
                            .map(which::applyAsDouble)
                            .toList();
            double least = values.stream().min(Double::compare).orElseThrow();
            double most = values.stream().max(Double::compare).orElseThrow();
            double from = Math.floor(Math.log10(least));
            double to = Math.max(from + 1, Math.ceil(Math.log10(most)));
            return new Axis(Math.pow(10, from), Math.pow(10, to));
        }

        double share(double value) {
            return Math.log10(value / least) / Math.log10(most / least);
        }
    }
}
