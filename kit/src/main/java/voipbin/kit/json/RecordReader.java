package voipbin.kit.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads an object as a record: unknown fields are skipped, missing ones and nulls become zero values. */
final class RecordReader extends StdDeserializer<Object> {

    private final JavaType type;
    private final RecordComponent[] components;
    private final Constructor<?> constructor;
    private final Map<String, Integer> places = new HashMap<>();
    private final ValueDeserializer<?>[] readers;

    RecordReader(JavaType type) {
        super(type);
        this.type = type;
        this.components = type.getRawClass().getRecordComponents();
        this.constructor = Zero.constructorOf(type.getRawClass());
        this.readers = new ValueDeserializer<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            places.put(Words.of(components[i]), i);
        }
    }

    /** Called by Jackson before the first use; finding the readers here lets record types refer to themselves. */
    @Override
    public void resolve(DeserializationContext context) {
        for (int i = 0; i < components.length; i++) {
            JavaType component =
                    context.getTypeFactory().resolveMemberType(components[i].getGenericType(), type.getBindings());
            readers[i] = context.findRootValueDeserializer(component);
        }
    }

    @Override
    public Object deserialize(JsonParser in, DeserializationContext context) {
        JsonToken token = in.hasToken(JsonToken.START_OBJECT) ? in.nextToken() : in.currentToken();
        if (token != JsonToken.PROPERTY_NAME && token != JsonToken.END_OBJECT) {
            return context.handleUnexpectedToken(type, in);
        }
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (; token == JsonToken.PROPERTY_NAME; token = in.nextToken()) {
            String name = in.currentName();
            Integer place = places.get(name);
            token = in.nextToken();
            if (place == null) {
                in.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                values[place] = read(place, name, in, context);
            }
        }
        return finish(values);
    }

    private @Nullable Object read(int place, String name, JsonParser in, DeserializationContext context) {
        try {
            return readers[place].deserialize(in, context);
        } catch (JacksonException wrong) {
            throw wrong.prependPath(type.getRawClass(), name);
        }
    }

    private Object finish(@Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = Zero.of(components[i]);
            }
        }
        return Zero.construct(constructor, values);
    }

    @Override
    public Object getEmptyValue(DeserializationContext context) {
        return finish(new @Nullable Object[components.length]);
    }
}
