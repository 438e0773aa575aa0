package voipbin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.base.Problem;
import voipbin.kit.TestDatabase;
import voipbin.kit.TestHttp;
import voipbin.kit.TestHttp.Answer;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Credential;
import voipbin.kit.sql.DatabaseConfig;
import voipbin.kit.sql.Db;

class IdempotencyTest {

    private record Body(String name) {}

    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-01T10:00:00Z"));
    private final DatabaseConfig database = TestDatabase.fresh();
    private Db db;
    private HttpApi api;
    private TestHttp http;

    @BeforeEach
    void start() {
        db = Db.open(database, clock());
        api = serve();
        http = TestHttp.at(api.port());
    }

    @AfterEach
    void stop() {
        leave.countDown();
        http.close();
        api.close();
        db.close();
    }

    private java.time.Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private HttpApi serve() {
        List<Route> routes = List.of(
                post("/v1.0/things", ask -> Map.of(
                        "run", runs.incrementAndGet(), "name", ask.body(Body.class).name())),
                post("/v1.0/things/{id}/poke", ask -> Map.of("run", runs.incrementAndGet(), "id", ask.id("id"))),
                post("/v1.0/refuse", _ -> {
                    runs.incrementAndGet();
                    throw Problem.conflict("STATE_INVALID", "No.");
                }),
                post("/v1.0/limited", _ -> {
                    throw new Problem(
                            Problem.Status.RESOURCE_EXHAUSTED, "RESOURCE_LIMIT_EXCEEDED", "run " + runs.incrementAndGet());
                }),
                post("/v1.0/break", _ -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("only in the log");
                }),
                post("/v1.0/wait", _ -> {
                    entered.countDown();
                    await();
                    return Map.of("run", runs.incrementAndGet());
                }),
                post("/v1.0/upload", ask -> Map.of("run", runs.incrementAndGet(), "size", ask.upload("file").size()))
                        .uploading("file", 1000));
        Guards guards = Guards.of(IdempotencyTest::who).idempotency(new IdempotencyKeys(db, new SecureRandom()));
        try {
            return HttpApi.start(new HttpConfig("127.0.0.1", 0), routes, guards, new Counters());
        } catch (BindException e) {
            throw new AssertionError(e);
        }
    }

    private static Route post(String path, Handler handler) {
        return new Route("POST", path, Access.AUTHENTICATED, Void.class, Map.class, handler);
    }

    private void await() {
        try {
            leave.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Caller who(Credential credential) {
        return SampleApi.CALLERS.get(credential instanceof Credential.Jwt(String token) ? token : "");
    }

    private Answer post(String caller, String key, String path, String body) {
        return http.as(caller).with("Idempotency-Key", key).post(path, body);
    }

    @Test
    void theSameRequestGetsTheSameAnswerAgain() {
        Answer first = post("admin", "k", "/v1.0/things", "{\"name\":\"a\"}");
        Answer again = post("admin", "k", "/v1.0/things", "{\"name\":\"a\"}");
        assertThat(first.text()).isEqualTo("{\"run\":1,\"name\":\"a\"}").isEqualTo(again.text());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(runs).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "admin,    k, /v1.0/things,                                          b, 422",
        "key,      k, /v1.0/things,                                          a, 422",
        "admin,    k, /v1.0/things?x=1,                                      a, 422",
        "stranger, k, /v1.0/things,                                          a, 200",
        "admin,    j, /v1.0/things,                                          a, 200",
        "admin,    k, /v1.0/things/5e4a0000-1111-4222-8333-444455556666/poke, a, 200",
    })
    void anotherRequestIsRefusedAndAnotherKeyCustomerOrOperationIsFree(
            String caller, String key, String path, String name, int status) {
        post("admin", "k", "/v1.0/things", "{\"name\":\"a\"}");
        Answer answer = post(caller, key, path, "{\"name\":\"" + name + "\"}");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(status == 422 ? "IDEMPOTENCY_KEY_REUSED" : "");
        assertThat(runs).hasValue(status == 422 ? 1 : 2);
    }

    @Test
    void theSameBodyForAnotherObjectIsAnotherRequest() {
        post("admin", "k", "/v1.0/things/5e4a0000-1111-4222-8333-444455556666/poke", "");
        Answer other = post("admin", "k", "/v1.0/things/5e4a0000-1111-4222-8333-444455556667/poke", "");
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void refusalsAreAnswersTooButNotThoseThatPass() {
        assertThat(post("admin", "k", "/v1.0/refuse", "").reason()).isEqualTo("STATE_INVALID");
        Answer again = post("admin", "k", "/v1.0/refuse", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.reason()).isEqualTo("STATE_INVALID");
        assertThat(runs).hasValue(1);
        for (String path : List.of("/v1.0/break", "/v1.0/limited")) {
            int before = runs.get();
            int status = post("admin", "k", path, "").status();
            assertThat(post("admin", "k", path, "").status()).isEqualTo(status);
            assertThat(runs).hasValue(before + 2);
        }
    }

    @Test
    void whileOneRunsASecondOneIsRefused() throws Exception {
        CompletableFuture<Answer> first =
                CompletableFuture.supplyAsync(() -> post("admin", "k", "/v1.0/wait", ""));
        entered.await();
        Answer second = post("admin", "k", "/v1.0/wait", "");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.reason()).isEqualTo("IDEMPOTENCY_IN_PROGRESS");
        leave.countDown();
        assertThat(first.get().text()).isEqualTo("{\"run\":1}");
        assertThat(post("admin", "k", "/v1.0/wait", "").text()).isEqualTo("{\"run\":1}");
    }

    @Test
    void aRestartForgetsNothingAndADayForgetsAll() {
        post("admin", "k", "/v1.0/things", "{\"name\":\"a\"}");
        api.close();
        db.close();
        db = Db.open(database, clock());
        api = serve();
        http = TestHttp.at(api.port());
        now.updateAndGet(time -> time.plus(Duration.ofHours(23)));
        assertThat(post("admin", "k", "/v1.0/things", "{\"name\":\"a\"}").text()).contains("\"run\":1");
        now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
        assertThat(post("admin", "k", "/v1.0/things", "{\"name\":\"b\"}").text()).contains("\"run\":2");
    }

    @Test
    void aKeyWhoseProcessDiedStaysTakenUntilItExpires() {
        IdempotencyKeys keys = new IdempotencyKeys(db, new SecureRandom());
        IdempotencyKeys.Use use =
                new IdempotencyKeys.Use(SampleApi.OURS, "POST /v1.0/calls", "k", new byte[] {1});
        try {
            keys.once(use, () -> {
                throw new StackOverflowError("as if the process had died");
            });
        } catch (StackOverflowError died) {
            assertThat(died).hasMessageContaining("died");
        }
        assertThat(keys.once(use, () -> Reply.text("twice"))).isInstanceOf(IdempotencyKeys.Outcome.Running.class);
        now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
        assertThat(keys.once(use, () -> Reply.text("once"))).isInstanceOf(IdempotencyKeys.Outcome.Ran.class);
    }

    @Test
    void whatIsKeptCannotBeReadWithoutTheKey() {
        post("admin", "my-secret-key", "/v1.0/things", "{\"name\":\"shown-once\"}");
        String kept = db.read(tx -> tx.jooq().fetch("select * from idempotency_keys").toString());
        assertThat(kept).doesNotContain("my-secret-key").doesNotContain("shown-once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void uploadsAreToldApartByWhatTheyCarryNotByTheirBoundaries(String second) {
        Answer first = upload("boundary-1", "a");
        assertThat(first.text()).isEqualTo("{\"run\":1,\"size\":1}");
        Answer again = upload("boundary-2", second);
        assertThat(again.status()).isEqualTo(second.equals("a") ? 200 : 422);
        assertThat(runs).hasValue(1);
    }

    private Answer upload(String boundary, String content) {
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\n\r\n"
                + content + "\r\n--" + boundary + "--\r\n";
        return http.as("admin")
                .with("Idempotency-Key", "k")
                .with("Content-Type", "multipart/form-data; boundary=" + boundary)
                .post("/v1.0/upload", body);
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        assertThat(post("admin", "k".repeat(256), "/v1.0/things", "{}").status()).isEqualTo(400);
        assertThat(post("admin", "k".repeat(255), "/v1.0/things", "{}").status()).isEqualTo(200);
    }
}
