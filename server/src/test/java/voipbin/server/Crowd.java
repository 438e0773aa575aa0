package voipbin.server;

import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;
import static voipbin.kit.auth.Permission.CUSTOMER_AGENT;
import static voipbin.kit.auth.Permission.CUSTOMER_MANAGER;
import static voipbin.kit.auth.Permission.NONE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import voipbin.kit.TestHttp;
import voipbin.kit.auth.Caller.Kind;
import voipbin.server.Somebody.Header;
import voipbin.server.Somebody.Unwelcome;

/** Everybody who comes to a server's door: of its first customer, of another one, of none. */
final class Crowd {

    private static final Duration LIFE = Duration.ofHours(1);
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;

    private final TestServer server;
    private final TestHttp operator;
    private final TestHttp admin;
    private final List<Somebody> known = new ArrayList<>();
    private final List<Unwelcome> unwelcome = new ArrayList<>();

    Crowd(TestServer server) {
        this.server = server;
        this.operator = Operator.of(server);
        this.admin = server.admin();
        JsonNode first = admin.get("/v1.0/customer").json();
        ofCustomer("own", first.path("id").asString(), key(admin), admin);
        Operator.Customer other = Operator.signUp(server);
        TestHttp otherAdmin = server.anonymous().with("Cookie", "accesskey=" + other.key());
        ofCustomer("foreign", other.id(), other.key(), otherAdmin);
        known.add(agent("operator", operator.get("/v1.0/me").json(), false));
        known.add(direct("own", first.path("id").asString()));
        known.add(direct("foreign", other.id()));
        forgers();
        former();
        frozen();
    }

    List<Somebody> known() {
        return known;
    }

    List<Unwelcome> unwelcome() {
        return unwelcome;
    }

    private void ofCustomer(String whose, String customer, String key, TestHttp admin) {
        boolean foreign = whose.equals("foreign");
        Map<String, Integer> permissions = Map.of(
                "admin", CUSTOMER_ADMIN, "manager", CUSTOMER_MANAGER, "plain agent", CUSTOMER_AGENT, "nobody", NONE);
        permissions.forEach((name, bits) -> known.add(agent(whose + " " + name, newAgent(admin, bits), foreign)));
        known.add(new Somebody(whose + " access key", Header.key(key), Kind.ACCESSKEY, CUSTOMER_ADMIN, foreign));
        String token = operator.post("/auth/delegate", Map.of("customer_id", customer, "reason", "to try every door"))
                .json()
                .path("token")
                .asString();
        known.add(new Somebody(whose + " delegate", Header.token(token), Kind.DELEGATE, CUSTOMER_ADMIN, foreign));
    }

    private Somebody agent(String name, JsonNode agent, boolean foreign) {
        return new Somebody(
                name,
                Header.token(agentToken(agent, LIFE)),
                Kind.AGENT,
                agent.path("permission").asInt(),
                foreign);
    }

    /** As logging in gives it, without the cost of the password. */
    private String agentToken(JsonNode agent, Duration life) {
        return sign(Map.of("type", "agent", "agent", agent), life);
    }

    private String sign(Map<String, ?> claims, Duration life) {
        return server.voipbin().core().locks().tokens().sign(claims, life);
    }

    /** As booting gives it; there is no such resource yet whose hash could be booted with. */
    private Somebody direct(String whose, String customer) {
        Map<String, ?> claims = Map.of(
                "customer_id",
                customer,
                "resource_type",
                "ai",
                "resource_id",
                UUID.randomUUID(),
                "allowed_resource_types",
                List.of("aicall"));
        String token = sign(Map.of("type", "direct", "direct", claims), LIFE);
        return new Somebody(whose + " direct token", Header.token(token), Kind.DIRECT, NONE, whose.equals("foreign"));
    }

    static JsonNode newAgent(TestHttp admin, int permission) {
        TestHttp.Answer answer =
                admin.post("/v1.0/agents", Operator.agent(TestServer.unique() + "@example.com", permission));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return answer.json();
    }

    private static JsonNode newKey(TestHttp admin) {
        return admin.post("/v1.0/accesskeys", Map.of("name", "door", "expire", 31_536_000))
                .json();
    }

    private static String key(TestHttp admin) {
        return newKey(admin).path("token").asString();
    }

    private void forgers() {
        JsonNode me = admin.get("/v1.0/me").json();
        String good = agentToken(me, LIFE);
        String signature = good.substring(good.lastIndexOf('.') + 1);
        String claims = good.split("\\.")[1];
        unwelcome.add(new Unwelcome("nobody", new Header("Accept", "*/*"), UNAUTHENTICATED, "AUTHENTICATION_REQUIRED"));
        invalid("garbage token", Header.token("garbage"));
        invalid("garbage key", Header.key("vb_" + "x".repeat(32)));
        invalid("expired token", Header.token(agentToken(me, Duration.ofSeconds(-1))));
        invalid("unsigned token", Header.token(base64("{\"alg\":\"none\"}") + "." + claims + "."));
        String more = base64("{\"type\":\"agent\",\"agent\":" + me + ",\"expire\":\"9999-01-01T00:00:00.000000Z\"}");
        invalid("changed token", Header.token(good.split("\\.")[0] + "." + more + "." + signature));
        invalid("token of unknown type", Header.token(sign(Map.of("type", "root", "agent", me), LIFE)));
        invalid("delegate token for another audience", Header.token(sign(delegation("other"), LIFE)));
        invalid("bad token beside a good key", new Header("Cookie", "token=x; accesskey=" + key(admin)));
    }

    private Map<String, ?> delegation(String audience) {
        return Map.of(
                "type",
                "delegate",
                "aud",
                audience,
                "sub",
                operator.get("/v1.0/me").json().path("id").asString(),
                "customer_id",
                admin.get("/v1.0/customer").json().path("id").asString());
    }

    private void former() {
        JsonNode key = newKey(admin);
        admin.delete("/v1.0/accesskeys/" + key.path("id").asString());
        invalid("deleted key", Header.key(key.path("token").asString()));
        JsonNode old = newKey(admin);
        server.voipbin()
                .core()
                .db()
                .write(tx -> tx.jooq()
                        .execute(
                                "update accesskeys set tm_expire = tm_create where token_prefix = ?",
                                old.path("token").asString().substring(0, 11)));
        invalid("expired key", Header.key(old.path("token").asString()));
        JsonNode agent = newAgent(admin, CUSTOMER_ADMIN);
        admin.delete("/v1.0/agents/" + agent.path("id").asString());
        invalid("deleted agent", Header.token(agentToken(agent, LIFE)));
        Operator.Customer gone = Operator.signUp(server);
        operator.delete("/v1.0/customers/" + gone.id());
        invalid("key of a deleted customer", Header.key(gone.key()));
    }

    private void frozen() {
        Operator.Customer frozen = Operator.signUp(server);
        server.voipbin()
                .core()
                .db()
                .write(tx ->
                        tx.jooq().execute("update customers set status = 'active' where email = ?", frozen.email()));
        TestHttp.Answer answer = operator.post("/v1.0/customers/" + frozen.id() + "/freeze", "");
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        unwelcome.add(new Unwelcome("frozen customer", Header.key(frozen.key()), FORBIDDEN, "ACCOUNT_FROZEN"));
    }

    private void invalid(String name, Header header) {
        unwelcome.add(new Unwelcome(name, header, UNAUTHENTICATED, "INVALID_CREDENTIALS"));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
