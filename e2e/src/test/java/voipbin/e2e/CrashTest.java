package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.time;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Server;

/** A power cut in the middle of calls; on a server of its own. */
class CrashTest {
    @Test
    void everyAcknowledgedCallIsFoundAndOver() {
        try (var server = Server.start()) {
            var customer = server.customer();
            var talking = customer.newExtension();
            var ringing = customer.newExtension();
            var calls = new ArrayList<String>();
            try (var one = Linphone.registering(talking.account());
                    var other = Baresip.registering(ringing.account())) {
                one.autoAnswer();
                one.awaitRegistered(SOON);
                other.awaitRegistered(SOON);
                calls.add(customer.call(talking, Customer.TALK_LONG));
                customer.awaitCall(calls.getFirst(), "progressing", SOON);
                for (var i = 0; i < 3; i++) {
                    calls.add(customer.call(ringing, Customer.TALK_LONG));
                }
                server.kill9();
                server.restart();

                calls.forEach(id -> isOver(server.customer(), id));
                one.hangUp();
                other.hangUp();
            }
            isOfUse(server);
        }
    }

    private static void isOver(Customer customer, String id) {
        var call = customer.awaitCall(id, "hangup", SOON);
        assertThat(time(call, "tm_hangup")).isAfterOrEqualTo(time(call, "tm_create"));
        assertThat(call.path("hangup_reason").asString("")).isNotEmpty();
    }

    private static void isOfUse(Server server) {
        var customer = server.customer();
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.autoAnswer();
            phone.awaitRegistered(SOON);
            customer.call(extension, Customer.TALK_LONG);
            phone.awaitConnected(SOON);
        }
    }
}
