package io.llmi.standalone.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.llmi.events.Topics;
import io.llmi.standalone.evaluation.task.BadTaskException;

/** The experiments that are one command each. */
enum Experiment {
    BASELINE("the shipped benchmark as it is, without any training"),
    TOOL_SUBSETS("the shipped benchmark with all tools, without one of them, and with one alone"),
    CUES("the same tasks with the tool to be inferred and with the tool named"),
    MULTI_TURN("conversations that go on from earlier text and pictures, by turn"),
    SCALING("quality and cost against the number of candidates, kept ones, variants, and polish"),
    REWARD_ABLATION("the baseline's documents ranked with parts of the reward left out"),
    WEIGHT_GRID("the baseline's documents ranked with other weights");

    private final String about;

    Experiment(String about) {
        this.about = about;
    }

    String about() {
        return about;
    }

    /** As it is written on the command line. */
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Experiment> of(String wire) {
        return Arrays.stream(values())
                .filter(experiment -> experiment.wire().equals(wire))
                .findFirst();
    }

    /** What is run; the first arm is what the others are compared with. */
    List<Arm> arms() throws BadTaskException {
        return switch (this) {
            case BASELINE, REWARD_ABLATION, WEIGHT_GRID ->
                List.of(new Arm("baseline", Settings.PLAIN, Shipped.benchmark()));
            case TOOL_SUBSETS -> toolSubsets();
            case CUES ->
                List.of(
                        new Arm("implicit", Settings.PLAIN, Shipped.cues("implicit")),
                        new Arm("explicit", Settings.PLAIN, Shipped.cues("explicit")));
            case MULTI_TURN -> List.of(new Arm("conversations", Settings.PLAIN, Shipped.conversations()));
            case SCALING -> scaling();
        };
    }

    private static List<Arm> toolSubsets() throws BadTaskException {
        List<Arm> arms = new ArrayList<>();
        arms.add(new Arm("all tools", Settings.PLAIN, Shipped.benchmark()));
        for (String tool : Topics.SHIPPED_TOOLS) {
            List<String> others = Topics.SHIPPED_TOOLS.stream()
                    .filter(other -> !other.equals(tool))
                    .toList();
            arms.add(new Arm("without " + tool, Settings.PLAIN.with(others), Shipped.benchmark()));
        }
        for (String tool : Topics.SHIPPED_TOOLS) {
            arms.add(new Arm("only " + tool, Settings.PLAIN.with(List.of(tool)), Shipped.benchmark()));
        }
        return arms;
    }

    private static List<Arm> scaling() throws BadTaskException {
        return List.of(
                new Arm("one sample", Settings.PLAIN, Shipped.benchmark()),
                new Arm("n=2 k=1 m=1", new Settings(List.of(), 2, 1, 1, false), Shipped.benchmark()),
                new Arm("n=4 k=1 m=1", new Settings(List.of(), 4, 1, 1, false), Shipped.benchmark()),
                new Arm("n=4 k=2 m=1", new Settings(List.of(), 4, 2, 1, false), Shipped.benchmark()),
                new Arm("n=4 k=2 m=3", new Settings(List.of(), 4, 2, 3, false), Shipped.benchmark()),
                new Arm("n=4 k=2 m=3 polished", new Settings(List.of(), 4, 2, 3, true), Shipped.benchmark()));
    }
}
