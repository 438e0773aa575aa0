package voipbin.platform.flow;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import voipbin.kit.json.Json;

/**
 * The actions that an activeflow has left behind. Each event of an activeflow tells of all of them: what they are in
 * JSON grows with them, so that it need not be made anew each time. Never changes.
 */
final class Executed extends AbstractList<Action> implements JacksonSerializable {

    /** Of one that is in its first action. */
    static final Executed NOTHING = new Executed(List.of(Action.START), Json.write(Action.START));

    private final List<Action> actions;
    /** Without the brackets around it. */
    private final String json;

    private Executed(List<Action> actions, String json) {
        this.actions = actions;
        this.json = json;
    }

    /** These, and one more. */
    Executed and(Action last) {
        List<Action> more = new ArrayList<>(actions);
        more.add(last);
        return new Executed(List.copyOf(more), json + "," + Json.write(last));
    }

    @Override
    public Action get(int index) {
        return actions.get(index);
    }

    @Override
    public int size() {
        return actions.size();
    }

    @Override
    public void serialize(JsonGenerator generator, SerializationContext context) {
        generator.writeStartArray();
        generator.writeRawValue(json);
        generator.writeEndArray();
    }

    @Override
    public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer type) {
        serialize(generator, context);
    }
}
