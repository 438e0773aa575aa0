package voipbin.e2e;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.OneServer;

/** A phone that protects its media talks with one that does not, through us. */
@ExtendWith(OneServer.class)
class ProtectedMediaTest {

    @Test
    void baresipWithKeysByAHandshake(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Baresip.registering(extension.account().protectedBy("dtls_srtp"))) {
            Talks.bothWays(phone, customer.newExtension());
        }
    }

    @Test
    void linphoneWithKeysInTheDescription(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account().protectedBy("srtp"))) {
            Talks.bothWays(phone, customer.newExtension());
        }
    }
}
