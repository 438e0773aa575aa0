package voipbin.platform.edge;

import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.platform.address.Address;
import voipbin.platform.call.Calls;
import voipbin.platform.customer.Customer;
import voipbin.platform.extension.Extension;
import voipbin.platform.flow.Action;

/** What a customer's phones may call (SIP identities §3). */
final class RegistrarRules {

    private static final String VIRTUAL = "+899";

    private final Directory directory;
    private final InviteDigest digest;
    private final PublicRules open;
    private final Calls calls;

    RegistrarRules(Directory directory, InviteDigest digest, PublicRules open, Calls calls) {
        this.directory = directory;
        this.digest = digest;
        this.open = open;
        this.calls = calls;
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
        if (ringing.call().replaces().isPresent()) {
            return takesOver(ringing, caller);
        }
        Optional<Address> device = ringing.device();
        if (device.isPresent()) {
            return connect(caller, device);
        }
        String user = ringing.user();
        int colon = user.indexOf(':');
        String scheme = colon < 0 ? "" : user.substring(0, colon);
        String rest = user.substring(colon + 1);
        if (isVirtual(user)) {
            // a number of our own, which no carrier could reach
            return open.number(ringing);
        }
        if (user.startsWith("+")) {
            return telephone(caller, user);
        }
        return switch (scheme) {
            case "tel" -> telephone(caller, rest);
            case "conference" -> Outcome.NOT_IMPLEMENTED;
            default -> connect(caller, destination(caller.customerId(), user));
        };
    }

    /** Who is meant by the user part of a URI; empty if there is nobody, or nobody who could be rung. */
    Optional<Address> destination(Id<Customer> customer, String user) {
        int colon = user.indexOf(':');
        String scheme = colon < 0 ? "" : user.substring(0, colon);
        String rest = user.substring(colon + 1);
        if (isVirtual(user)) {
            return Optional.empty();
        }
        if (user.startsWith("+")) {
            return number(user);
        }
        return switch (scheme) {
            case "tel" -> number(rest);
            case "agent" -> Id.parse(rest).flatMap(id -> open.agent(customer, id.as()));
            case "extension" -> extension(customer, rest);
            case "conference", "line", "sip" -> Optional.empty();
            default -> named(customer, user);
        };
    }

    private static boolean isVirtual(String user) {
        return user.startsWith(VIRTUAL) && !Address.isSimulated(user);
    }

    private static Optional<Address> number(String text) {
        return E164.of(text).map(e164 -> Address.of(Address.TEL, e164, ""));
    }

    /** One phone takes a call over from another of the same customer (RFC 3891). */
    private Outcome takesOver(Ringing ringing, Extension caller) {
        Address phone = PublicRules.address(caller);
        return calls.takenOver(ringing.call(), caller.customerId())
                .<Outcome>map(confbridge -> Outcome.Matched.doing(
                        caller.customerId(),
                        phone,
                        phone,
                        Action.of("answer", Map.of()),
                        Action.of("confbridge_join", Map.of("confbridge_id", confbridge.toString())),
                        Action.of("hangup", Map.of())))
                .orElse(Outcome.GONE);
    }

    private static Outcome telephone(Extension caller, String number) {
        Address source = PublicRules.address(caller);
        return number(number)
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
