package voipbin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.kit.TestHttp.Answer;
import voipbin.kit.auth.Caller;

class LimitsTest {

    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
    private static final RateLimits.Tier TWO = new RateLimits.Tier(0.5, 2);

    private final AtomicLong now = new AtomicLong(-5);
    private final Limits limits =
            new Limits(new RateLimits(TWO, TWO, TWO, TWO, new RateLimits.Tier(0, 5), TWO), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static Caller caller(Caller.Kind kind, Id<?> customer) {
        return new Caller(kind, customer, Id.random(), 0);
    }

    private long refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable admission) {
        Limits.Exceeded exceeded = catchThrowableOfType(Limits.Exceeded.class, admission);
        return exceeded == null ? 0 : exceeded.seconds();
    }

    @Test
    void aBurstIsAdmittedThenTheRate() {
        limits.admit(ADDRESS, "/v1.0/calls");
        limits.admit(ADDRESS, "/v1.0/flows");
        assertThat(refused(() -> limits.admit(ADDRESS, "/v1.0/calls"))).isEqualTo(2);
        pass(Duration.ofMillis(500));
        // a second and a half, rounded up
        assertThat(refused(() -> limits.admit(ADDRESS, "/v1.0/calls"))).isEqualTo(2);
        pass(Duration.ofMillis(1500));
        limits.admit(ADDRESS, "/v1.0/calls");
        assertThat(refused(() -> limits.admit(ADDRESS, "/v1.0/calls"))).isEqualTo(2);
    }

    @Test
    void tiersAndAddressesAreApart() {
        for (String path : List.of("/v1.0/calls", "/auth/login", "/auth/delegate")) {
            limits.admit(ADDRESS, path);
            limits.admit(ADDRESS, path);
            assertThat(refused(() -> limits.admit(ADDRESS, path))).isPositive();
        }
        assertThat(refused(() -> limits.admit(ADDRESS, "/auth/signup"))).isPositive();
        limits.admit(InetAddress.ofLiteral("192.0.2.2"), "/v1.0/calls");
        for (int i = 0; i < 100; i++) {
            limits.admit(ADDRESS, "/health");
        }
    }

    @Test
    void ofIpv6AWholeNetworkIsOneClient() {
        limits.admit(InetAddress.ofLiteral("2001:db8::1"), "/v1.0/calls");
        limits.admit(InetAddress.ofLiteral("2001:db8::2"), "/v1.0/calls");
        assertThat(refused(() -> limits.admit(InetAddress.ofLiteral("2001:db8::ffff:3"), "/v1.0/calls")))
                .isPositive();
        assertThatCode(() -> limits.admit(InetAddress.ofLiteral("2001:db8:0:1::1"), "/v1.0/calls"))
                .doesNotThrowAnyException();
    }

    @Test
    void agentsAndAccessKeysOfACustomerShareOneBudgetAndOthersHaveTheirOwn() {
        Id<?> customer = Id.random();
        limits.admit(caller(Caller.Kind.AGENT, customer));
        limits.admit(caller(Caller.Kind.ACCESSKEY, customer));
        assertThat(refused(() -> limits.admit(caller(Caller.Kind.AGENT, customer)))).isPositive();
        limits.admit(caller(Caller.Kind.DELEGATE, customer));
        limits.admit(caller(Caller.Kind.AGENT, Id.random()));
        for (int i = 0; i < 100; i++) {
            // its tier is off
            limits.admit(caller(Caller.Kind.DIRECT, customer));
        }
    }

    @Test
    void whoIsQuietIsForgotten() {
        for (int i = 0; i < 10_000; i++) {
            limits.admit(InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250), "/v1.0/calls");
        }
        assertThat(limits.buckets()).isEqualTo(10_000);
        pass(Duration.ofSeconds(61));
        limits.admit(ADDRESS, "/v1.0/calls");
        assertThat(limits.buckets()).isEqualTo(1);
    }

    @Test
    void theRefusalSaysByWhatAndForHowLong() {
        RateLimits one = new RateLimits(TWO, TWO, TWO, new RateLimits.Tier(0.01, 1), TWO, TWO);
        try (SampleApi api =
                new SampleApi(new HttpConfig("127.0.0.1", 0), List.of(), (_, guards) -> guards.limits(one))) {
            assertThat(api.http.as("admin").get("/v1.0/samples").status()).isEqualTo(200);
            Answer byCustomer = api.http.as("key").get("/v1.0/samples?accesskey=key");
            assertThat(byCustomer.reason()).isEqualTo("INVALID_CREDENTIALS");
            Answer byAddress = api.http.as("agent").get("/v1.0/samples");
            assertThat(byAddress.status()).isEqualTo(429);
            assertThat(byAddress.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(byAddress.json().at("/error/details/0/limited_by").asString()).isEqualTo("ip");
            assertThat(byAddress.headers().firstValue("Retry-After")).contains("2");
        }
        RateLimits customers = new RateLimits(
                RateLimits.Tier.OFF, TWO, RateLimits.Tier.OFF, new RateLimits.Tier(0.01, 1), TWO, TWO);
        try (SampleApi api =
                new SampleApi(new HttpConfig("127.0.0.1", 0), List.of(), (_, guards) -> guards.limits(customers))) {
            assertThat(api.http.as("admin").get("/v1.0/samples").status()).isEqualTo(200);
            Answer refused = api.http.get("/v1.0/samples?accesskey=key");
            assertThat(refused.json().at("/error/details/0/limited_by").asString()).isEqualTo("customer");
            assertThat(refused.headers().firstValue("Retry-After")).contains("100");
            assertThat(api.http.as("stranger").get("/v1.0/samples").status()).isEqualTo(200);
        }
    }

    @Test
    void theGateIsAskedAfterTheLimitsAndBeforeAnythingElse() {
        Gate frozen = (caller, route) -> {
            if (caller.customerId().equals(SampleApi.OURS)) {
                throw new voipbin.base.Problem(
                        voipbin.base.Problem.Status.PERMISSION_DENIED, "ACCOUNT_FROZEN", route.path());
            }
        };
        try (SampleApi api =
                new SampleApi(new HttpConfig("127.0.0.1", 0), List.of(), (_, guards) -> guards.gate(frozen))) {
            assertThat(api.http.as("admin").get("/v1.0/samples/no-id").reason()).isEqualTo("ACCOUNT_FROZEN");
            assertThat(api.http.as("stranger").get("/v1.0/samples").status()).isEqualTo(200);
            assertThat(api.http.get("/v1.0/samples").status()).isEqualTo(401);
        }
    }
}
