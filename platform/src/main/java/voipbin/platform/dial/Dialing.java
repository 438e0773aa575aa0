package voipbin.platform.dial;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import voipbin.base.Counters;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Db;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.agent.Agents;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Dialer;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Customers;
import voipbin.platform.extension.Extensions;
import voipbin.platform.flow.Flow;
import voipbin.platform.flow.Flows;
import voipbin.platform.flow.Variables;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcall.AnswerMethod;
import voipbin.platform.groupcall.Groupcall.RingMethod;
import voipbin.platform.groupcall.Groupcalls;
import voipbin.platform.groupcall.Ring;
import voipbin.platform.number.Numbers;
import voipbin.platform.registrar.Registrations;
import voipbin.platform.simulated.SimulatedCallees;

/** Makes outgoing calls: checks the request as a whole, then each destination for itself. */
public final class Dialing {

    private final Db db;
    private final Callers callers;
    private final Telephone telephone;
    private final Targets targets;
    private final Flows flows;
    private final Placements placements;
    private final GroupDialing groups;
    private final LongAdder refused;
    private final LongAdder braked;

    /** Who calls and from which number. */
    public record Callers(Customers customers, Numbers numbers) {}

    /** Where extensions ring. */
    public record Phones(Extensions extensions, Registrations registrations, Agents agents) {}

    /** Where calls go. */
    public record Ways(Phones phones, Telephone telephone, SimulatedCallees simulated) {}

    /** What destinations become. */
    public record Made(Flows flows, Calls calls, Groupcalls groupcalls) {}

    public Dialing(Db db, Callers callers, Ways ways, Made made, Counters counters) {
        this.db = db;
        this.callers = callers;
        this.telephone = ways.telephone();
        this.targets = new Targets(db, ways);
        this.flows = made.flows();
        this.placements = new Placements(telephone, made.calls(), made.groupcalls());
        this.groups = new GroupDialing(targets, placements, made.groupcalls());
        this.refused = counters.counter("calls.outbound_refused");
        this.braked = counters.counter("calls.outbound_limited");
    }

    DialRequest.Answer dial(Caller caller, DialRequest request) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        Variables.check(request.variables());
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
        Targets.Asking asking =
                new Targets.Asking(customer, request.source(), Anonymous.of(request.anonymous()), special);
        List<Target> found = request.destinations().stream()
                .map(destination -> targets.of(asking, destination))
                .toList();
        requireOneThatCanBeDialled(found);
        AtomicReference<List<Problem>> brakes = new AtomicReference<>(List.of());
        try {
            return db.write(tx -> {
                Flow flow = flow(tx, customerId, request);
                Placements.Placed placed = placements.place(
                        tx,
                        new Placements.Common(asking, flow, CallWatcher.NOBODY, request.variables(), Id.nil()),
                        found);
                brakes.set(placed.brakes());
                if (placed.nothing() && !placed.brakes().isEmpty()) {
                    throw placed.brakes().getFirst();
                }
                return then.apply(tx, new DialRequest.Answer(placed.calls(), placed.groupcalls()));
            });
        } finally {
            tellBraked(customerId, brakes.get());
        }
    }

    /** Makes one group of calls, by the same rules. */
    Groupcall group(Caller caller, GroupcallRequest request) {
        caller.require(caller.customerId(), ADMIN_OR_MANAGER);
        Id<Customer> customerId = caller.customerId().as();
        DialRequest calls = request.asCalls();
        Customer customer = check(customerId, calls);
        requireOwnNumber(customerId, calls);
        Targets.Asking asking = new Targets.Asking(customer, request.source(), Anonymous.NO, Special.NOTHING);
        return group(asking, request.destinations(), (tx, found, brakes) -> {
            Ring.Terms terms = new Ring.Terms(
                    flow(tx, customerId, calls),
                    request.source(),
                    request.destinations(),
                    request.ringMethod() == RingMethod.NONE ? RingMethod.RING_ALL : request.ringMethod(),
                    request.answerMethod());
            return groups.place(tx, new GroupDialing.Wish(asking, terms, CallWatcher.NOBODY), found, brakes);
        });
    }

    /**
     * The legs of a transfer as one group, of which the first to answer wins.
     *
     * @param then runs in the transaction that makes them, with those who ring
     * @throws Problem when nobody rings
     */
    Groupcall group(
            Targets.Asking asking, Dialer.Order order, CallWatcher watcher, BiConsumer<Tx, List<Id<Call>>> then) {
        return group(asking, order.destinations(), (tx, found, brakes) -> {
            Ring.Terms terms = new Ring.Terms(
                    flows.temporary(tx, order.customer(), order.actions()),
                    order.source(),
                    order.destinations(),
                    RingMethod.RING_ALL,
                    AnswerMethod.HANGUP_OTHERS,
                    order.master());
            Groupcall made = groups.place(tx, new GroupDialing.Wish(asking, terms, watcher), found, brakes);
            if (made.status() == Groupcall.Status.HANGUP && brakes.isEmpty()) {
                throw Problem.conflict("STATE_INVALID", "Nobody can be rung: no phone is registered there.");
            }
            then.accept(tx, groups.ringing(made));
            return made;
        });
    }

    /** Stores a group. */
    private interface Placing {

        Groupcall place(Tx tx, List<Target> found, List<Problem> brakes);
    }

    private Groupcall group(Targets.Asking asking, List<Address> destinations, Placing placing) {
        List<Target> found = destinations.stream()
                .map(destination -> targets.of(asking, destination))
                .toList();
        requireOneThatCanBeDialled(found);
        List<Problem> brakes = new ArrayList<>();
        try {
            return db.write(tx -> {
                brakes.clear();
                Groupcall made = placing.place(tx, found, brakes);
                if (made.status() == Groupcall.Status.HANGUP && !brakes.isEmpty()) {
                    throw brakes.getFirst();
                }
                return made;
            });
        } finally {
            tellBraked(asking.customer().id(), brakes);
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
        if (request.destinations().stream().anyMatch(Address::needsTelephoneNetwork)) {
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

    /**
     * The legs of a connect action, by the same rules; what cannot be dialled is missing from what this gives back.
     *
     * @param then runs in the transaction that makes them
     */
    Placements.Placed dial(
            Targets.Asking asking, Dialer.Order order, CallWatcher watcher, BiConsumer<Tx, Placements.Placed> then) {
        List<Target> found = order.destinations().stream()
                .map(destination -> targets.of(asking, destination))
                .toList();
        AtomicReference<List<Problem>> brakes = new AtomicReference<>(List.of());
        try {
            return db.write(tx -> {
                Flow flow = flows.temporary(tx, order.customer(), order.actions());
                Placements.Placed placed = placements.place(
                        tx, new Placements.Common(asking, flow, watcher, Map.of(), order.master()), found);
                brakes.set(placed.brakes());
                then.accept(tx, placed);
                return placed;
            });
        } finally {
            tellBraked(order.customer(), brakes.get());
        }
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
