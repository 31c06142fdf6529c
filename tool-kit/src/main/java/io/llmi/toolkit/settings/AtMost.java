package io.llmi.toolkit.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * One setting of a configuration type bounds another: a value above the bound stops the process at start, since it
 * could only have been meant otherwise. On the configuration type itself, so that the message and the documentation
 * can name both keys in full; a setting without a value bounds nothing.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(AtMost.Rules.class)
@Constraint(validatedBy = AtMostValidator.class)
public @interface AtMost {
    /** The bounded key without the type's prefix, such as {@code archive.retry-delay}. */
    String key();

    /** The key that it is bounded by. */
    String bound();

    /** Whether both must not be the same either. */
    boolean strictly() default false;

    /** What contradicts itself otherwise, in words that follow a colon. */
    String because();

    /** Not used: the message needs both values. */
    String message() default "";

    /** Not used. */
    Class<?>[] groups() default {};

    /** Not used. */
    Class<? extends Payload>[] payload() default {};

    /** Several of them. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Rules {
        /** The rules. */
        AtMost[] value();
    }
}
