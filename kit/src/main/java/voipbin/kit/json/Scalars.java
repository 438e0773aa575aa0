package voipbin.kit.json;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;
import voipbin.base.Id;

/** Ids and times as JSON texts. */
@SuppressWarnings("rawtypes")
final class Scalars {

    private Scalars() {}

    static final class IdWriter extends StdSerializer<Id> {
        IdWriter() {
            super(Id.class);
        }

        @Override
        public void serialize(Id id, JsonGenerator out, SerializationContext context) {
            out.writeString(id.toString());
        }
    }

    /** A text that is no id is the nil id (conventions §6). */
    static final class IdReader extends StdDeserializer<Id> {
        IdReader() {
            super(Id.class);
        }

        @Override
        public Id deserialize(JsonParser in, DeserializationContext context) {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (Id) context.handleUnexpectedToken(context.constructType(String.class), in);
            }
            return Id.parse(in.getString()).orElseGet(Id::nil);
        }

        @Override
        public Object getEmptyValue(DeserializationContext context) {
            return Id.nil();
        }
    }

    static final class TimeWriter extends StdSerializer<Instant> {
        TimeWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializationContext context) {
            out.writeString(Times.write(time));
        }
    }

    /** The empty text is a time that is not set. */
    static final class TimeReader extends StdDeserializer<Instant> {
        TimeReader() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser in, DeserializationContext context) {
            if (!in.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), in);
            }
            String text = in.getString();
            return text.isEmpty()
                    ? null
                    : Times.read(text).orElseGet(() ->
                            (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time"));
        }
    }
}
