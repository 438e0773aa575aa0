package voipbin.platform.dial;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.platform.customer.Customer;
import voipbin.platform.extension.Extension;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Ring;
import voipbin.sip.message.SipUri;

/** Finds what each destination comes down to. */
final class Targets {

    private final Db db;
    private final Dialing.Phones phones;
    private final Telephone telephone;

    Targets(Db db, Dialing.Phones phones, Telephone telephone) {
        this.db = db;
        this.phones = phones;
        this.telephone = telephone;
    }

    Target of(Customer customer, DialRequest request, Address destination, Special special) {
        return switch (destination.type()) {
            case Address.SIP -> uri(customer.id(), destination);
            case Address.EXTENSION -> phone(customer.id(), destination);
            case Address.TEL -> number(customer, request, destination.normalized(), special);
            default -> Target.Impossible.because("type '" + destination.type() + "' cannot be called");
        };
    }

    /** {@code sip:} is added where no scheme is; what follows {@code ?} would become headers and is dropped. */
    private Target uri(Id<Customer> customer, Address destination) {
        String text = destination.target();
        boolean hasScheme = text.startsWith("sip:") || text.startsWith("sips:");
        return SipUri.parse(hasScheme ? text : "sip:" + text)
                .map(Targets::withoutHeaders)
                .<Target>map(uri -> new Target.Uri(destination, attempt(customer, uri)))
                .orElseGet(() -> Target.Impossible.because("'" + text + "' is not a SIP URI"));
    }

    private static SipUri withoutHeaders(SipUri uri) {
        return new SipUri(uri.secure(), uri.user(), uri.password(), uri.host(), uri.port(), uri.parameters(), "");
    }

    private Attempt attempt(Id<Customer> customer, SipUri uri) {
        List<String> codecs = db.read(tx -> telephone.sipCodecs(tx, customer));
        return new Attempt(uri, Optional.empty(), List.of(), codecs, false);
    }

    private Target phone(Id<Customer> customer, Address destination) {
        Optional<Extension> extension = phones.extensions().named(customer, destination.targetName());
        List<Ring.Device> devices = extension.stream()
                .flatMap(found -> phones.registrations().of(found).stream()
                        .map(binding -> new Ring.Device(
                                binding.contact(), binding.source(), found.extension(), binding.routes())))
                .toList();
        return new Target.Phone(
                destination,
                devices,
                extension.isPresent() ? HangupReason.NO_REGISTERED_DEVICE : HangupReason.UNKNOWN_EXTENSION);
    }

    private Target number(Customer customer, DialRequest request, Address destination, Special special) {
        Telephone.Wish wish =
                new Telephone.Wish(customer, request.source(), destination, Anonymous.of(request.anonymous()), special);
        return switch (db.read(tx -> telephone.verdict(tx, wish))) {
            case Telephone.Verdict.Ways ways -> new Target.Number(destination, ways);
            case Telephone.Verdict.Refused refused -> {
                refused.country().ifPresent(country -> db.write(tx -> tell(tx, customer.id(), country)));
                yield new Target.Impossible(refused.problem());
            }
        };
    }

    private boolean tell(Tx tx, Id<Customer> customer, String country) {
        telephone.tellRefused(tx, db.outbox(), customer, country);
        return true;
    }
}
