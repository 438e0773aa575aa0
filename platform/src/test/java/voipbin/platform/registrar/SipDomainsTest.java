package voipbin.platform.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

class SipDomainsTest {

    private final SipDomains domains = new SipDomains("Voipbin.Example");
    private final Id<Customer> customer = Id.random();

    @Test
    void aCustomersRegistrarIsItsIdBelowTheBaseDomain() {
        assertThat(domains.registrar(customer)).isEqualTo(customer + ".registrar.voipbin.example");
        assertThat(domains.addressOfRecord(customer, "1000"))
                .isEqualTo("1000@" + customer + ".registrar.voipbin.example");
    }

    @Test
    void hostNamesAreReadWithoutRegardToCase() {
        assertThat(domains.customerOf(
                        customer.toString().toUpperCase(java.util.Locale.ROOT) + ".REGISTRAR.voipbin.EXAMPLE"))
                .contains(customer);
    }

    @Test
    void otherHostsAreNobodysRegistrar() {
        assertThat(domains.customerOf("127.0.0.1")).isEmpty();
        assertThat(domains.customerOf("registrar.voipbin.example")).isEmpty();
        assertThat(domains.customerOf("nobody.registrar.voipbin.example")).isEmpty();
        assertThat(domains.customerOf(customer + ".registrar.other.example")).isEmpty();
    }
}
