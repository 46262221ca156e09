// Copyright the LightWeb authors.
// SPDX-License-Identifier: Apache-2.0
package org.tuttlenetwork.lightweb.cli.setup;

import org.tuttlenetwork.lightweb.cli.server.ServerFailure;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all steps, shows what would be made, asks, and makes it in order. */
final class Plan {
    private final List<Step> steps;
    private final Questions questions;
    private final PrintStream out;
    private final Words words;

    Plan(List<Step> steps, Questions questions, PrintStream out, Words words) {
        this.steps = List.copyOf(steps);
        this.questions = questions;
        this.out = out;
        this.words = words;
    }

    /**
     * Carries it out; who stops it in the middle goes on by doing it again.
     *
     * @return whether all is there in the end
     */
    boolean carryOut() throws ServerFailure, IOException, InterruptedException {
        List<Step> lacking = lacking();
        show(lacking);
        if (lacking.isEmpty()) {
            return true;
        }
        if (!questions.consent(words.text("confirm.plan", lacking.size()))) {
            out.println(words.text("plan.nothing"));
            return false;
        }
        boolean all = true;
        for (Step step : lacking) {
            all &= make(step);
        }
        return all;
    }

    private List<Step> lacking() throws ServerFailure, IOException, InterruptedException {
        List<Step> lacking = new ArrayList<>();
        for (Step step : steps) {
            if (!step.isThere()) {
                lacking.add(step);
            }
        }
        return lacking;
    }

    private void show(List<Step> lacking) {
        List<Step> there = steps.stream().filter(step -> !lacking.contains(step)).toList();
        if (!there.isEmpty()) {
            out.println("\n" + words.text("plan.there", there.size()));
            there.forEach(step -> out.println("  = " + step.name()));
        }
        out.println("\n" + words.text("plan.lacking", lacking.size()));
        lacking.forEach(step -> out.println("  + " + step.name()));
    }

    private boolean make(Step step) throws ServerFailure, IOException, InterruptedException {
        Optional<String> question = step.question();
        if (question.isPresent() && !questions.consent(question.get())) {
            out.println("  - " + words.text("plan.left", step.name()));
            return false;
        }
        step.make();
        out.println("  + " + words.text("plan.made", step.name()));
        return true;
    }
}
