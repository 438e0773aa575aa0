package voipbin.platform.dial;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.agent.Agent;
import voipbin.platform.agent.Agents;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Dial;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customer.IdentityVerification;
import voipbin.platform.customer.Customers;
import voipbin.platform.extension.Extension;
import voipbin.platform.extension.Extensions;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Groupcalls;
import voipbin.platform.groupcall.Ring;
import voipbin.platform.number.Numbers;
import voipbin.platform.registrar.Registrations;
import voipbin.sip.message.SipUri;

/** Makes outgoing calls: checks the request as a whole, then each destination for itself. */
public final class Dialing {

    private final Db db;
    private final Callers callers;
    private final Phones phones;
    private final Flows flows;
    private final Made made;

    /** Who calls and from which number. */
    public record Callers(Customers customers, Numbers numbers) {}

    /** Where extensions ring. */
    public record Phones(Extensions extensions, Registrations registrations, Agents agents) {}

    /** What destinations become. */
    public record Made(Calls calls, Groupcalls groupcalls) {}

    public Dialing(Db db, Callers callers, Phones phones, Flows flows, Made made) {
        this.db = db;
        this.callers = callers;
        this.phones = phones;
        this.flows = flows;
        this.made = made;
    }

    DialRequest.Answer dial(Caller caller, DialRequest request) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        Id<Customer> customer = caller.customerId().as();
        check(customer, request);
        List<Target> targets = request.destinations().stream()
                .map(destination -> target(customer, destination))
                .toList();
        requireOneThatCanBeDialled(targets);
        return db.write(tx -> make(tx, customer, request, targets));
    }

    private void check(Id<Customer> id, DialRequest request) {
        Flows.validate(request.actions());
        if (request.destinations().isEmpty()) {
            throw Problem.invalid("destinations", "at least one is needed");
        }
        Customer customer = db.read(tx -> callers.customers().get(tx, id));
        if (customer.status() != Customer.Status.ACTIVE) {
            throw Problem.forbidden("Calls need an active customer; this one is "
                    + voipbin.kit.json.Json.nameOf(customer.status()) + ": verify the e-mail address first.");
        }
        if (request.destinations().stream().anyMatch(to -> to.is(Address.TEL))
                && customer.identityVerificationStatus() != IdentityVerification.VERIFIED) {
            throw new Problem(
                    Problem.Status.PERMISSION_DENIED,
                    "IDENTITY_VERIFICATION_REQUIRED",
                    "Calls to telephone numbers need a verified identity.");
        }
        requireOwnNumber(id, request.source());
    }

    /** A telephone number as caller ID must be the customer's own, whatever is called. */
    private void requireOwnNumber(Id<Customer> customer, Address source) {
        if (!source.is(Address.TEL)) {
            return;
        }
        if (!Address.isE164(source.target())) {
            throw Problem.invalid("source.target", "must be in E.164 form: + and 7 to 15 digits, no spaces or dashes");
        }
        if (!callers.numbers().owns(customer, source.target())) {
            throw Problem.invalid("source.target", "must be a number that you own; GET /v1.0/numbers lists yours");
        }
    }

    /** What a destination comes down to. */
    sealed interface Target {
        record Uri(Address destination, SipUri uri) implements Target {}

        record Phone(Address destination, List<Ring.Device> devices, HangupReason ifNone) implements Target {}

        /** What an agent comes down to: the phones of its extensions as one, and each other address. */
        record Several(List<Target> targets) implements Target {}

        record Impossible(String why) implements Target {}
    }

    Target target(Id<Customer> customer, Address destination) {
        return switch (destination.type()) {
            case Address.SIP ->
                SipUri.parse(
                                destination.target().startsWith("sip:")
                                        ? destination.target()
                                        : "sip:" + destination.target())
                        .<Target>map(uri -> new Target.Uri(destination, uri))
                        .orElseGet(() -> new Target.Impossible("'" + destination.target() + "' is not a SIP URI"));
            case Address.EXTENSION -> phone(customer, destination);
            case Address.AGENT -> agent(customer, destination);
            case Address.TEL -> new Target.Impossible("no provider carries calls to telephone numbers");
            default -> new Target.Impossible("type '" + destination.type() + "' cannot be called");
        };
    }

    private Target agent(Id<Customer> customer, Address destination) {
        Optional<Agent> agent = Id.<Agent>parse(destination.target())
                .flatMap(phones.agents()::live)
                .filter(found -> found.customerId().equals(customer));
        if (agent.isEmpty() || agent.get().addresses().isEmpty()) {
            return new Target.Impossible("no such agent, or one without an address");
        }
        List<Target> targets = new ArrayList<>();
        List<Address> addresses = agent.get().addresses();
        if (addresses.stream().anyMatch(address -> address.is(Address.EXTENSION))) {
            List<Ring.Device> devices = addresses.stream()
                    .filter(address -> address.is(Address.EXTENSION))
                    .flatMap(
                            address -> devices(phones.extensions().byDialName(customer, address.targetName())).stream())
                    .toList();
            targets.add(new Target.Phone(destination, devices, HangupReason.NO_REGISTERED_DEVICE));
        }
        addresses.stream()
                .filter(address -> !address.is(Address.EXTENSION))
                .forEach(address -> targets.add(target(customer, address)));
        return new Target.Several(targets);
    }

    private List<Ring.Device> devices(Optional<Extension> extension) {
        return extension.stream()
                .flatMap(found -> phones.registrations().of(found).stream()
                        .map(binding -> new Ring.Device(binding.contact(), binding.source(), found.extension())))
                .toList();
    }

    private Target phone(Id<Customer> customer, Address destination) {
        Optional<Extension> extension = Id.<Extension>parse(destination.target())
                .flatMap(id -> phones.extensions().own(customer, id))
                .or(() -> phones.extensions().named(customer, destination.targetName()));
        List<Ring.Device> devices = devices(extension);
        return new Target.Phone(
                destination,
                devices,
                extension.isPresent() ? HangupReason.NO_REGISTERED_DEVICE : HangupReason.UNKNOWN_EXTENSION);
    }

    private static void requireOneThatCanBeDialled(List<Target> targets) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) instanceof Target.Impossible(String why)) {
                reasons.add("destinations[" + i + "] " + why);
            }
        }
        if (reasons.size() == targets.size()) {
            throw Problem.invalid("destinations", "none can be dialled: " + String.join("; ", reasons));
        }
    }

    private DialRequest.Answer make(Tx tx, Id<Customer> customer, DialRequest request, List<Target> targets) {
        Flow flow = request.flowId().isNil()
                ? flows.temporary(tx, customer, request.actions())
                : flows.own(tx, customer, request.flowId());
        Placed placed = new Placed(new ArrayList<>(), new ArrayList<>());
        Placing placing = new Placing(flow, request.source(), CallWatcher.NOBODY);
        targets.forEach(target -> place(tx, placing, target, placed));
        return new DialRequest.Answer(placed.calls(), placed.groupcalls());
    }

    /** What all targets of one request have in common. */
    record Placing(Flow flow, Address source, CallWatcher watcher) {}

    /** What targets have become; filled by {@link #place}. */
    record Placed(List<Call> calls, List<Groupcall> groupcalls) {}

    /** Stores what is to ring; one that cannot be dialled does not keep the others from it. */
    void place(Tx tx, Placing how, Target target, Placed placed) {
        switch (target) {
            case Target.Uri(Address destination, SipUri uri) -> {
                Dial dial =
                        new Dial(Id.random(), how.flow(), how.source(), destination, uri, Optional.empty(), Id.nil());
                placed.calls().add(made.calls().create(tx, dial, how.watcher()));
            }
            case Target.Phone(Address destination, List<Ring.Device> devices, HangupReason ifNone) -> {
                Ring ring = new Ring(how.flow(), how.source(), destination, devices, ifNone);
                placed.groupcalls().add(made.groupcalls().create(tx, ring, how.watcher()));
            }
            case Target.Several(List<Target> targets) -> targets.forEach(one -> place(tx, how, one, placed));
            case Target.Impossible _ -> {
                // the answer shows it by what is missing
            }
        }
    }
}
