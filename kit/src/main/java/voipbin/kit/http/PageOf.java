package voipbin.kit.http;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import voipbin.kit.page.Page;

/** The type {@code Page<row>}, as a route declares its result. */
public record PageOf(Class<?> row) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
        return new Type[] {row};
    }

    @Override
    public Type getRawType() {
        return Page.class;
    }

    @Override
    public @Nullable Type getOwnerType() {
        return null;
    }
}
