package voipbin.kit.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import voipbin.base.Id;

/** What a value is when nobody gave one. */
final class Zero {

    private Zero() {}

    /** The zero of a component; null for those that may be null and for times. */
    static @Nullable Object of(RecordComponent component) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return nullable ? null : of(component.getType());
    }

    static @Nullable Object of(Class<?> type) {
        if (type.isPrimitive()) {
            return ofPrimitive(type);
        }
        if (type == String.class || type == CharSequence.class) {
            return "";
        }
        if (type == Id.class) {
            return Id.nil();
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        if (type.isEnum()) {
            return ofEnum(type.getEnumConstants());
        }
        return JsonNode.class.isAssignableFrom(type) ? ofTree() : ofContainer(type);
    }

    private static Object ofTree() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable Object ofContainer(Class<?> type) {
        if (type == Set.class) {
            return Set.of();
        }
        if (type == List.class || type == Collection.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == LinkedHashMap.class) {
            return new LinkedHashMap<>();
        }
        return type == ArrayList.class ? new ArrayList<>() : null;
    }

    private static Object ofPrimitive(Class<?> type) {
        // an array of a primitive type starts out with the type's zero
        return java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
    }

    private static Object ofEnum(Object[] constants) {
        return Arrays.stream(constants)
                .filter(constant -> Words.of((Enum<?>) constant).isEmpty())
                .findFirst()
                .orElse(constants[0]);
    }

    private static Object ofRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(components[i]);
        }
        return construct(constructorOf(type), values);
    }

    /** The canonical constructor, whatever its visibility. */
    static Constructor<?> constructorOf(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object construct(Constructor<?> constructor, @Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
