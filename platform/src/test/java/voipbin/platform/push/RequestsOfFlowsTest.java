package voipbin.platform.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.outward.AddressRules;
import voipbin.kit.outward.OutwardHttp;
import voipbin.platform.flow.Webhooks.Hook;
import voipbin.platform.push.Receiver.Answer;
import voipbin.platform.push.Receiver.Told;

/** What {@code webhook_send} sends, on the wire. */
class RequestsOfFlowsTest {

    private final OutwardHttp http = new OutwardHttp(AddressRules.anything(), OutwardHttp.Patience.STANDARD);
    private final Receiver receiver = Receiver.answering(200);
    private final Counters counters = new Counters();
    private final Queue<Problem> problems = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        receiver.close();
        http.close();
    }

    private FlowWebhooks webhooks(String secret) {
        return new FlowWebhooks(
                http, _ -> Optional.of(secret).filter(text -> !text.isEmpty()), Clock.systemUTC(), counters);
    }

    private Told sent(String secret, Hook hook) {
        webhooks(secret).send(Id.random(), hook, problems::add);
        return receiver.await(list -> !list.isEmpty()).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"'', GET", "GET, GET", "POST, POST", "put, PUT", "DELETE, DELETE"})
    void theMethodIsTheFlowsAndNoneIsGet(String method, String used) {
        Told told = sent("", new Hook(URI.create(receiver.uri("/a")), method, "text/plain", "order 4711"));
        assertThat(told.method()).isEqualTo(used);
        assertThat(told.body()).isEqualTo("order 4711");
        assertThat(told.headers()).containsEntry("content-type", "text/plain").doesNotContainKey("x-voipbin-signature");
    }

    @Test
    void withoutATypeOfDataNoneIsSaidAndACustomersSecretSigns() {
        Told told = sent("secret", new Hook(URI.create(receiver.uri("/a")), "POST", "", "{}"));
        assertThat(told.headers()).doesNotContainKey("content-type");
        // HMAC-SHA256 of {} with the key "secret", by openssl
        assertThat(told.headers())
                .containsEntry(
                        "x-voipbin-signature",
                        "sha256=77325902caca812dc259733aacd046b73817372c777b8d95b402647474516e13");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 404})
    void whatIsAnsweredIsTriedOnce(int status) {
        receiver.answer(_ -> new Answer(status, Map.of()));
        assertThat(sent("", new Hook(URI.create(receiver.uri("/a")), "POST", "", ""))
                        .answer())
                .isEqualTo(status);
        assertThat(counters.counter("webhook_send.undelivered").sum()).isZero();
    }

    @Test
    void aServersOwnFaultIsTriedThreeTimes() {
        receiver.answer(_ -> Answer.of(503));
        webhooks("").send(Id.random(), new Hook(URI.create(receiver.uri("/a")), "POST", "", ""), problems::add);
        assertThat(receiver.await(list -> list.size() >= 3)).hasSize(3);
        while (problems.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(problems.peek().reason()).isEqualTo("WEBHOOK_UNDELIVERED");
        assertThat(problems.peek().getMessage()).isEqualTo(receiver.uri("/a") + " answers 503");
        assertThat(counters.counter("webhook_send.undelivered").sum()).isOne();
    }

    @Test
    void anotherMethodIsRefused() {
        assertThatThrownBy(() -> webhooks("")
                        .send(Id.random(), new Hook(URI.create(receiver.uri("/a")), "PATCH", "", ""), problems::add))
                .isInstanceOf(Problem.class);
    }
}
