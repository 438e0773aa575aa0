package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static voipbin.e2e.Times.SOON;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Home;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Examples;
import voipbin.e2e.product.OneServer;
import voipbin.e2e.product.Server;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/** Flows of {@code examples/} with real phones; all of them are simulated in the server's tests. */
@ExtendWith(OneServer.class)
class ExamplesTest {
    private static final Duration CALL = Duration.ofSeconds(30);

    @AutoClose
    private final Home home = Home.of("examples");

    @Test
    void aKeyPressedWhileTheMenuSpeaksLeadsToSupport(Customer customer, Server server) {
        var number = customer.newNumber(Examples.flow("ivr"));
        try (var phone = Linphone.registering(customer.newExtension().account())) {
            phone.awaitRegistered(SOON);
            phone.call("sip:" + number + "@" + server.card().sip());
            phone.awaitConnected(CALL);
            phone.press('2');
            phone.awaitEnded(CALL);

            hears(phone.heard(), "You have reached support.");
        }
    }

    @Test
    void whoIsConnectedComesBackToTheFlow(Customer customer, Server server) {
        var desk = customer.newExtension();
        var number = customer.newNumber(Examples.flow("connect").replace("\"desk\"", "\"" + desk.name() + "\""));
        try (var caller = Linphone.registering(customer.newExtension().account());
                var phone = Baresip.registering(desk.account())) {
            caller.awaitRegistered(SOON);
            phone.awaitRegistered(SOON);
            caller.call("sip:" + number + "@" + server.card().sip());
            phone.awaitRinging(CALL);
            phone.answer();
            phone.awaitConnected(CALL);
            phone.hangUp();
            caller.awaitEnded(CALL);

            hears(caller.heard(), "The call is over.");
        }
    }

    private void hears(Heard heard, String sentence) {
        var said = Heard.in(Speech.spoken(sentence, "slt", home.path()));
        assertThat(heard.contains(said)).as("'%s' in %s", sentence, heard).isGreaterThan(0.8);
    }
}
