package io.llmi.standalone.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import io.llmi.toolkit.fetch.Network;
import io.quarkus.runtime.configuration.DurationConverter;
import org.hibernate.validator.constraints.time.DurationMin;

/** What a key can be set to, by its type and its constraints. */
final class SettingValues {
    /** Values of keys whose constraints are beyond guessing. */
    private static final Map<String, String> GIVEN = Map.of("llmi.search.language", "pt-BR");

    private SettingValues() {}

    /** A good value that is not the default. */
    static String changed(SettingKey key) {
        String given = GIVEN.get(key.name());
        if (given != null) {
            return given;
        }
        Class<?> type = key.type();
        Optional<String> fallback = key.fallback();
        if (type == Boolean.class) {
            return String.valueOf(!fallback.map(Boolean::valueOf).orElse(false));
        } else if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant ->
                            constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .filter(name -> !name.equals(fallback.orElse("")))
                    .findFirst()
                    .orElseThrow();
        } else if (Number.class.isAssignableFrom(type)) {
            return changedNumber(key);
        } else if (type == Duration.class) {
            return fallback.map(SettingValues::duration)
                            .orElse(Duration.ZERO)
                            .plusSeconds(7)
                            .toMillis() + "ms";
        } else if (type == URI.class) {
            return "https://" + key.accessor().getName().toLowerCase(Locale.ROOT) + ".example/changed";
        } else if (type == Path.class) {
            return "/changed/" + key.accessor().getName();
        } else if (type == Network.class) {
            return "10.1.0.0/16,fd00:1::/32";
        } else if (type == String.class) {
            String changed = "changed-" + key.name();
            return key.constraint(Size.class)
                    .map(size -> "x".repeat(size.min()))
                    .orElse(key.isList() ? changed + ",another" : changed);
        }
        throw new AssertionError("give a value for " + key.name() + " of " + type);
    }

    private static String changedNumber(SettingKey key) {
        if (key.isList()) {
            return number(new BigDecimal(
                    least(key).orElse(BigDecimal.ZERO).toBigInteger().add(BigInteger.TWO)));
        }
        BigDecimal step = step(key);
        BigDecimal base = key.fallback()
                .filter(text -> !text.isEmpty())
                .map(BigDecimal::new)
                .or(() -> least(key))
                .orElse(BigDecimal.ONE);
        BigDecimal more = base.add(step);
        boolean fits = most(key).map(most -> more.compareTo(most) <= 0).orElse(true);
        return number(fits ? more : base.subtract(step));
    }

    /** Values that must be refused. */
    static List<String> invalid(SettingKey key) {
        List<String> invalid = new ArrayList<>();
        if (!key.isOptional() && !key.isEntry()) {
            invalid.add("");
        }
        Class<?> type = key.type();
        if (type.isEnum()) {
            invalid.add("no-such-name");
        } else if (Number.class.isAssignableFrom(type)) {
            invalid.add("many");
            // What counts or measures is never negative, whether or not somebody thought of it.
            invalid.add(number(least(key).orElse(BigDecimal.ZERO).subtract(step(key))));
            most(key).ifPresent(most -> invalid.add(number(most.add(step(key)))));
        } else if (type == Duration.class) {
            invalid.add("soon");
            Duration least = key.constraint(DurationMin.class)
                    .map(min -> Duration.ofDays(min.days())
                            .plusHours(min.hours())
                            .plusMinutes(min.minutes())
                            .plusSeconds(min.seconds())
                            .plusMillis(min.millis()))
                    .orElse(Duration.ZERO);
            invalid.add(least.minusMillis(1).toString());
        } else if (type == URI.class) {
            invalid.add("http://[");
        } else if (type == Network.class) {
            invalid.add("10.1.2.3/16");
        } else if (type == String.class) {
            invalid.addAll(invalidTexts(key));
        }
        return invalid;
    }

    private static List<String> invalidTexts(SettingKey key) {
        List<String> invalid = new ArrayList<>();
        key.constraint(NotBlank.class).ifPresent(ignored -> invalid.add(" "));
        key.constraint(Size.class).ifPresent(size -> {
            invalid.add("x".repeat(size.min() - 1));
            invalid.add("x".repeat(size.max() + 1));
        });
        key.constraint(Pattern.class)
                .ifPresent(pattern -> invalid.add(Stream.of(" ", "\u00e9")
                        .filter(text -> !text.matches(pattern.regexp()))
                        .findFirst()
                        .orElseThrow()));
        return invalid;
    }

    private static Optional<BigDecimal> least(SettingKey key) {
        return key.constraint(Min.class)
                .map(min -> BigDecimal.valueOf(min.value()))
                .or(() -> key.constraint(DecimalMin.class).map(min -> new BigDecimal(min.value())))
                .or(() -> key.constraint(Positive.class).map(min -> step(key)));
    }

    private static Optional<BigDecimal> most(SettingKey key) {
        return key.constraint(Max.class)
                .map(max -> BigDecimal.valueOf(max.value()))
                .or(() -> key.constraint(DecimalMax.class).map(max -> new BigDecimal(max.value())));
    }

    private static BigDecimal step(SettingKey key) {
        return key.type() == Integer.class || key.type() == Long.class ? BigDecimal.ONE : new BigDecimal("0.001");
    }

    private static String number(BigDecimal number) {
        return number.toPlainString();
    }

    private static Duration duration(String text) {
        return new DurationConverter().convert(text);
    }
}
