package voipbin.kit.http;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;
import static voipbin.kit.auth.Permission.CUSTOMER_AGENT;
import static voipbin.kit.auth.Permission.NONE;
import static voipbin.kit.auth.Permission.PROJECT_SUPER_ADMIN;

import java.net.BindException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.TestDatabase;
import voipbin.kit.TestHttp;
import voipbin.kit.auth.Authenticator;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Sample;
import voipbin.kit.sql.Store;

/** A served sample resource with callers of every kind; a caller's token or access key is its name. */
final class SampleApi implements AutoCloseable {

    record Password(String password) {}

    static final Id<?> OURS = Id.random();
    static final Id<?> THEIRS = Id.random();

    static final Map<String, Caller> CALLERS = Map.of(
            "admin", new Caller(Caller.Kind.AGENT, OURS, Id.random(), CUSTOMER_ADMIN),
            "agent", new Caller(Caller.Kind.AGENT, OURS, Id.random(), CUSTOMER_AGENT),
            "stranger", new Caller(Caller.Kind.AGENT, THEIRS, Id.random(), ADMIN_OR_MANAGER),
            "super", new Caller(Caller.Kind.AGENT, THEIRS, Id.random(), PROJECT_SUPER_ADMIN),
            "direct", new Caller(Caller.Kind.DIRECT, OURS, Id.nil(), NONE),
            "key", new Caller(Caller.Kind.ACCESSKEY, OURS, Id.nil(), CUSTOMER_ADMIN));

    final Db db;
    final Store<Sample> store;
    final Counters counters = new Counters();
    final List<Route> routes = new ArrayList<>();
    final HttpApi api;
    final TestHttp http;

    SampleApi() {
        this(new HttpConfig("127.0.0.1", 0), List.of());
    }

    SampleApi(HttpConfig config, List<Route> more) {
        this(config, more, (_, guards) -> guards);
    }

    SampleApi(HttpConfig config, List<Route> more, BiFunction<Db, Guards, Guards> guarding) {
        db = TestDatabase.open(Clock.systemUTC());
        store = Sample.store(db, new Noun("sample", Visibility.CUSTOMER));
        routes.addAll(Resource.of(store, "/samples", ADMIN_OR_MANAGER)
                .list()
                .get()
                .create(Sample.Draft.class)
                .edit(Sample.Draft.class)
                .delete()
                .put("/name", Sample.Name.class)
                .put("/password", Password.class, (caller, id, body) -> store.update(id, body))
                .post("/poke", (caller, id) -> Map.of("poked", id))
                .post("/direct-hash-regenerate", (caller, id) -> store.live(caller, ADMIN_OR_MANAGER, id))
                .needing(CUSTOMER_AGENT)
                .get("/mood", Map.class, (caller, id) -> Map.of("mood", "fine"))
                .routes());
        routes.addAll(more);
        try {
            api = HttpApi.start(config, routes, guarding.apply(db, Guards.of(authenticator())), counters);
        } catch (BindException e) {
            throw new AssertionError(e);
        }
        http = TestHttp.at(api.port());
    }

    private static Authenticator authenticator() {
        return credential -> {
            String name = switch (credential) {
                case Credential.Jwt(String token) -> token;
                case Credential.Accesskey(String key) -> key.equals("key") ? key : "";
            };
            boolean keyAsToken = name.equals("key") && credential instanceof Credential.Jwt;
            return Optional.ofNullable(CALLERS.get(name))
                    .filter(_ -> !keyAsToken)
                    .orElseThrow(
                            () -> new Problem(Problem.Status.UNAUTHENTICATED, "INVALID_CREDENTIALS", "Not known."));
        };
    }

    String create(String name) {
        return http.as("admin")
                .post("/v1.0/samples", Map.of("name", name, "detail", "d"))
                .json()
                .get("id")
                .asString();
    }

    @Override
    public void close() {
        http.close();
        api.close();
        db.close();
    }
}
