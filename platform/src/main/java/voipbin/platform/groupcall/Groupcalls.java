package voipbin.platform.groupcall;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import voipbin.base.Id;
import voipbin.kit.auth.Caller;
import voipbin.kit.sql.Store;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallOwners;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Dial;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.CustomerListener;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Groupcall.RingMethod;
import voipbin.platform.groupcall.Groupcall.Status;

/** What can be done with groupcalls. */
public final class Groupcalls implements CustomerListener {

    private final Store<Groupcall> store;
    private final Calls calls;
    private final CallOwners owners;
    private final ConcurrentMap<Id<Groupcall>, LiveGroupcall> live = new ConcurrentHashMap<>();

    Groupcalls(Store<Groupcall> store, Calls calls, CallOwners owners) {
        this.owners = owners;
        this.store = store;
        this.calls = calls;
    }

    Store<Groupcall> rows() {
        return store;
    }

    Calls calls() {
        return calls;
    }

    /**
     * Stores a group with its member calls, which are dialled once the transaction is durable. With nobody to ring it
     * is over from the start.
     */
    public Groupcall create(Tx tx, Ring ring) {
        return create(tx, ring, CallWatcher.NOBODY);
    }

    /** The same for somebody who waits for it: hears of each member, and may take the answer for another. */
    public Groupcall create(Tx tx, Ring ring, CallWatcher outer) {
        Id<Groupcall> id = Id.random();
        List<Id<Groupcall>> nested =
                nested(ring.parties()).map(_ -> Id.<Groupcall>random()).toList();
        Groupcall row = store.insert(tx, row(tx, id, ring, nested));
        LiveGroupcall group = new LiveGroupcall(row, ring, this, outer);
        if (row.status() != Status.HANGUP) {
            live.put(id, group);
        }
        place(tx, group, ring.parties(), nested, ring.variables());
        return row;
    }

    static Stream<Party.Nested> nested(List<Party> parties) {
        return parties.stream().filter(Party.Nested.class::isInstance).map(Party.Nested.class::cast);
    }

    /** How many groups within have anybody in them. */
    static int alive(List<Party> parties) {
        return (int) nested(parties).filter(party -> !party.members().isEmpty()).count();
    }

    static List<Id<Call>> calls(List<? extends Party> parties) {
        return parties.stream()
                .filter(Party.Single.class::isInstance)
                .map(Party.Single.class::cast)
                .map(Party.Single::id)
                .toList();
    }

    /** @param nested the ids of the groups within this one, in the order of their parties */
    void place(
            Tx tx,
            LiveGroupcall group,
            List<Party> parties,
            List<Id<Groupcall>> nested,
            Map<String, String> variables) {
        int next = 0;
        for (Party party : parties) {
            switch (party) {
                case Party.Single single -> call(tx, group, single, variables);
                case Party.Nested within -> within(tx, group, within, nested.get(next++), variables);
            }
        }
    }

    private void call(Tx tx, LiveGroupcall group, Party.Single single, Map<String, String> variables) {
        Ring.Terms terms = group.terms();
        calls.create(
                tx,
                new Dial(
                                single.id(),
                                terms.flow(),
                                single.source().orElse(terms.source()),
                                single.destination(),
                                single.attempts(),
                                group.id(),
                                single.metadata())
                        .of(group.owner())
                        .with(variables),
                group);
    }

    private void within(
            Tx tx, LiveGroupcall outer, Party.Nested party, Id<Groupcall> id, Map<String, String> variables) {
        Ring.Terms terms = outer.terms();
        Ring ring = new Ring(
                new Ring.Terms(
                        terms.flow(),
                        terms.source(),
                        List.of(party.destination()),
                        party.rounds() == Rounds.NONE ? RingMethod.RING_ALL : RingMethod.LINEAR,
                        terms.answerMethod(),
                        terms.master()),
                List.copyOf(party.members()),
                party.ifNone(),
                party.index(),
                party.rounds(),
                variables);
        Groupcall row = store.insert(tx, row(tx, id, ring, List.of()).within(outer.id()));
        LiveGroupcall group = outer.nest(row, ring);
        if (row.status() == Status.HANGUP) {
            outer.without(id);
        } else {
            live.put(id, group);
        }
        place(tx, group, ring.parties(), List.of(), variables);
    }

    private Groupcall row(Tx tx, Id<Groupcall> id, Ring ring, List<Id<Groupcall>> nested) {
        Ring.Terms terms = ring.terms();
        boolean over = alive(ring.parties()) == 0 && calls(ring.parties()).isEmpty();
        Flow flow = terms.flow();
        List<Id<Call>> members = calls(ring.parties());
        Id<?> owner = owner(tx, flow.customerId(), terms.destinations());
        return new Groupcall(
                id,
                flow.customerId(),
                owner.isNil() ? "" : "agent",
                owner,
                over ? Status.HANGUP : Status.PROGRESSING,
                over ? ring.ifNone() : HangupReason.NONE,
                flow.id(),
                terms.source().normalized(),
                terms.destinations().stream().map(Address::normalized).toList(),
                terms.master(),
                Id.nil(),
                terms.ringMethod(),
                terms.answerMethod(),
                Id.nil(),
                members,
                Id.nil(),
                nested,
                members.size(),
                alive(ring.parties()),
                ring.index(),
                tx.now(),
                null,
                null);
    }

    /** The agent behind a single destination. */
    private Id<?> owner(Tx tx, Id<Customer> customer, List<Address> destinations) {
        if (destinations.size() != 1) {
            return Id.nil();
        }
        Address only = destinations.getFirst().normalized();
        return only.is(Address.AGENT) ? Id.parse(only.target()).orElse(Id.nil()) : owners.of(tx, customer, only);
    }

    /** Those who ring for it now, in groups within it too. */
    public List<Id<Call>> ringing(Id<Groupcall> id) {
        return Optional.ofNullable(live.get(id)).map(LiveGroupcall::members).orElse(List.of());
    }

    void forget(Id<Groupcall> id) {
        live.remove(id);
    }

    /** Hangs up whoever rings or talks; one that has ended stays as it is. */
    Groupcall hangup(Caller caller, Id<Groupcall> id) {
        store.live(caller, ADMIN_OR_MANAGER, id);
        Optional.ofNullable(live.get(id)).ifPresent(LiveGroupcall::hangup);
        return store.get(caller, ADMIN_OR_MANAGER, id);
    }

    /** Hangs up, if it has not ended, and deletes at once. */
    Groupcall delete(Caller caller, Id<Groupcall> id) {
        store.live(caller, ADMIN_OR_MANAGER, id);
        Optional.ofNullable(live.get(id)).ifPresent(LiveGroupcall::hangup);
        return store.delete(caller, ADMIN_OR_MANAGER, id);
    }

    /** Their calls are hung up by themselves. */
    @Override
    public void deleted(Tx tx, Customer customer) {
        CustomerListener.removing(store).deleted(tx, customer);
    }

    /** Marks as over what a crash left unfinished; call it before anything new starts. */
    public int endUnfinished() {
        List<Groupcall> unfinished = store.all(store.table().isNot("status", Status.HANGUP));
        unfinished.forEach(groupcall ->
                store.update(groupcall.id(), new LiveGroupcall.Over(Status.HANGUP, 0, 0), "groupcall_hangup"));
        return unfinished.size();
    }
}
