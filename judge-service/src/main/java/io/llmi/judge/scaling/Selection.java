package io.llmi.judge.scaling;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.llmi.events.Reward;

/** Which candidates go on. Pure; of equals the one with the lower number. */
final class Selection {
    private Selection() {}

    /** The {@code keep} best texts; those that nobody scored come last. */
    static List<Written> best(List<Written> written, int keep) {
        return written.stream()
                .sorted(Comparator.comparingDouble(
                                (Written candidate) -> -candidate.score().orElse(-1))
                        .thenComparingInt(Written::number))
                .limit(keep)
                .toList();
    }

    static Optional<Made> best(List<Made> made) {
        return made.stream()
                .min(Comparator.comparingDouble((Made candidate) -> -candidate.reward())
                        .thenComparingInt(candidate -> candidate.written().number()));
    }

    /** A reward as one number: the middle of what it can be, where a judge abstained. */
    static double value(Reward reward) {
        return reward.reward().orElse((reward.bounds().low() + reward.bounds().high()) / 2);
    }
}
