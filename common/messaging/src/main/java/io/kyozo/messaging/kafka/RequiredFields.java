package io.kyozo.messaging.kafka;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Holds records that came from outside to their own word: what is not {@link Nullable} must be there. */
final class RequiredFields {
    private RequiredFields() {}

    static void check(Object value) {
        if (value instanceof Iterable<?> items) {
            for (Object item : items) {
                check(present(item, "an item of a list"));
            }
        } else if (value instanceof Record) {
            checkRecord(value);
        }
    }

    private static void checkRecord(Object value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = read(component, value);
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (field != null || !optional) {
                check(present(field, component.getName()));
            }
        }
    }

    private static Object present(@Nullable Object value, String what) {
        if (value == null) {
            throw new UnreadableEventException(what + " is missing");
        }
        return value;
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the record of an event is not open to reading", e);
        }
    }
}
