package voipbin.kit.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.http.Route;
import voipbin.kit.json.Json;

/**
 * Says of Java types how they look on the wire, as {@link Json} writes and reads them: JSON Schema 2020-12. A record is
 * a component of the document, once as it is answered and, where that differs, once as it is asked.
 */
final class Schemas {

    private enum Way {
        IN,
        OUT
    }

    private record Key(Class<?> record, Way way) {}

    /** What the type variables of a generic record stand for. */
    private record Bindings(Map<String, Type> types) {
        static final Bindings NONE = new Bindings(Map.of());
    }

    private final Map<Key, String> names = new HashMap<>();
    private final Map<String, JsonNode> components = new TreeMap<>();

    /** @param routes of which the results are described first: who answers a record gives it its plain name */
    Schemas(List<Route> routes) {
        routes.stream().map(Route::result).forEach(this::output);
        error();
    }

    ObjectNode output(Type type) {
        return schema(type, Way.OUT, Bindings.NONE);
    }

    ObjectNode input(Type type) {
        return schema(type, Way.IN, Bindings.NONE);
    }

    /** The envelope of conventions §10. */
    ObjectNode error() {
        components.computeIfAbsent("ErrorResponse", _ -> envelope());
        return reference("ErrorResponse");
    }

    ObjectNode components() {
        ObjectNode all = node();
        components.forEach(all::set);
        return all;
    }

    private ObjectNode schema(Type type, Way way, Bindings bindings) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain, way);
            case ParameterizedType generic -> ofGeneric(generic, way, bindings);
            case TypeVariable<?> variable ->
                schema(bindings.types().getOrDefault(variable.getName(), Object.class), way, bindings);
            case WildcardType wild -> schema(wild.getUpperBounds()[0], way, bindings);
            default -> node();
        };
    }

    private ObjectNode ofClass(Class<?> type, Way way) {
        if (type == String.class || CharSequence.class == type) {
            return node().put("type", "string");
        }
        if (type == Id.class) {
            return node().put("type", "string").put("format", "uuid");
        }
        if (type == Instant.class) {
            return node().put("type", "string").put("format", "date-time");
        }
        if (type.isEnum()) {
            return ofEnum(type);
        }
        if (type.isRecord()) {
            return reference(nameOf(type, way));
        }
        if (type.isArray()) {
            return arrayOf(ofClass(type.getComponentType(), way));
        }
        return ofOther(type);
    }

    private static ObjectNode ofOther(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return node().put("type", "integer").put("format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return node().put("type", "integer").put("format", "int64");
        }
        if (type == double.class || type == Double.class) {
            return node().put("type", "number").put("format", "double");
        }
        if (type == boolean.class || type == Boolean.class) {
            return node().put("type", "boolean");
        }
        if (Collection.class.isAssignableFrom(type)) {
            return arrayOf(node());
        }
        return Map.class.isAssignableFrom(type) || type == ObjectNode.class ? node().put("type", "object") : node();
    }

    private ObjectNode ofGeneric(ParameterizedType type, Way way, Bindings bindings) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (Collection.class.isAssignableFrom(raw)) {
            return arrayOf(schema(arguments[0], way, bindings));
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = node().put("type", "object");
            map.set("additionalProperties", schema(arguments[1], way, bindings));
            return map;
        }
        if (raw == Optional.class) {
            return schema(arguments[0], way, bindings);
        }
        return raw.isRecord() && raw != Id.class ? object(raw, way, bound(raw, arguments)) : ofClass(raw, way);
    }

    private static Bindings bound(Class<?> raw, Type[] arguments) {
        Map<String, Type> types = new HashMap<>();
        TypeVariable<?>[] variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            types.put(variables[i].getName(), arguments[i]);
        }
        return new Bindings(types);
    }

    private static ObjectNode ofEnum(Class<?> type) {
        ObjectNode node = node().put("type", "string");
        ArrayNode words = node.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            words.add(Json.nameOf((Enum<?>) constant));
        }
        return node;
    }

    /** The component of a record, made now if it is not there; it is named first, since it may contain itself. */
    private String nameOf(Class<?> record, Way way) {
        Key key = new Key(record, way);
        String known = names.get(key);
        if (known != null) {
            return known;
        }
        String name = free(record, way);
        names.put(key, name);
        components.put(name, node());
        components.put(name, object(record, way, Bindings.NONE));
        return name;
    }

    private String free(Class<?> record, Way way) {
        Class<?> outer = record.getEnclosingClass();
        String plain = (outer == null ? "" : outer.getSimpleName()) + record.getSimpleName();
        String name = way == Way.IN && names.containsKey(new Key(record, Way.OUT)) ? plain + "Input" : plain;
        String room = record.getPackageName().replaceFirst(".*\\.", "");
        return components.containsKey(name)
                ? Character.toUpperCase(room.charAt(0)) + room.substring(1) + name
                : name;
    }

    private ObjectNode object(Class<?> record, Way way, Bindings bindings) {
        ObjectNode object = node().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            Presence presence = Presence.of(component);
            if (way == Way.OUT && presence == Presence.NEVER) {
                continue;
            }
            String name = Json.nameOf(component);
            ObjectNode schema = schema(component.getGenericType(), way, bindings);
            properties.set(name, presence == Presence.OR_NULL || way == Way.IN && Presence.mayBeNull(component)
                    ? nullable(schema)
                    : schema);
            if (way == Way.OUT && (presence == Presence.ALWAYS || presence == Presence.OR_NULL)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            object.set("required", required);
        }
        return object;
    }

    private static ObjectNode nullable(ObjectNode schema) {
        if (schema.get("type") == null || schema.has("enum")) {
            ObjectNode either = node();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        String type = schema.get("type").asString();
        schema.putArray("type").add(type).add("null");
        return schema;
    }

    private static ObjectNode arrayOf(ObjectNode items) {
        ObjectNode array = node().put("type", "array");
        array.set("items", items);
        return array;
    }

    private static ObjectNode reference(String name) {
        return node().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode envelope() {
        ObjectNode envelope = node().put("type", "object");
        ObjectNode error = envelope.putObject("properties").putObject("error").put("type", "object");
        ObjectNode properties = error.putObject("properties");
        ArrayNode statuses = properties.putObject("status").put("type", "string").putArray("enum");
        for (Problem.Status status : Problem.Status.values()) {
            statuses.add(status.name());
        }
        properties.putObject("reason").put("type", "string");
        properties.putObject("message").put("type", "string");
        properties.putObject("request_id").put("type", "string");
        properties.putObject("details").put("type", "array").putObject("items").put("type", "object");
        error.putArray("required").add("status").add("reason").add("message").add("request_id");
        envelope.putArray("required").add("error");
        return envelope;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
