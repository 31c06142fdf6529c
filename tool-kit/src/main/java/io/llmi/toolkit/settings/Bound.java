package io.llmi.toolkit.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Compares two settings, wherever they come from, and says what to do where they contradict each other. */
public final class Bound {
    private Bound() {}

    /**
     * A key and its value.
     *
     * @param value a duration or a number; seconds, if the key says so
     */
    public record Setting(String key, Object value) {
        private Comparable<?> comparable(boolean time) {
            return switch (value) {
                case Duration duration -> duration;
                case Number number when time -> Duration.ofSeconds(number.longValue());
                case Number number -> new BigDecimal(number.toString());
                default -> throw new IllegalStateException(key + " cannot be compared: " + value);
            };
        }

        private boolean isTime() {
            return value instanceof Duration || key.endsWith("-seconds");
        }

        private String shown() {
            return value instanceof Duration duration
                    ? duration.toString().replaceFirst("^PT", "").toLowerCase(Locale.ROOT)
                    : value.toString();
        }
    }

    /** For settings of different types, which only those who have both can compare. */
    public static void require(Setting setting, Setting bound, boolean strictly, String because) {
        violation(setting, bound, strictly, because).ifPresent(message -> {
            throw new IllegalArgumentException(message);
        });
    }

    /**
     * What is wrong, or empty if nothing is.
     *
     * @param strictly whether both must not be the same either
     * @param because what contradicts itself then
     */
    static Optional<String> violation(Setting setting, Setting bound, boolean strictly, String because) {
        boolean time = setting.isTime() || bound.isTime();
        int order = compare(setting.comparable(time), bound.comparable(time));
        if (order < 0 || order == 0 && !strictly) {
            return Optional.empty();
        }
        return Optional.of("%s is %s and %s is %s: %s; lower the first or raise the second"
                .formatted(setting.key(), setting.shown(), bound.key(), bound.shown(), because));
    }

    private static int compare(Comparable<?> one, Comparable<?> other) {
        return one instanceof Duration duration && other instanceof Duration longest
                ? duration.compareTo(longest)
                : ((BigDecimal) one).compareTo((BigDecimal) other);
    }
}
