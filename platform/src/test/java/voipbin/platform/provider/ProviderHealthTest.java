package voipbin.platform.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.base.ManualTime;
import voipbin.kit.TestDatabase;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.kit.event.Event;
import voipbin.kit.event.Position;
import voipbin.kit.event.Visibility;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Noun;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Table;
import voipbin.platform.provider.Provider.HealthStatus;
import voipbin.sip.OutgoingRequest;
import voipbin.sip.RequestOutcome;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;

/** What is noted of a check; that OPTIONS are really sent and answered is tried in the server's CarrierTest. */
class ProviderHealthTest {

    private final ManualTime time = new ManualTime();
    private final Db db = TestDatabase.open(time);
    private final Store<Provider> store =
            new Store<>(db, Table.of("providers", Provider.class), new Noun("provider", Visibility.INTERNAL));
    private final Providers providers = new Providers(store, Carriers.NONE);
    private final Provider provider =
            store.create(operator(), Permission.PROJECT_SUPER_ADMIN, new Named("127.0.0.1:5070"));

    private record Named(String hostname) {}

    private static Caller operator() {
        return new Caller(Caller.Kind.AGENT, Id.random(), Id.random(), Permission.PROJECT_SUPER_ADMIN);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void theSameAnswerAgainIsNotedWithoutAnEvent() {
        providers.checked(provider, HealthStatus.HEALTHY);
        time.advance(Duration.ofSeconds(30));
        providers.checked(provider, HealthStatus.HEALTHY);
        Provider now = store.find(provider.id()).orElseThrow();
        assertThat(now.healthStatus()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(now.healthCheckedAt()).isEqualTo(time.instant());
        assertThat(now.tmUpdate()).as("nobody has changed it").isNull();
        assertThat(events()).containsExactly("provider_created", "provider_updated");
        providers.checked(provider, HealthStatus.UNHEALTHY);
        assertThat(events()).hasSize(3);
    }

    @Test
    void anAnswerOfAHostThatItNoLongerHasIsNotBelieved() {
        providers.checked(provider, HealthStatus.HEALTHY);
        Provider.Draft moved = new Provider.Draft(Provider.Type.SIP, "sip.example.com", "", "", Map.of(), "", "", "");
        assertThat(providers.edit(provider.id(), moved).healthStatus()).isEqualTo(HealthStatus.UNKNOWN);
        providers.checked(provider, HealthStatus.UNHEALTHY);
        assertThat(store.find(provider.id()).orElseThrow().healthStatus()).isEqualTo(HealthStatus.UNKNOWN);
    }

    @Test
    void anyAnswerIsHealthyAndSilenceForFiveSecondsIsNot() {
        List<OutgoingRequest> asked = new ArrayList<>();
        List<Consumer<RequestOutcome>> waiting = new ArrayList<>();
        ProviderHealth health = new ProviderHealth(
                providers,
                (request, outcome) -> {
                    asked.add(request);
                    waiting.add(outcome);
                },
                NameAddress.of(SipUri.of("health", "localhost")),
                time);
        health.check();
        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo(Method.OPTIONS);
            assertThat(request.target()).hasToString("sip:127.0.0.1:5070");
        });
        time.advance(Duration.ofSeconds(5));
        await(HealthStatus.UNHEALTHY);
        waiting.getFirst().accept(new RequestOutcome.Unreachable("too late to count"));
        health.check();
        waiting.getLast().accept(new RequestOutcome.Answered(forbidden()));
        await(HealthStatus.HEALTHY);
        assertThat(time.pending()).as("no timer is left").isZero();
    }

    private static Response forbidden() {
        return Response.of(403, "Forbidden", Headers.builder().build());
    }

    private void await(HealthStatus status) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (store.find(provider.id()).orElseThrow().healthStatus() != status) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private List<String> events() {
        db.outbox().settle();
        return db.outbox().after(Position.START, 100).stream().map(Event::type).toList();
    }
}
