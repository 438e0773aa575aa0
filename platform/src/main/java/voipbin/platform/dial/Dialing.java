package voipbin.platform.dial;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Dial;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;
import voipbin.platform.extension.Extensions;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Groupcalls;
import voipbin.platform.groupcall.Ring;
import voipbin.platform.number.Numbers;
import voipbin.platform.registrar.Registrations;

/** Makes outgoing calls: checks the request as a whole, then each destination for itself. */
public final class Dialing {

    private final Db db;
    private final Callers callers;
    private final Telephone telephone;
    private final Targets targets;
    private final Flows flows;
    private final Made made;
    private final LongAdder refused;
    private final LongAdder braked;

    /** Who calls and from which number. */
    public record Callers(Customers customers, Numbers numbers) {}

    /** Where extensions ring. */
    public record Phones(Extensions extensions, Registrations registrations) {}

    /** Where calls go. */
    public record Ways(Phones phones, Telephone telephone) {}

    /** What destinations become. */
    public record Made(Flows flows, Calls calls, Groupcalls groupcalls) {}

    public Dialing(Db db, Callers callers, Ways ways, Made made, Counters counters) {
        this.db = db;
        this.callers = callers;
        this.telephone = ways.telephone();
        this.targets = new Targets(db, ways.phones(), telephone);
        this.flows = made.flows();
        this.made = made;
        this.refused = counters.counter("calls.outbound_refused");
        this.braked = counters.counter("calls.outbound_limited");
    }

    DialRequest.Answer dial(Caller caller, DialRequest request) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        Anonymous.of(request.anonymous());
        return dial(caller.customerId().as(), request, Special.NOTHING, (_, answer) -> answer);
    }

    /**
     * Makes the calls of a request, for our own code.
     *
     * @param then runs in the transaction that makes them
     * @throws Problem when the request as a whole cannot be, or none of its destinations can be called
     */
    public <R> R dial(
            Id<Customer> customerId, DialRequest request, Special special, BiFunction<Tx, DialRequest.Answer, R> then) {
        Customer customer = check(customerId, request);
        if (!special.skipSourceValidation()) {
            requireOwnNumber(customerId, request);
        }
        List<Target> found = request.destinations().stream()
                .map(destination -> targets.of(customer, request, destination, special))
                .toList();
        requireOneThatCanBeDialled(found);
        List<Problem> brakes = new ArrayList<>();
        try {
            return db.write(tx -> {
                brakes.clear();
                Making making = new Making(customer, request, special, flow(tx, customerId, request));
                DialRequest.Answer answer = make(tx, making, found, brakes);
                if (answer.calls().isEmpty() && answer.groupcalls().isEmpty()) {
                    throw brakes.getFirst();
                }
                return then.apply(tx, answer);
            });
        } finally {
            tellBraked(customerId, brakes);
        }
    }

    private Customer check(Id<Customer> id, DialRequest request) {
        Flows.validate(request.actions());
        if (request.destinations().isEmpty()) {
            throw Problem.invalid("destinations", "at least one is needed");
        }
        Customer customer = db.read(tx -> callers.customers().get(tx, id));
        if (customer.status() != Customer.Status.ACTIVE) {
            throw Problem.forbidden("Calls need an active customer; this one is " + Json.nameOf(customer.status())
                    + ": verify the e-mail address first.");
        }
        if (request.destinations().stream().anyMatch(to -> to.is(Address.TEL))) {
            Telephone.requireIdentity(customer);
        }
        return customer;
    }

    /**
     * A telephone number as caller ID must be the customer's own, whatever is called. Calls to the telephone network
     * have a rule of their own, which may put another number in its place.
     */
    private void requireOwnNumber(Id<Customer> customer, DialRequest request) {
        Address source = request.source();
        if (!source.is(Address.TEL)) {
            return;
        }
        if (!Address.isE164(source.target())) {
            throw Problem.invalid("source.target", "must be in E.164 form: + and 7 to 15 digits, no spaces or dashes");
        }
        boolean toTelephonesOnly = request.destinations().stream().allMatch(to -> to.is(Address.TEL));
        if (!toTelephonesOnly && !callers.numbers().owns(customer, source.target())) {
            throw Problem.invalid("source.target", "must be a number that you own; GET /v1.0/numbers lists yours");
        }
    }

    private void requireOneThatCanBeDialled(List<Target> targets) {
        List<Problem> problems = targets.stream()
                .filter(Target.Impossible.class::isInstance)
                .map(Target.Impossible.class::cast)
                .map(Target.Impossible::why)
                .toList();
        refused.add(problems.size());
        if (problems.size() < targets.size()) {
            return;
        }
        Optional<Problem> telling = problems.stream()
                .filter(problem -> problem.status() != Problem.Status.INVALID_ARGUMENT)
                .findFirst();
        if (telling.isPresent()) {
            throw telling.get();
        }
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            reasons.add("destinations[" + i + "] " + problems.get(i).getMessage());
        }
        throw Problem.invalid("destinations", "none can be dialled: " + String.join("; ", reasons));
    }

    private Flow flow(Tx tx, Id<Customer> customer, DialRequest request) {
        return request.flowId().isNil()
                ? flows.temporary(tx, customer, request.actions())
                : flows.own(tx, customer, request.flowId());
    }

    private record Making(Customer customer, DialRequest request, Special special, Flow flow) {}

    private DialRequest.Answer make(Tx tx, Making making, List<Target> targets, List<Problem> brakes) {
        Flow flow = making.flow();
        Address source = making.request().source();
        List<Call> calls = new ArrayList<>();
        List<Groupcall> groupcalls = new ArrayList<>();
        for (Target target : targets) {
            switch (target) {
                case Target.Uri(Address destination, Attempt attempt) -> {
                    Dial dial = new Dial(Id.random(), flow, source, destination, List.of(attempt), Id.nil(), Map.of());
                    calls.add(made.calls().create(tx, dial, CallWatcher.NOBODY));
                }
                case Target.Number number -> number(tx, making, number, brakes).ifPresent(calls::add);
                case Target.Phone(Address destination, List<Ring.Device> devices, HangupReason ifNone) ->
                    groupcalls.add(made.groupcalls().create(tx, new Ring(flow, source, destination, devices, ifNone)));
                case Target.Impossible _ -> {
                    // a destination that cannot be dialled does not keep the others from it
                }
            }
        }
        return new DialRequest.Answer(calls, groupcalls);
    }

    private Optional<Call> number(Tx tx, Making making, Target.Number number, List<Problem> brakes) {
        Id<Call> id = Id.random();
        Telephone.Verdict.Ways ways = number.ways();
        Optional<Problem> brake = telephone.brake(tx, making.customer(), id, ways.country());
        if (brake.isPresent()) {
            brakes.add(brake.get());
            return Optional.empty();
        }
        Dial dial = new Dial(
                id,
                making.flow(),
                ways.source(),
                number.destination(),
                ways.attempts(),
                Id.nil(),
                making.special().metadata());
        return Optional.of(made.calls().create(tx, dial, CallWatcher.NOBODY));
    }

    /** In a transaction of its own, since the other may have been taken back. */
    private void tellBraked(Id<Customer> customer, List<Problem> brakes) {
        if (!brakes.isEmpty()) {
            braked.add(brakes.size());
            db.write(tx -> {
                telephone.tellBraked(tx, db.outbox(), customer, brakes.getFirst());
                return true;
            });
        }
    }
}
