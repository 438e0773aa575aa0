package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Ports;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.OneServer;

/** Either side ends a call, at any time. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(OneServer.class)
class HangupTest {
    @Test
    void byThePhoneWhileTalking(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Baresip.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            var id = customer.call(extension, Customer.TALK_LONG);
            phone.awaitRinging(SOON);
            phone.answer();
            customer.awaitCall(id, "progressing", SOON);
            phone.hangUp();

            isOver(customer, id, "remote", "normal");
        }
    }

    @Test
    void byAPhoneThatAnswersAndLeaves(Customer customer) {
        var extension = customer.newExtension();
        var port = Ports.free("127.0.0.1", 1);
        Sipp.act(SippRun.registering(extension.account(), port));
        var run = SippRun.waiting("uas_answer_then_bye").at("127.0.0.1", port).with("talk", "300");
        try (var phone = Sipp.start(run)) {
            var id = customer.call(extension, Customer.TALK_LONG);

            isOver(customer, id, "remote", "normal");
            phone.awaitSuccess();
        }
    }

    @Test
    void byDeleteWhileRinging(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            var id = customer.call(extension, Customer.TALK_LONG);
            phone.awaitRinging(SOON);
            customer.awaitCall(id, "ringing", SOON);
            var deleted = customer.api().delete("/v1.0/calls/" + id).ok();

            phone.awaitEnded(SOON);
            assertThat(phone.happenings().count(Kind.CONNECTED)).isZero();
            assertThat(deleted.path("status").asString("")).isIn("canceling", "hangup");
            assertThat(deleted.has("tm_delete")).isTrue();
            var again = customer.api().get("/v1.0/calls/" + id);
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.reason()).isEqualTo("STATE_INVALID");
        }
    }

    @Test
    void byDeleteWhileTalking(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Baresip.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            var group = customer.groupcall(extension, Customer.TALK_LONG);
            var id = group.path("call_ids").get(0).asString();
            phone.awaitRinging(SOON);
            phone.answer();
            customer.awaitCall(id, "progressing", SOON);
            var deleted = customer.api().delete("/v1.0/calls/" + id).ok();

            phone.awaitEnded(SOON);
            assertThat(deleted.path("status").asString("")).isIn("terminating", "hangup");
            customer.awaitGroupcall(group.path("id").asString(), "hangup", SOON);
        }
    }

    @Test
    void byPostWhileRinging(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            var id = customer.call(extension, Customer.TALK_LONG);
            phone.awaitRinging(SOON);
            customer.awaitCall(id, "ringing", SOON);
            var answer =
                    customer.api().post("/v1.0/calls/" + id + "/hangup", "").ok();

            assertThat(answer.path("status").asString("")).isIn("canceling", "hangup");
            phone.awaitEnded(SOON);
            isOver(customer, id, "local", "cancel");
        }
    }

    @Test
    void byPostWhileTalkingAndOnceMoreWithoutHarm(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.autoAnswer();
            phone.awaitRegistered(SOON);
            var id = customer.call(extension, Customer.TALK_LONG);
            phone.awaitConnected(SOON);
            customer.awaitCall(id, "progressing", SOON);
            var answer =
                    customer.api().post("/v1.0/calls/" + id + "/hangup", "").ok();

            assertThat(answer.path("status").asString("")).isIn("terminating", "hangup");
            phone.awaitEnded(SOON);
            isOver(customer, id, "local", "normal");
            customer.api().post("/v1.0/calls/" + id + "/hangup", "").ok();
            isOver(customer, id, "local", "normal");
        }
    }

    @Test
    void byTheFlowsOwnEnd(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.autoAnswer();
            phone.awaitRegistered(SOON);
            var id = customer.call(extension, """
                    {"type": "sleep", "option": {"duration": 500}}, {"type": "hangup"}""");
            var connected = phone.awaitConnected(SOON);
            var ended = phone.awaitEnded(SOON);

            assertThat(Duration.between(connected.at(), ended.at()))
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(1_500));
            isOver(customer, id, "local", "normal");
        }
    }

    private static void isOver(Customer customer, String id, String by, String reason) {
        var call = customer.awaitCall(id, "hangup", SOON);
        assertThat(call.path("hangup_by").asString("")).isEqualTo(by);
        assertThat(call.path("hangup_reason").asString("")).isEqualTo(reason);
    }
}
