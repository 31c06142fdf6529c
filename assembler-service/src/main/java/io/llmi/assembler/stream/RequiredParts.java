package io.llmi.assembler.stream;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

import io.llmi.events.MalformedEventException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses events that lack a part. JSON without a required field still binds to a record, with a null inside that would
 * stop the topology wherever it is touched first.
 */
final class RequiredParts {
    /** The components of a record type; reflection answers with a fresh copy each time. */
    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private RequiredParts() {}

    /** @throws MalformedEventException naming the first part that is missing, at any depth */
    static <T> T check(T event) throws MalformedEventException {
        check(event, event.getClass().getSimpleName());
        return event;
    }

    private static void check(@Nullable Object value, String path) throws MalformedEventException {
        if (value == null) {
            throw new MalformedEventException(path + " is missing");
        }
        if (value instanceof Record record) {
            for (RecordComponent component : COMPONENTS.get(record.getClass())) {
                check(part(record, component), path + "." + component.getName());
            }
        } else if (value instanceof Optional<?> optional && optional.isPresent()) {
            check(optional.get(), path);
        } else if (value instanceof Iterable<?> list && !(value instanceof com.fasterxml.jackson.databind.JsonNode)) {
            for (Object element : list) {
                check(element, path + "[]");
            }
        }
    }

    private static @Nullable Object part(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
