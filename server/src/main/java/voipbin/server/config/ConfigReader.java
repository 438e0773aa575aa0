package voipbin.server.config;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the configuration: defaults, then the file, then the environment, then the command line; the last one wins. */
public final class ConfigReader {

    private static final String ENVIRONMENT_PREFIX = "VOIPBIN_";

    private final Map<String, Object> defaults = new LinkedHashMap<>();
    private final Map<String, Object> values = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();

    public ConfigReader(Config base) {
        flatten("", base);
        values.putAll(defaults);
    }

    /** A YAML file; keys nested as the records are. */
    public ConfigReader file(Path file) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            if (root.isObject()) {
                nested("", root, file.toString());
            } else if (!root.isMissingNode() && !root.isNull()) {
                mistakes.add(file + ": must be keys and values");
            }
        } catch (IOException | JacksonException unreadable) {
            mistakes.add(file + ": "
                    + String.valueOf(unreadable.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("unreadable"));
        }
        return this;
    }

    /** Variables that begin with {@code VOIPBIN_}, but for those that the launcher and tests use for themselves. */
    public ConfigReader environment(Map<String, String> environment) {
        Map<String, String> byVariable = new TreeMap<>();
        defaults.keySet().forEach(key -> byVariable.put(variable(key), key));
        environment.forEach((name, value) -> {
            if (byVariable.containsKey(name)) {
                put(byVariable.get(name), value, name);
            } else if (name.startsWith(ENVIRONMENT_PREFIX)) {
                mistakes.add(name + ": unknown" + didYouMean(name, byVariable.keySet()));
            }
        });
        return this;
    }

    /** One value by its key, e.g. from the command line. */
    public ConfigReader set(String key, String value) {
        put(key, value, key);
        return this;
    }

    /** @throws ConfigMistakes with everything that is wrong, all at once */
    public Config read() {
        if (mistakes.isEmpty()) {
            mistakes.addAll(ConfigRules.broken(build()));
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigMistakes(mistakes);
        }
        return build();
    }

    private Config build() {
        return (Config) build("", Config.class);
    }

    private Object build(String path, Class<?> type) {
        if (!type.isRecord()) {
            return Objects.requireNonNull(values.get(path));
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = build(join(path, snake(components[i].getName())), types[i]);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (ReflectiveOperationException everyRecordHasIt) {
            throw new IllegalStateException(everyRecordHasIt);
        }
    }

    private void flatten(String path, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String key = join(path, snake(component.getName()));
            try {
                Object value = component.getAccessor().invoke(record);
                if (value instanceof Record inner) {
                    flatten(key, inner);
                } else {
                    defaults.put(key, value);
                }
            } catch (ReflectiveOperationException everyRecordHasIt) {
                throw new IllegalStateException(everyRecordHasIt);
            }
        }
    }

    private void nested(String path, JsonNode node, String where) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            String key = join(path, property.getKey());
            if (property.getValue().isObject()) {
                nested(key, property.getValue(), where);
            } else {
                put(key, property.getValue().asString(""), where + ": " + key);
            }
        }
    }

    private void put(String key, String text, String where) {
        Object usual = defaults.get(key);
        if (usual == null) {
            mistakes.add(where + ": unknown" + didYouMean(key, defaults.keySet()));
        } else if (usual instanceof Integer) {
            try {
                values.put(key, Integer.parseInt(text.strip()));
            } catch (NumberFormatException notANumber) {
                mistakes.add(where + ": must be a whole number, not '" + text + "'");
            }
        } else if (usual instanceof Enum<?> constant) {
            putEnum(key, text, constant.getDeclaringClass(), where);
        } else {
            values.put(key, text);
        }
    }

    private void putEnum(String key, String text, Class<?> type, String where) {
        List<String> words = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String word = constant.toString().toLowerCase(Locale.ROOT);
            words.add(word);
            if (word.equals(text.strip().toLowerCase(Locale.ROOT))) {
                values.put(key, constant);
                return;
            }
        }
        mistakes.add(where + ": must be one of " + String.join(", ", words) + ", not '" + text + "'");
    }

    private static String didYouMean(String wrong, Iterable<String> known) {
        String best = "";
        int least = Math.max(2, wrong.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(wrong, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? "" : ", did you mean " + best + "?";
    }

    /** Levenshtein's: insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    static String variable(String key) {
        return ENVIRONMENT_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
