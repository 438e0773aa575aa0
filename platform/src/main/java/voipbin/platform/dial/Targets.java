package voipbin.platform.dial;

import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.agent.Agent;
import voipbin.platform.call.Attempt;
import voipbin.platform.customer.Customer;
import voipbin.platform.extension.Extension;
import voipbin.platform.groupcall.Device;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.simulated.SimulatedCallees;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Binding;

/** Finds what each destination comes down to. */
final class Targets {

    private final Db db;
    private final Dialing.Phones phones;
    private final Telephone telephone;

    private final SimulatedCallees simulated;

    Targets(Db db, Dialing.Ways ways) {
        this.db = db;
        this.phones = ways.phones();
        this.telephone = ways.telephone();
        this.simulated = ways.simulated();
    }

    /** Who calls, and how. */
    record Asking(Customer customer, Address source, Anonymous anonymous, Special special) {}

    Target of(Asking asking, Address destination) {
        Id<Customer> customer = asking.customer().id();
        return switch (destination.type()) {
            case Address.SIP -> uri(customer, destination);
            case Address.EXTENSION -> phone(customer, destination);
            case Address.AGENT -> agent(asking, destination);
            case Address.TEL -> telephone(asking, destination.normalized());
            default -> Target.Impossible.because("type '" + destination.type() + "' cannot be called");
        };
    }

    /** {@code sip:} is added where no scheme is; what follows {@code ?} would become headers and is dropped. */
    private Target uri(Id<Customer> customer, Address destination) {
        String text = destination.target();
        boolean hasScheme = text.startsWith("sip:") || text.startsWith("sips:");
        return SipUri.parse(hasScheme ? text : "sip:" + text)
                .map(Targets::withoutHeaders)
                .map(uri -> device(customer, destination, uri)
                        .orElseGet(() -> new Target.Uri(destination, attempt(customer, uri))))
                .orElseGet(() -> Target.Impossible.because("'" + text + "' is not a SIP URI"));
    }

    /** The one phone of the customer's that a GRUU means (RFC 5627); empty for any other URI. */
    private Optional<Target> device(Id<Customer> customer, Address destination, SipUri uri) {
        String dialName = destination.targetName();
        return phones.registrations()
                .named(customer, uri)
                .map(ways -> new Target.Phone(destination, devices(dialName, ways), HangupReason.NO_REGISTERED_DEVICE));
    }

    private static SipUri withoutHeaders(SipUri uri) {
        return new SipUri(uri.secure(), uri.user(), uri.password(), uri.host(), uri.port(), uri.parameters(), "");
    }

    private Attempt attempt(Id<Customer> customer, SipUri uri) {
        List<String> codecs = db.read(tx -> telephone.sipCodecs(tx, customer));
        return new Attempt(uri, Optional.empty(), List.of(), codecs, false);
    }

    private Target agent(Asking asking, Address destination) {
        Optional<Agent> agent = Id.<Agent>parse(destination.target())
                .flatMap(phones.agents()::live)
                .filter(found -> found.customerId().equals(asking.customer().id()));
        List<Address> addresses = agent.map(Agent::addresses).orElse(List.of()).stream()
                .filter(address -> address.is(Address.EXTENSION) || address.is(Address.SIP) || address.is(Address.TEL))
                .toList();
        if (addresses.isEmpty()) {
            return Target.Impossible.because("no such agent, or one without an address");
        }
        return new Target.Person(
                destination,
                addresses.stream().map(address -> ofAgent(asking, address)).toList(),
                agent.get().ringMethod() == Agent.RingMethod.LINEAR,
                index -> ofAgent(asking, addresses.get(index)));
    }

    /** An agent's extension is named by what one dials. */
    private Target ofAgent(Asking asking, Address address) {
        Id<Customer> customer = asking.customer().id();
        return address.is(Address.EXTENSION)
                ? phone(address, phones.extensions().byDialName(customer, address.targetName()))
                : of(asking, address);
    }

    private Target phone(Id<Customer> customer, Address destination) {
        Optional<Extension> extension = Id.<Extension>parse(destination.target())
                .flatMap(id -> phones.extensions().own(customer, id))
                .or(() -> phones.extensions().named(customer, destination.targetName()));
        return phone(destination, extension);
    }

    private Target phone(Address destination, Optional<Extension> extension) {
        return new Target.Phone(
                destination,
                devices(extension),
                extension.isPresent() ? HangupReason.NO_REGISTERED_DEVICE : HangupReason.UNKNOWN_EXTENSION);
    }

    private List<Device> devices(Optional<Extension> extension) {
        return extension.stream()
                .flatMap(found ->
                        devices(found.extension(), phones.registrations().of(found)).stream())
                .toList();
    }

    private static List<Device> devices(String dialName, List<List<Binding>> phones) {
        return phones.stream()
                .map(ways ->
                        new Device(dialName, ways.stream().map(Targets::way).toList()))
                .toList();
    }

    private static Attempt way(Binding binding) {
        return new Attempt(binding.contact(), binding.nextHop(), binding.routes(), List.of(), false);
    }

    private Target telephone(Asking asking, Address destination) {
        return simulated
                .way(destination)
                .<Target>map(way -> new Target.Uri(destination, way))
                .orElseGet(() -> number(asking, destination));
    }

    private Target number(Asking asking, Address destination) {
        Customer customer = asking.customer();
        Telephone.Wish wish =
                new Telephone.Wish(customer, asking.source(), destination, asking.anonymous(), asking.special());
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
