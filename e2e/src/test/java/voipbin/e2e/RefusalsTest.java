package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.time;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Ports;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.OneServer;

/** Why a call was not answered is told by hangup_reason. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(OneServer.class)
class RefusalsTest {
    @Test
    void busyPhoneMakesBusy(Customer customer) {
        isRefused("uas_busy", "busy", SOON, customer);
    }

    @Test
    void decliningPhoneMakesNoanswer(Customer customer) {
        isRefused("uas_decline", "noanswer", SOON, customer);
    }

    @Test
    void phoneThatNobodyAnswersIsCancelledWhenOurTimerEnds(Customer customer) {
        var limit = Duration.ofSeconds(OneServer.DIAL_TIMEOUT);
        var call = isRefused("uas_ring_no_answer", "dialout", limit.plus(SOON), customer);

        assertThat(Duration.between(time(call, "tm_create"), time(call, "tm_hangup")))
                .isBetween(limit.minusMillis(500), limit.plusSeconds(2));
    }

    @Test
    void linphonesDeclineMakesNoanswer(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            var id = customer.call(extension, Customer.TALK_LONG);
            phone.awaitRinging(SOON);
            phone.decline();

            hasReason(customer.awaitCall(id, "hangup", SOON), "noanswer");
        }
    }

    @Test
    void linphoneWithoutAFreeLineMakesBusy(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.busy(extension.account())) {
            phone.awaitRegistered(SOON);
            var id = customer.call(extension, Customer.TALK_LONG);

            hasReason(customer.awaitCall(id, "hangup", SOON), "busy");
        }
    }

    private static JsonNode isRefused(String scenario, String reason, Duration limit, Customer customer) {
        var extension = customer.newExtension();
        var port = Ports.free("127.0.0.1", 1);
        Sipp.act(SippRun.registering(extension.account(), port));
        try (var phone = Sipp.start(SippRun.waiting(scenario).at("127.0.0.1", port))) {
            var group = customer.groupcall(extension, Customer.TALK_LONG);
            var call = customer.awaitCall(group.path("call_ids").get(0).asString(), "hangup", limit);

            hasReason(call, reason);
            assertThat(time(call, "tm_ringing")).isBefore(time(call, "tm_hangup"));
            customer.awaitGroupcall(group.path("id").asString(), "hangup", SOON);
            phone.awaitSuccess();
            return call;
        }
    }

    private static void hasReason(JsonNode call, String reason) {
        assertThat(call.path("hangup_reason").asString("")).isEqualTo(reason);
        assertThat(call.path("hangup_by").asString("")).isEqualTo("remote");
        assertThat(call.has("tm_progressing")).isFalse();
    }
}
