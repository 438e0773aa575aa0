package voipbin.kit.http;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Store;

/**
 * A resource's operations, said once. Each operation on one object checks existence, then the permission, before any
 * behaviour of its own runs; the permission is the one given last. A plain resource:
 *
 * <pre>{@code
 * Resource.of(store, "/tags", ADMIN_OR_MANAGER)
 *         .list().get().create(Draft.class).edit(Draft.class).delete().routes()
 * }</pre>
 */
public final class Resource<T extends Record> {

    /** Does something with one object. */
    @FunctionalInterface
    public interface Act<T extends Record> {
        @Nullable Object on(Caller caller, Id<T> id);
    }

    /** Does something with one object as a body says. */
    @FunctionalInterface
    public interface Change<T extends Record, B> {
        @Nullable Object on(Caller caller, Id<T> id, B body);
    }

    private final Store<T> store;
    private final String path;
    private final List<Route> routes = new ArrayList<>();
    private int permission;

    private Resource(Store<T> store, String path, int permission) {
        this.store = store;
        this.path = "/v1.0" + path;
        this.permission = permission;
    }

    /** @param path below {@code /v1.0}, e.g. {@code /extensions} */
    public static <T extends Record> Resource<T> of(Store<T> store, String path, int permission) {
        return new Resource<>(store, path, permission);
    }

    /** What the operations declared after this one need instead. */
    public Resource<T> needing(int other) {
        permission = other;
        return this;
    }

    public Resource<T> list() {
        return list(ask -> store.list(ask.caller(), permission, ask.page()));
    }

    public Resource<T> list(Function<Ask, Page<T>> how) {
        throw new UnsupportedOperationException();
    }

    public Resource<T> get() {
        throw new UnsupportedOperationException();
    }

    public Resource<T> get(Act<T> how) {
        throw new UnsupportedOperationException();
    }

    public Resource<T> create(Class<? extends Record> draft) {
        throw new UnsupportedOperationException();
    }

    public <B> Resource<T> create(Class<B> draft, BiFunction<Caller, B, ?> how) {
        throw new UnsupportedOperationException();
    }

    public Resource<T> edit(Class<? extends Record> changes) {
        throw new UnsupportedOperationException();
    }

    public <B> Resource<T> edit(Class<B> changes, Change<T, B> how) {
        throw new UnsupportedOperationException();
    }

    public Resource<T> delete() {
        throw new UnsupportedOperationException();
    }

    public Resource<T> delete(Act<T> how) {
        throw new UnsupportedOperationException();
    }

    /** {@code GET /{id}<verb>}; answers with what {@code result} says. */
    public Resource<T> get(String verb, Type result, Act<T> how) {
        throw new UnsupportedOperationException();
    }

    public Resource<T> post(String verb, Act<T> how) {
        throw new UnsupportedOperationException();
    }

    public <B> Resource<T> post(String verb, Class<B> body, Change<T, B> how) {
        throw new UnsupportedOperationException();
    }

    /** {@code PUT /{id}<verb>}: puts the body's components in place of the columns of their names. */
    public Resource<T> put(String verb, Class<? extends Record> changes) {
        throw new UnsupportedOperationException();
    }

    public <B> Resource<T> put(String verb, Class<B> body, Change<T, B> how) {
        throw new UnsupportedOperationException();
    }

    public Resource<T> delete(String verb, Act<T> how) {
        throw new UnsupportedOperationException();
    }

    /** An operation that fits none of the forms. */
    public Resource<T> route(Route route) {
        routes.add(route);
        return this;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    String path() {
        return path;
    }
}
