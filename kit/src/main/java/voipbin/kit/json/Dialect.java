package voipbin.kit.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.LogicalType;
import voipbin.base.Id;

/** How Jackson is set up to speak our JSON. */
final class Dialect {

    /** Deep enough for any flow, shallow enough for any stack. */
    private static final int DEEPEST = 100;

    private Dialect() {}

    /** What the API's clients see. */
    static JsonMapper forClients() {
        return common().addModule(new SimpleModule().setSerializerModifier(new Omissions()))
                .build();
    }

    /** What lies in JSON columns: secrets too, and nothing is left out but nulls. */
    static JsonMapper forColumns() {
        return common().changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    private static JsonMapper.Builder common() {
        SimpleModule scalars = new SimpleModule()
                .addSerializer(new Scalars.IdWriter())
                .addDeserializer(Id.class, new Scalars.IdReader())
                .addSerializer(new Scalars.TimeWriter())
                .addDeserializer(Instant.class, new Scalars.TimeReader())
                .setDeserializerModifier(new Records());
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(100)
                        .maxNameLength(1_000)
                        .build())
                .build();
        return strict(JsonMapper.builder(factory))
                .annotationIntrospector(new EnumWords())
                .propertyNamingStrategy(new ComponentWords())
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.AS_EMPTY))
                .addModule(scalars);
    }

    private static JsonMapper.Builder strict(JsonMapper.Builder builder) {
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            builder.withCoercionConfig(LogicalType.Textual, c -> c.setCoercion(shape, CoercionAction.Fail));
        }
        return builder.withCoercionConfig(
                        LogicalType.Enum, c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                // else a constant is looked up by its toString, and only @JsonProperty comes before that
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    }

    private static final class EnumWords extends JacksonAnnotationIntrospector {
        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            return Arrays.stream(constants).map(Words::of).toArray(String[]::new);
        }
    }

    private static final class ComponentWords extends PropertyNamingStrategy {
        @Override
        public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
            return Words.snake(name);
        }

        @Override
        public String nameForField(MapperConfig<?> config, AnnotatedField field, String name) {
            return Words.snake(name);
        }
    }

    private static final class Omissions extends ValueSerializerModifier {
        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
            if (!bean.getBeanClass().isRecord()) {
                return properties;
            }
            List<BeanPropertyWriter> changed = new ArrayList<>();
            for (BeanPropertyWriter property : properties) {
                RecordComponent component =
                        componentOf(bean.getBeanClass(), property.getMember().getName());
                if (!component.isAnnotationPresent(Secret.class)) {
                    changed.add(new Omission(property, component));
                }
            }
            return changed;
        }

        private static RecordComponent componentOf(Class<?> record, String name) {
            return Arrays.stream(record.getRecordComponents())
                    .filter(component -> component.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(record + " has no component " + name));
        }
    }

    private static final class Records extends ValueDeserializerModifier {
        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> usual) {
            Class<?> type = bean.getBeanClass();
            boolean ours = type.isRecord() && usual instanceof BeanDeserializerBase && !readsItself(type);
            return ours ? new RecordReader(bean.getType()) : usual;
        }

        private static boolean readsItself(Class<?> type) {
            Stream<Method> methods = Arrays.stream(type.getDeclaredMethods());
            Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
            return type.isAnnotationPresent(JsonDeserialize.class)
                    || Stream.concat(methods, constructors).anyMatch(e -> e.isAnnotationPresent(JsonCreator.class));
        }
    }
}
