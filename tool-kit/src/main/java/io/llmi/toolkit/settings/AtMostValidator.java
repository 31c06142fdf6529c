package io.llmi.toolkit.settings;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;

/** Compares two settings of a configuration type by their keys. */
public final class AtMostValidator implements ConstraintValidator<AtMost, Object> {
    private Optional<AtMost> rule = Optional.empty();

    @Override
    public void initialize(AtMost annotation) {
        rule = Optional.of(annotation);
    }

    @Override
    public boolean isValid(Object settings, ConstraintValidatorContext context) {
        Optional<String> violation = rule.flatMap(it -> violation(it, settings));
        violation.ifPresent(message -> {
            context.disableDefaultConstraintViolation();
            // A brace or dollar would be taken for an expression.
            context.buildConstraintViolationWithTemplate(message.replaceAll("[{}$\\\\]", "\\\\$0"))
                    .addConstraintViolation();
        });
        return violation.isEmpty();
    }

    private static Optional<String> violation(AtMost rule, Object settings) {
        Class<?> type = type(settings.getClass());
        Optional<Object> value = value(type, settings, rule.key());
        Optional<Object> bound = value(type, settings, rule.bound());
        String prefix = type.getAnnotation(ConfigMapping.class).prefix() + ".";
        return value.flatMap(it -> bound.flatMap(most -> Bound.violation(
                new Bound.Setting(prefix + rule.key(), it),
                new Bound.Setting(prefix + rule.bound(), most),
                rule.strictly(),
                rule.because())));
    }

    private static Class<?> type(Class<?> implementation) {
        return Arrays.stream(implementation.getInterfaces())
                .filter(each -> each.isAnnotationPresent(ConfigMapping.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        implementation + " is no configuration type; put @AtMost on the type with the prefix"));
    }

    private static Optional<Object> value(Class<?> type, Object settings, String key) {
        Class<?> group = type;
        Object value = settings;
        for (String name : key.split("\\.")) {
            Method accessor = accessor(group, name);
            value = call(accessor, value);
            group = accessor.getReturnType();
        }
        return value instanceof Optional<?> optional ? optional.map(Object.class::cast) : Optional.of(value);
    }

    private static Method accessor(Class<?> group, String name) {
        return Arrays.stream(group.getMethods())
                .filter(method ->
                        method.getParameterCount() == 0 && name(method).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(group + " has no key " + name));
    }

    private static String name(Method accessor) {
        WithName given = accessor.getAnnotation(WithName.class);
        return given == null ? StringUtil.skewer(accessor.getName()) : given.value();
    }

    private static Object call(Method accessor, Object target) {
        try {
            return accessor.invoke(target);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(accessor.toString(), e);
        }
    }
}
