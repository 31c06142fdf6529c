package io.llmi.standalone.evaluation;

import java.util.Locale;
import java.util.Optional;

/** Numbers as the reports show them; a dash where one is not known. */
final class Figures {
    private Figures() {}

    /** A fraction as a percentage. */
    static String percent(Optional<Double> share) {
        return share.map(value -> String.format(Locale.ROOT, "%.0f %%", 100 * value))
                .orElse("–");
    }

    /** With three digits. */
    static String number(Optional<Double> value) {
        return value.map(known -> String.format(Locale.ROOT, "%.3f", known)).orElse("–");
    }
}
