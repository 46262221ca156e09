// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Load from a process of its own: wrk, one thread, sixteen kept connections. */
final class Wrk {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern TAIL = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern WRONG =
            Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)|Socket errors: (.*)");

    private Wrk() {}

    /**
     * What a burst of load met.
     *
     * @param perSecond answers a second
     * @param p99Millis the time that 99 of 100 answers did not exceed
     */
    record Result(double perSecond, double p99Millis) {}

    static Result run(String url, int seconds, Map<String, String> headers)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("wrk", "-t1", "-c16", "-d" + seconds + "s", "--latency"));
        headers.forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.add(url);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("wrk ended with " + code + ": " + said);
        }
        return parse(said);
    }

    /**
     * @throws IOException if an answer was an error, or this is not what wrk says
     */
    static Result parse(String said) throws IOException {
        Matcher wrong = WRONG.matcher(said);
        if (wrong.find()) {
            throw new IOException("not every answer was good: " + wrong.group());
        }
        Matcher rate = RATE.matcher(said);
        Matcher tail = TAIL.matcher(said);
        if (!rate.find() || !tail.find()) {
            throw new IOException("wrk says something else: " + said);
        }
        double factor =
                switch (tail.group(2).toLowerCase(Locale.ROOT)) {
                    case "us" -> 0.001;
                    case "ms" -> 1;
                    default -> 1000;
                };
        return new Result(
                Double.parseDouble(rate.group(1)), Double.parseDouble(tail.group(1)) * factor);
    }
}
