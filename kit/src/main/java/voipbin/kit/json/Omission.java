package voipbin.kit.json;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.BeanPropertyWriter;
import voipbin.base.Id;

/** Writes one component of a record, unless the contract leaves it out (conventions §9). */
final class Omission extends BeanPropertyWriter {

    private final boolean always;
    private final boolean omitUnset;
    private final boolean omitEmpty;

    Omission(BeanPropertyWriter plain, RecordComponent component) {
        super(plain);
        Class<?> record = component.getDeclaringRecord();
        this.always = component.isAnnotationPresent(Always.class) || record.isAnnotationPresent(Always.class);
        this.omitUnset = component.isAnnotationPresent(OmitUnset.class) || record.isAnnotationPresent(OmitUnset.class);
        this.omitEmpty = component.isAnnotationPresent(OmitEmpty.class);
    }

    @Override
    public void serializeAsProperty(Object bean, JsonGenerator out, SerializationContext context) throws Exception {
        if (always || !isOmitted(get(bean))) {
            super.serializeAsProperty(bean, out, context);
        }
    }

    private boolean isOmitted(@Nullable Object value) {
        return switch (value) {
            case null -> omitUnset || getType().getRawClass() != Instant.class;
            case Boolean _, Id<?> _, Record _ -> omitEmpty && isZero(value);
            case CharSequence text -> text.isEmpty();
            case Number number -> number.doubleValue() == 0;
            case Enum<?> constant -> Words.of(constant).isEmpty();
            case JsonNode tree -> tree.isNull() || tree.isMissingNode() || (tree.isContainer() && tree.isEmpty());
            case Collection<?> items -> items.isEmpty();
            case Map<?, ?> entries -> entries.isEmpty();
            default -> value.getClass().isArray() && java.lang.reflect.Array.getLength(value) == 0;
        };
    }

    private static boolean isZero(Object value) {
        return value.equals(value instanceof Boolean ? Boolean.FALSE : Zero.of(value.getClass()));
    }
}
