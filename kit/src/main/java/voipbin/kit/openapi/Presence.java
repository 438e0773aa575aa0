package voipbin.kit.openapi;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Always;
import voipbin.kit.json.OmitEmpty;
import voipbin.kit.json.OmitUnset;
import voipbin.kit.json.Secret;

/** Whether a component stands in an answer (conventions §9; the same rules by which {@code Json} writes). */
enum Presence {
    /** With a value. */
    ALWAYS,
    /** With a value or null. */
    OR_NULL,
    /** Unless it is empty, zero or not set. */
    UNLESS_EMPTY,
    /** It is a secret. */
    NEVER;

    static Presence of(RecordComponent component) {
        if (component.isAnnotationPresent(Secret.class)) {
            return NEVER;
        }
        if (says(component, Always.class)) {
            return mayBeNull(component) ? OR_NULL : ALWAYS;
        }
        if (mayBeNull(component)) {
            boolean written = component.getType() == Instant.class && !says(component, OmitUnset.class);
            return written ? OR_NULL : UNLESS_EMPTY;
        }
        return isNeverEmpty(component.getType()) && !component.isAnnotationPresent(OmitEmpty.class)
                ? ALWAYS
                : UNLESS_EMPTY;
    }

    static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isNeverEmpty(Class<?> type) {
        return type == Id.class
                || type == Instant.class
                || type == boolean.class
                || type == Boolean.class
                || type.isRecord();
    }

    private static boolean says(RecordComponent component, Class<? extends Annotation> annotation) {
        return component.isAnnotationPresent(annotation)
                || component.getDeclaringRecord().isAnnotationPresent(annotation);
    }
}
