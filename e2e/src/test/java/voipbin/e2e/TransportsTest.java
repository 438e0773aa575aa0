package voipbin.e2e;

import static voipbin.e2e.Times.SOON;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import voipbin.e2e.peer.Account;
import voipbin.e2e.peer.Baresip;
import voipbin.e2e.peer.Linphone;
import voipbin.e2e.peer.Phone;
import voipbin.e2e.product.Customer;
import voipbin.e2e.product.Extension;
import voipbin.e2e.product.OneServer;

/** Phones over connections: they register and take a call over the same one, from the first ring to the BYE. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(OneServer.class)
class TransportsTest {
    private static final String BRIEF = """
            {"type": "sleep", "option": {"duration": 100}}""";

    @Test
    void linphoneOverTcp(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(extension.account().overTcp())) {
            takesACall(phone, customer, extension);
        }
    }

    @Test
    void linphoneOverTls(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Linphone.registering(overTls(customer, extension))) {
            takesACall(phone, customer, extension);
        }
    }

    @Test
    void baresipOverTcp(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Baresip.registering(extension.account().overTcp())) {
            takesACall(phone, customer, extension);
        }
    }

    @Test
    void baresipOverTls(Customer customer) {
        var extension = customer.newExtension();
        try (var phone = Baresip.registering(overTls(customer, extension))) {
            takesACall(phone, customer, extension);
        }
    }

    private static Account overTls(Customer customer, Extension extension) {
        var ports = customer.card().json().path("sip_ports");
        return extension
                .account()
                .overTls(
                        "127.0.0.1",
                        ports.path("tls").asInt(),
                        ports.path("certificate_authority").asString());
    }

    private static void takesACall(Phone phone, Customer customer, Extension extension) {
        phone.awaitRegistered(SOON);
        var call = customer.call(extension, BRIEF);
        phone.awaitRinging(SOON);
        phone.answer();
        phone.awaitConnected(SOON);
        phone.awaitEnded(SOON);
        customer.awaitCall(call, "hangup", SOON);
    }
}
