package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import voipbin.e2e.peer.Account;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Ports;
import voipbin.e2e.peer.Sipp;
import voipbin.e2e.peer.SippRun;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Extension;
import voipbin.e2e.product.OneServer;

/** Phones come and go. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(OneServer.class)
class RegistrationTest {
    @Test
    void byTheCustomersDomainThroughAnOutboundProxy(Customer customer) {
        var extension = customer.newExtension();
        assertThat(extension.account().domain()).startsWith(customer.card().get("customer_id") + ".registrar.");

        rings(customer, extension, extension.account());
    }

    @Test
    void byTheBareAddressOfTheServer(Customer customer) {
        var extension = customer.newExtension();
        var known = extension.account();
        var bare = new Account(known.user(), known.password(), customer.card().get("sip_host"), known.proxy());

        rings(customer, extension, bare);
    }

    @Test
    void wrongPasswordAndUnknownUserAreRefusedAlike(Customer customer) {
        var known = customer.newExtension().account();
        var unknown = new Account("nobody", "secret", known.domain(), known.proxy());

        // from an address of its own: who guesses passwords is answered ever slower
        Sipp.act(SippRun.towards(known.proxy(), "register_refused")
                .as(known.withPassword("guess"))
                .at("127.0.0.2", 0));
        Sipp.act(SippRun.towards(known.proxy(), "register_refused").as(unknown).at("127.0.0.3", 0));
    }

    @Test
    void wrongPasswordIsNotRung(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account().withPassword("guess"), "127.0.0.4")) {
            phone.happenings().await(Kind.REGISTRATION_FAILED, SOON);

            isUnreachable(customer, extension);
        }
    }

    @Test
    void unregisteredPhoneIsNotRungAndTheGroupcallIsOverAtOnce(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account())) {
            phone.awaitRegistered(SOON);
            phone.unregister();
            phone.happenings().await(Kind.UNREGISTERED, SOON);

            isUnreachable(customer, extension);
            assertThat(phone.happenings().count(Kind.RINGING)).isZero();
        }
    }

    @Test
    void phoneThatComesBackAtAnotherPortIsRungThere(Customer customer) {
        var extension = customer.newExtension();
        try (var lost = Linphone.registering(extension.account())) {
            lost.awaitRegistered(SOON);
            lost.kill();

            rings(customer, extension, extension.account());
        }
    }

    @Test
    void fourthDeviceTakesThePlaceOfTheOneThatExpiresSoonest(Customer customer) {
        var extension = customer.newExtension();
        var phones = new ArrayList<Sipp>();
        for (var minutes : new int[] {30, 10, 40, 50}) {
            phones.add(busyDevice(extension.account(), Duration.ofMinutes(minutes)));
        }
        var group = customer.groupcall(extension, Customer.TALK_LONG);
        customer.awaitGroupcall(group.path("id").asString(), "hangup", SOON);

        assertThat(group.path("call_ids")).hasSize(3);
        IntStream.of(0, 2, 3).forEach(i -> phones.get(i).awaitSuccess());
        assertThat(phones.get(1).isOver()).isFalse();
        phones.forEach(Sipp::close);
    }

    private static Sipp busyDevice(Account account, Duration expires) {
        var port = Ports.free("127.0.0.1", 1);
        var device = new Account(account.user(), account.password(), account.domain(), account.proxy(), expires);
        Sipp.act(SippRun.registering(device, port));
        return Sipp.start(SippRun.waiting("uas_busy").at("127.0.0.1", port));
    }

    private static void rings(Customer customer, Extension extension, Account account) {
        try (var phone = Linphone.registering(account)) {
            phone.awaitRegistered(SOON);
            phone.autoAnswer();
            var group = customer.groupcall(extension, """
                    {"type": "sleep", "option": {"duration": 100}}""");
            phone.awaitConnected(SOON);
            phone.awaitEnded(SOON);
            // not the groupcall's end: a device that is gone is given up only when its INVITE times out
            var id = group.path("id").asString();
            var winner = customer.getGroupcall(id).path("answer_call_id").asString();
            customer.awaitCall(winner, "hangup", SOON);
        }
    }

    private static void isUnreachable(Customer customer, Extension extension) {
        var group = customer.groupcall(extension, Customer.TALK_LONG);
        var ended = customer.getGroupcall(group.path("id").asString());

        assertThat(ended.path("status").asString("")).isEqualTo("hangup");
        assertThat(ended.path("call_ids")).isEmpty();
    }
}
