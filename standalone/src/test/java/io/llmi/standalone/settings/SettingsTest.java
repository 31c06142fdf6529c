package io.llmi.standalone.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Every configuration type of every module: its documented defaults, every key changed, and what is refused. */
class SettingsTest {
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/configuration.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Z0-9_<>]+)` \\| [^|]* \\| (?:`([^`]*)`)? \\|", Pattern.MULTILINE);
    private static final BeanValidationConfigValidatorImpl VALIDATOR = new BeanValidationConfigValidatorImpl();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.llmi");

    static Stream<Class<?>> types() {
        return CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldHaveTheDocumentedDefaultWhenNothingIsSet(Class<?> type) throws IOException {
        Map<String, Optional<String>> documented = documented();
        SmallRyeConfig config = config(type, Map.of());
        Object settings = config.getConfigMapping(type);

        SoftAssertions.assertSoftly(softly -> {
            for (SettingKey key : SettingKey.of(type)) {
                String row = key.environment().replace("_ENTRY", "_<NAME>");
                softly.assertThat(documented).as("row of %s", key.name()).containsKey(row);
                if (!key.isEntry()) {
                    softly.assertThat(texts(key.value().apply(settings)))
                            .as("default of %s", key.name())
                            .isEqualTo(parsed(config, key, documented.getOrDefault(row, Optional.empty())));
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldReturnEveryValueWhenEveryKeyIsChanged(Class<?> type) {
        Map<SettingKey, String> changed = new LinkedHashMap<>();
        SettingKey.of(type).forEach(key -> changed.put(key, SettingValues.changed(key)));
        Map<String, String> environment = changed.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().environment(), Map.Entry::getValue));

        SmallRyeConfig config = config(type, environment);

        Object settings = config.getConfigMapping(type);
        SoftAssertions.assertSoftly(softly -> changed.forEach(
                (key, value) -> softly.assertThat(texts(key.value().apply(settings)))
                        .as(key.name())
                        .isEqualTo(parsed(config, key, Optional.of(value)))
                        .isNotEqualTo(parsed(config, key, key.fallback()))));
    }

    @ParameterizedTest
    @MethodSource("types")
    void shouldNameTheKeyWhenItsValueIsRefused(Class<?> type) {
        SoftAssertions.assertSoftly(softly -> {
            for (SettingKey key : SettingKey.of(type)) {
                for (String value : SettingValues.invalid(key)) {
                    Throwable refusal = catchThrowable(() -> config(type, Map.of(key.environment(), value)));
                    softly.assertThat(dashed(Optional.ofNullable(refusal)))
                            .as("%s set to '%s'", key.name(), value)
                            .contains(key.name());
                }
            }
        });
    }

    @Test
    void shouldDocumentNoKeyThatIsNotThere() throws IOException {
        assertThat(documented().keySet())
                .containsExactlyInAnyOrderElementsOf(types().flatMap(type -> SettingKey.of(type).stream())
                        .map(key -> key.environment().replace("_ENTRY", "_<NAME>"))
                        .toList());
    }

    @Test
    void shouldHaveNoKeyThatNothingReads() {
        assertThat(types().flatMap(type -> SettingKey.of(type).stream()).map(SettingKey::accessor))
                .isNotEmpty()
                .allSatisfy(accessor -> assertThat(CLASSES.get(accessor.getDeclaringClass())
                                .getMethod(accessor.getName())
                                .getAccessesToSelf())
                        .as(accessor.toString())
                        .isNotEmpty());
    }

    /** The message with groups as they are written: the validator gives them the names of their methods. */
    private static String dashed(Optional<Throwable> refusal) {
        return refusal.map(Throwable::getMessage)
                .orElse("taken")
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    static SmallRyeConfig config(Class<?> type, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withValidator(VALIDATOR)
                .withMapping(type)
                .withSources(new EnvConfigSource(new HashMap<>(environment), 300))
                .build();
    }

    /** Default by environment variable, as the page says. */
    private static Map<String, Optional<String>> documented() throws IOException {
        return ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> Optional.ofNullable(row.group(2))));
    }

    /** The values themselves, without what is around them; an empty text is no value. */
    private static List<Object> texts(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(SettingsTest::texts).orElse(List.of());
            case Collection<?> many -> List.copyOf(new HashSet<Object>(many));
            default -> List.of(value);
        };
    }

    private static List<Object> parsed(SmallRyeConfig config, SettingKey key, Optional<String> text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (key.isList()) {
            return List.copyOf(Stream.of(text.get().split(","))
                    .<Object>map(item -> config.convert(item, key.type()))
                    .collect(Collectors.toCollection(HashSet::new)));
        }
        return List.of(config.convert(text.get(), key.type()));
    }
}
