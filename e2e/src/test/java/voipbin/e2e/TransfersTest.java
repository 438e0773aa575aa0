package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;
import static voipbin.e2e.Times.talkFor;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.peer.Home;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Extension;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.sound.Speech;

/** {@code POST /transfers} with three real phones; what a phone does itself (REFER) is in {@link InboundTest}. */
@ExtendWith(OneServer.class)
@Execution(ExecutionMode.CONCURRENT)
class TransfersTest {
    private static final Duration CALL = Duration.ofSeconds(30);

    @Test
    void aCallerIsHandedOnAfterAWordAndThenBackWithoutOne(Customer customer) {
        var alice = customer.newExtension();
        var bob = customer.newExtension();
        var carol = customer.newExtension();
        try (var home = Home.of("transfers");
                var caller = Baresip.registering(alice.account());
                var desk = Baresip.registering(bob.account());
                var colleague = Baresip.registering(carol.account())) {
            caller.awaitRegistered(SOON);
            desk.awaitRegistered(SOON);
            colleague.awaitRegistered(SOON);
            desk.play(Speech.tone(1_000, CALL, home.path().resolve("bob.wav")));
            colleague.play(Speech.tone(600, CALL, home.path().resolve("carol.wav")));
            caller.call("sip:" + bob.name() + "@" + bob.account().domain());
            desk.awaitRinging(CALL);
            desk.answer();
            caller.awaitConnected(CALL);
            caller.play(Speech.tone(440, CALL, home.path().resolve("alice.wav")));

            transfer(customer, "attended", bob, carol);
            colleague.awaitRinging(CALL);
            colleague.answer();
            colleague.awaitConnected(CALL);
            talkFor(Duration.ofSeconds(2));
            desk.hangUp();
            desk.awaitEnded(CALL);
            talkFor(Duration.ofSeconds(2));

            transfer(customer, "blind", carol, bob);
            desk.happenings().await(Kind.RINGING, 2, CALL);
            desk.answer();
            colleague.awaitEnded(CALL);
            talkFor(Duration.ofSeconds(2));
            caller.hangUp();
            desk.happenings().await(Kind.ENDED, 2, CALL);

            assertThat(colleague.heard().share(1_000)).as("bob, first").isGreaterThan(0.1);
            assertThat(colleague.heard().share(440)).as("then alice").isGreaterThan(0.1);
            assertThat(desk.heard().share(440)).as("alice, come back").isGreaterThan(0.3);
            assertThat(caller.heard().share(600)).as("carol, meanwhile").isGreaterThan(0.05);
        }
    }

    private static void transfer(Customer customer, String type, Extension from, Extension to) {
        customer.api()
                .post("/v1.0/transfers", """
                {"transfer_type": "%s", "transferer_call_id": "%s",
                 "transferee_addresses": [{"type": "extension", "target_name": "%s"}]}""".formatted(
                                type, customer.callTo("target_name", from.name(), SOON), to.name()))
                .ok();
    }
}
