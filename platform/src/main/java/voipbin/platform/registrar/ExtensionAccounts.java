package voipbin.platform.registrar;

import java.util.List;
import java.util.Optional;
import voipbin.platform.extension.Extension;
import voipbin.platform.extension.Extensions;
import voipbin.sip.registrar.Account;
import voipbin.sip.registrar.Accounts;

/**
 * Extensions as those who may register: at their customer's registrar domain, and, since a laptop has no such name in
 * DNS, at any other host as long as only one extension of the whole platform has the dial name.
 */
final class ExtensionAccounts implements Accounts {

    private final Extensions extensions;
    private final SipDomains domains;

    ExtensionAccounts(Extensions extensions, SipDomains domains) {
        this.extensions = extensions;
        this.domains = domains;
    }

    @Override
    public Optional<Account> find(String host, String user) {
        return domains.customerOf(host)
                .map(customer -> extensions.byDialName(customer, user))
                .orElseGet(() -> onlyOne(extensions.everywhere(user)))
                .map(this::account);
    }

    /** At their registrar's domain only: elsewhere another extension of the same name may have come. */
    @Override
    public Optional<Account> known(String host, String user) {
        return domains.customerOf(host)
                .flatMap(customer -> extensions.known(customer, user))
                .map(this::account);
    }

    @Override
    public String realm(String host) {
        return host;
    }

    private Account account(Extension extension) {
        return new Account(
                domains.addressOfRecord(extension.customerId(), extension.extension()),
                extension.username(),
                extension.password());
    }

    private static Optional<Extension> onlyOne(List<Extension> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
