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

    /** The trunk that a host belongs to, by its domain name. */
    public Optional<String> trunkOf(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String suffix = ".trunk." + base;
        return name.endsWith(suffix) && name.length() > suffix.length()
                ? Optional.of(name.substring(0, name.length() - suffix.length()))
                : Optional.empty();
    }

    /** Where anybody reaches virtual numbers and direct hashes. */
    public String sip() {
        return "sip." + base;
    }

    /** Where anybody reaches conferences. */
    public String conference() {
        return "conference." + base;
    }

    /** What the calls of carriers count as. */
    public String pstn() {
        return "pstn." + base;
    }

    private String registrarSuffix() {
        return ".registrar." + base;
    }
}
