package voipbin.kit.http;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.page.Page;
import voipbin.kit.sql.Noun;
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
        @Nullable
        Object on(Caller caller, Id<T> id);
    }

    /** Does something with one object as a body says. */
    @FunctionalInterface
    public interface Change<T extends Record, B> {
        @Nullable
        Object on(Caller caller, Id<T> id, B body);
    }

    private static final Set<String> HASH_REGENERATE = Set.of("/direct-hash-regenerate", "/direct_hash_regenerate");

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
        int needed = permission;
        return list(ask -> store.list(ask.caller(), needed, ask.page()));
    }

    /** With filters of its own; what it returns must be the caller's to see. */
    public Resource<T> list(Function<Ask, Page<T>> how) {
        int needed = permission;
        add("GET", "", Void.class, new PageOf(store.table().row()), ask -> {
            // what the query says wrong comes before what the caller may not
            ask.page();
            ask.caller().require(ownerFor(ask.caller()), needed);
            return how.apply(ask);
        });
        return with(route -> route.query("page_size", int.class, "At most so many, 100 unless given")
                .query("page_token", String.class, "The next_page_token of the page before"));
    }

    public Resource<T> get() {
        int needed = permission;
        return add("GET", "/{id}", ask -> store.get(ask.caller(), needed, ask.id("id")));
    }

    public Resource<T> get(Act<T> how) {
        int needed = permission;
        return add("GET", "/{id}", ask -> {
            Id<T> id = ask.id("id");
            store.get(ask.caller(), needed, id);
            return how.on(ask.caller(), id);
        });
    }

    public Resource<T> create(Class<? extends Record> draft) {
        int needed = permission;
        return create(draft, (caller, body) -> store.create(caller, needed, body));
    }

    public <B> Resource<T> create(Class<B> draft, BiFunction<Caller, B, ?> how) {
        int needed = permission;
        return add("POST", "", draft, row(), ask -> {
            B body = ask.body(draft);
            ask.caller().require(ownerFor(ask.caller()), needed);
            return how.apply(ask.caller(), body);
        });
    }

    /** {@code PUT /{id}}: puts the body's components in place of the columns of their names. */
    public Resource<T> edit(Class<? extends Record> changes) {
        return put("", changes);
    }

    public <B> Resource<T> edit(Class<B> changes, Change<T, B> how) {
        return put("", changes, how);
    }

    public Resource<T> delete() {
        int needed = permission;
        return add("DELETE", "/{id}", ask -> store.delete(ask.caller(), needed, ask.id("id")));
    }

    public Resource<T> delete(Act<T> how) {
        return delete("", how);
    }

    /** {@code GET /{id}<verb>}; {@code result} is the type of what it answers. */
    public Resource<T> get(String verb, Type result, Act<T> how) {
        return add("GET", "/{id}" + verb, Void.class, result, acting(verb, how));
    }

    /** {@code POST /{id}<verb>} without a body. */
    public Resource<T> post(String verb, Act<T> how) {
        return add("POST", "/{id}" + verb, acting(verb, how));
    }

    public <B> Resource<T> post(String verb, Class<B> body, Change<T, B> how) {
        return add("POST", "/{id}" + verb, body, row(), changing(body, how));
    }

    /** {@code PUT /{id}<verb>}: puts the body's components in place of the columns of their names. */
    public Resource<T> put(String verb, Class<? extends Record> changes) {
        int needed = permission;
        return add("PUT", "/{id}" + verb, changes, row(), ask -> {
            Id<T> id = ask.id("id");
            return store.edit(ask.caller(), needed, id, ask.body(changes));
        });
    }

    public <B> Resource<T> put(String verb, Class<B> body, Change<T, B> how) {
        return add("PUT", "/{id}" + verb, body, row(), changing(body, how));
    }

    public Resource<T> delete(String verb, Act<T> how) {
        return add("DELETE", "/{id}" + verb, acting(verb, how));
    }

    /** An operation that fits none of the forms. */
    public Resource<T> route(Route route) {
        routes.add(route);
        return this;
    }

    /** Changes what was declared last, e.g. {@code .with(route -> route.query("status", Status.class, "Only these"))}. */
    public Resource<T> with(UnaryOperator<Route> change) {
        routes.add(change.apply(routes.removeLast()));
        return this;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    private Handler acting(String verb, Act<T> how) {
        int needed = permission;
        // the contract declares the id of this one operation a uuid, which has another reason (conventions §6)
        String reason = HASH_REGENERATE.contains(verb) ? "INVALID_REQUEST_PARAMETER" : "INVALID_ID";
        return ask -> {
            Id<T> id = ask.id("id", reason);
            store.live(ask.caller(), needed, id);
            return how.on(ask.caller(), id);
        };
    }

    private <B> Handler changing(Class<B> type, Change<T, B> how) {
        int needed = permission;
        return ask -> {
            Id<T> id = ask.id("id");
            B body = ask.body(type);
            store.live(ask.caller(), needed, id);
            return how.on(ask.caller(), id, body);
        };
    }

    private Id<?> ownerFor(Caller caller) {
        return store.table().has("customer_id") ? caller.customerId() : Id.nil();
    }

    private Type row() {
        return store.table().row();
    }

    private Resource<T> add(String method, String rest, Handler handler) {
        return add(method, rest, Void.class, row(), handler);
    }

    private Resource<T> add(String method, String rest, Class<?> body, Type result, Handler handler) {
        Route route = new Route(method, path + rest, Access.AUTHENTICATED, body, result, handler);
        return route(rest.isEmpty() ? route : refusing(route));
    }

    /** What an operation on one object can be refused for. */
    private Route refusing(Route route) {
        Noun noun = store.noun();
        Route missing = route.failing(
                Problem.Status.NOT_FOUND, noun.word().toUpperCase(Locale.ROOT) + "_NOT_FOUND", "RESOURCE_NOT_FOUND");
        return noun.deleted() == Noun.Deleted.CONFLICT
                ? missing.failing(Problem.Status.FAILED_PRECONDITION, "STATE_INVALID")
                : missing;
    }
}
