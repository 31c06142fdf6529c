package io.llmi.standalone.settings;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.common.utils.StringUtil;

/**
 * One key of a configuration type, and the way to its value.
 *
 * @param name the full name; where it lies in a map, the entry is called {@value #ENTRY}
 * @param accessor what returns the value from the innermost group
 * @param value from an instance of the configuration type
 */
record SettingKey(String name, Method accessor, UnaryOperator<Object> value) {
    static final String ENTRY = "entry";

    static List<SettingKey> of(Class<?> mapping) {
        List<SettingKey> keys = new ArrayList<>();
        collect(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), UnaryOperator.identity(), keys);
        return keys;
    }

    private static void collect(Class<?> group, String prefix, UnaryOperator<Object> way, List<SettingKey> keys) {
        for (Method accessor : group.getMethods()) {
            if (!Modifier.isAbstract(accessor.getModifiers())) {
                continue;
            }
            WithName given = accessor.getAnnotation(WithName.class);
            String name = prefix + "." + (given == null ? StringUtil.skewer(accessor.getName()) : given.value());
            UnaryOperator<Object> value = outer -> call(accessor, way.apply(outer));
            Type returned = accessor.getGenericReturnType();
            if (accessor.getReturnType() == Map.class) {
                UnaryOperator<Object> map = value;
                name += "." + ENTRY;
                value = outer -> entry(map.apply(outer));
                returned = ((ParameterizedType) returned).getActualTypeArguments()[1];
            }
            if (returned instanceof Class<?> inner && inner.isInterface() && inner != Path.class) {
                collect(inner, name, value, keys);
            } else {
                keys.add(new SettingKey(name, accessor, value));
            }
        }
    }

    private static Object call(Method accessor, Object target) {
        try {
            return accessor.invoke(target);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(accessor.toString(), e);
        }
    }

    private static Object entry(Object map) {
        Object entry = ((Map<?, ?>) map).get(ENTRY);
        if (entry == null) {
            throw new AssertionError("no entry in " + map);
        }
        return entry;
    }

    /** As the documentation names it. */
    String environment() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    boolean isEntry() {
        return name.contains("." + ENTRY);
    }

    /** Whether it may be left without a value. */
    boolean isOptional() {
        return accessor.getReturnType() == Optional.class;
    }

    Optional<String> fallback() {
        return Optional.ofNullable(accessor.getAnnotation(WithDefault.class)).map(WithDefault::value);
    }

    /** Whether it has several values, separated by commas. */
    boolean isList() {
        return element().many();
    }

    /** The type of its value, or of each where it has several. */
    Class<?> type() {
        Class<?> type = element().type();
        return MethodType.methodType(type).wrap().returnType();
    }

    /** The constraint of that kind, which its value or one around it has. */
    <A extends Annotation> Optional<A> constraint(Class<A> kind) {
        return Optional.ofNullable(accessor.getAnnotation(kind))
                .or(() -> element().constraints().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .findFirst());
    }

    private Element element() {
        return Element.of(accessor.getAnnotatedReturnType(), false);
    }

    private record Element(Class<?> type, List<Annotation> constraints, boolean many) {
        static Element of(AnnotatedType type, boolean many) {
            if (type instanceof AnnotatedParameterizedType wrapper) {
                AnnotatedType[] arguments = wrapper.getAnnotatedActualTypeArguments();
                Class<?> raw = (Class<?>) ((ParameterizedType) type.getType()).getRawType();
                return of(arguments[arguments.length - 1], many || Collection.class.isAssignableFrom(raw));
            }
            return new Element((Class<?>) type.getType(), Arrays.asList(type.getAnnotations()), many);
        }
    }
}
