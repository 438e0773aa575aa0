package voipbin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.OneServer;

/** A phone that speaks one codec only talks with one that speaks G.711, through us. */
@ExtendWith(OneServer.class)
class CodecsTest {

    @ParameterizedTest
    @ValueSource(strings = {"opus/48000/2", "G722/8000/1", "PCMA/8000/1"})
    void linphone(String codec, Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account().speaking(codec))) {
            Talks.bothWays(phone, customer.newExtension());
        }
    }

    @ParameterizedTest
    @CsvSource({"opus/48000/2, 48000", "G722/16000/1, 16000", "PCMA/8000/1, 8000"})
    void baresip(String codec, int rate, Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Baresip.registering(extension.account().speaking(codec))) {
            Talks.bothWays(phone, customer.newExtension());
            assertThat(phone.heard().rate()).as("what it decodes").isEqualTo(rate);
        }
    }
}
