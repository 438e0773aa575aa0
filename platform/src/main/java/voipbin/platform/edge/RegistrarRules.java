package voipbin.platform.edge;

import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.customer.Customer;
import voipbin.platform.extension.Extension;

/** What a customer's phones may call (SIP identities §3). */
final class RegistrarRules {

    private static final String VIRTUAL = "+899";

    private final Directory directory;
    private final InviteDigest digest;
    private final PublicRules open;

    RegistrarRules(Directory directory, InviteDigest digest, PublicRules open) {
        this.directory = directory;
        this.digest = digest;
        this.open = open;
    }

    /** A call that names the customer's domain, or comes from it. */
    Outcome match(Ringing ringing, Id<Customer> customer, String realm) {
        return digest.check(
                ringing,
                realm,
                user -> directory.extensions().byDialName(customer, user).map(Extension::password),
                user -> directory
                        .extensions()
                        .byDialName(customer, user)
                        .map(caller -> called(ringing, caller))
                        .orElse(Outcome.FORBIDDEN));
    }

    /** A call that names no domain: whoever calls is known by a dial name that only one customer has. */
    Outcome matchBare(Ringing ringing) {
        return digest.check(
                ringing,
                ringing.host(),
                user -> directory.extensions().onlyOne(user).map(Extension::password),
                user -> directory
                        .extensions()
                        .onlyOne(user)
                        .map(caller -> called(ringing, caller))
                        .orElse(Outcome.FORBIDDEN));
    }

    private Outcome called(Ringing ringing, Extension caller) {
        String user = ringing.user();
        int colon = user.indexOf(':');
        String scheme = colon < 0 ? "" : user.substring(0, colon);
        String rest = user.substring(colon + 1);
        if (user.startsWith(VIRTUAL)) {
            // a number of our own, which no carrier could reach
            return open.number(ringing);
        }
        if (user.startsWith("+")) {
            return telephone(caller, user);
        }
        return switch (scheme) {
            case "tel" -> telephone(caller, rest);
            case "agent" -> connect(caller, Id.parse(rest).flatMap(id -> open.agent(caller.customerId(), id.as())));
            case "extension" -> connect(caller, extension(caller.customerId(), rest));
            case "conference" -> Outcome.NOT_IMPLEMENTED;
            case "line", "sip" -> Outcome.NOT_FOUND;
            default -> connect(caller, named(caller.customerId(), user));
        };
    }

    private static Outcome telephone(Extension caller, String number) {
        Address source = PublicRules.address(caller);
        return E164.of(number)
                .map(e164 -> Address.of(Address.TEL, e164, ""))
                .<Outcome>map(
                        to -> Outcome.Matched.doing(caller.customerId(), source, to, Connects.toTelephone(source, to)))
                .orElse(Outcome.INCOMPLETE);
    }

    private Optional<Address> extension(Id<Customer> customer, String idOrName) {
        return Id.<Extension>parse(idOrName)
                .flatMap(id -> open.extension(customer, id))
                .or(() -> named(customer, idOrName));
    }

    private Optional<Address> named(Id<Customer> customer, String dialName) {
        return directory.extensions().byDialName(customer, dialName).map(PublicRules::address);
    }

    private static Outcome connect(Extension caller, Optional<Address> to) {
        Address source = PublicRules.address(caller);
        return to.<Outcome>map(destination -> Outcome.Matched.doing(
                        caller.customerId(), source, destination, Connects.to(source, destination)))
                .orElse(Outcome.NOT_FOUND);
    }
}
