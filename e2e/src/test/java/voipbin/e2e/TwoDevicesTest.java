package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Phone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Extension;
import voipbin.e2e.product.OneServer;

/** All devices of an extension ring, and the first answer wins. */
@ExtendWith(OneServer.class)
class TwoDevicesTest {
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    @Test
    void linphoneStopsRingingAsSoonAsBaresipAnswers(Customer customer) {
        var extension = customer.newExtension();
        try (var linphone = Linphone.registering(extension.account());
                var baresip = Baresip.registering(extension.account())) {
            oneAnswersAndTheOtherStopsRinging(baresip, linphone, customer, extension);
        }
    }

    @Test
    void baresipStopsRingingAsSoonAsLinphoneAnswers(Customer customer) {
        var extension = customer.newExtension();
        try (var linphone = Linphone.registering(extension.account());
                var baresip = Baresip.registering(extension.account())) {
            oneAnswersAndTheOtherStopsRinging(linphone, baresip, customer, extension);
        }
    }

    @Test
    void whenOneIsBusyTheOtherRingsOn(Customer customer) {
        var extension = customer.newExtension();
        try (var busy = Linphone.busy(extension.account());
                var free = Linphone.registering(extension.account())) {
            busy.awaitRegistered(SOON);
            free.awaitRegistered(SOON);
            var group = customer.groupcall(extension, Customer.TALK_LONG);

            free.awaitRinging(SOON);
            assertThat(free.happenings().comesWithin(Kind.ENDED, Duration.ofMillis(500)))
                    .isFalse();
            free.answer();
            free.awaitConnected(SOON);
            free.hangUp();
            customer.awaitGroupcall(group.path("id").asString(), "hangup", SOON);
        }
    }

    private static void oneAnswersAndTheOtherStopsRinging(
            Phone one, Phone other, Customer customer, Extension extension) {
        one.awaitRegistered(SOON);
        other.awaitRegistered(SOON);
        var group = customer.groupcall(extension, Customer.TALK_LONG);
        assertThat(group.path("call_ids")).hasSize(2);
        assertThat(group.path("call_count").asInt(0)).isEqualTo(2);

        one.awaitRinging(SOON);
        other.awaitRinging(SOON);
        one.answer();
        var answered = one.awaitConnected(SOON);
        var stopped = other.awaitEnded(SOON);
        assertThat(Duration.between(answered.at(), stopped.at())).isLessThan(AT_ONCE);
        assertThat(other.happenings().count(Kind.CONNECTED)).isZero();
        assertThat(one.happenings().comesWithin(Kind.ENDED, AT_ONCE)).isFalse();

        one.hangUp();
        var ended = customer.awaitGroupcall(group.path("id").asString(), "hangup", SOON);
        reasonsAre(
                ended.path("answer_call_id").asString(),
                customer,
                group.path("call_ids").valueStream().map(id -> id.asString()).toList());
    }

    /** The winner talked, the other was cancelled by us. */
    private static void reasonsAre(String winner, Customer customer, List<String> calls) {
        assertThat(calls).contains(winner);
        for (var id : calls) {
            var call = customer.awaitCall(id, "hangup", SOON);
            var won = id.equals(winner);
            assertThat(call.path("hangup_reason").asString("")).isEqualTo(won ? "normal" : "cancel");
            assertThat(call.path("hangup_by").asString("")).isEqualTo(won ? "remote" : "local");
            assertThat(call.has("tm_progressing")).isEqualTo(won);
        }
    }
}
