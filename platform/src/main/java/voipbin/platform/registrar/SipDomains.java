package voipbin.platform.registrar;

import java.util.Locale;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/**
 * The SIP domains of the platform, all below one base domain.
 *
 * @param base e.g. {@code voipbin.net}
 */
public record SipDomains(String base) {

    public SipDomains {
        base = base.toLowerCase(Locale.ROOT);
    }

    /** Where the phones of a customer register. */
    public String registrar(Id<Customer> customer) {
        return customer + registrarSuffix();
    }

    /** Whose registrar a host is. */
    public Optional<Id<Customer>> customerOf(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(registrarSuffix())
                ? Id.parse(name.substring(0, name.length() - registrarSuffix().length()))
                : Optional.empty();
    }

    /** What the bindings of a dial name are kept under. */
    public String addressOfRecord(Id<Customer> customer, String dialName) {
        return dialName + "@" + registrar(customer);
    }

    private String registrarSuffix() {
        return ".registrar." + base;
    }
}
