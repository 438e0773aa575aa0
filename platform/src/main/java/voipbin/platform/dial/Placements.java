package voipbin.platform.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Dial;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Device;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcall.AnswerMethod;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Groupcall.RingMethod;
import voipbin.platform.groupcall.Groupcalls;
import voipbin.platform.groupcall.Party;
import voipbin.platform.groupcall.Ring;
import voipbin.platform.groupcall.Rounds;

/** Stores what is to ring: calls and groups of calls, which begin once that is durable. */
final class Placements {

    /** What all targets of one request have in common. */
    record Common(
            Targets.Asking asking, Flow flow, CallWatcher watcher, Map<String, String> variables, Id<Call> master) {}

    /**
     * How one destination rings: all that it comes down to at once, or one address of an agent after another.
     *
     * @param index the address of the first round
     */
    record Course(List<Party.Single> first, int index, Rounds rounds) {

        RingMethod method() {
            return rounds == Rounds.NONE ? RingMethod.RING_ALL : RingMethod.LINEAR;
        }
    }

    /** What targets have become, and why some were held back. */
    record Placed(List<Call> calls, List<Groupcall> groupcalls, List<Problem> brakes) {

        Placed() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        boolean nothing() {
            return calls.isEmpty() && groupcalls.isEmpty();
        }
    }

    private final Telephone telephone;
    private final Calls calls;
    private final Groupcalls groupcalls;

    Placements(Telephone telephone, Calls calls, Groupcalls groupcalls) {
        this.telephone = telephone;
        this.calls = calls;
        this.groupcalls = groupcalls;
    }

    /** One that cannot be dialled does not keep the others from it. */
    Placed place(Tx tx, Common common, List<Target> targets) {
        Placed placed = new Placed();
        targets.forEach(target -> place(tx, common, target, placed));
        return placed;
    }

    private void place(Tx tx, Common common, Target target, Placed placed) {
        switch (target) {
            case Target.Uri _, Target.Number _ ->
                single(tx, common.asking(), target, placed.brakes())
                        .ifPresent(one -> placed.calls().add(call(tx, common, one)));
            case Target.Phone phone -> placed.groupcalls().add(group(tx, common, phone.destination(), phone, placed));
            case Target.Person person ->
                placed.groupcalls().add(group(tx, common, person.destination(), person, placed));
            case Target.Impossible _ -> {
                // the answer shows it by what is missing
            }
        }
    }

    private Groupcall group(Tx tx, Common common, Address destination, Target target, Placed placed) {
        Course course = course(tx, common.asking(), target, placed.brakes());
        Ring.Terms terms = new Ring.Terms(
                common.flow(),
                common.asking().source(),
                List.of(destination),
                course.method(),
                AnswerMethod.HANGUP_OTHERS,
                common.master());
        Ring ring = new Ring(
                terms,
                List.copyOf(course.first()),
                ifNone(target),
                course.index(),
                course.rounds(),
                common.variables());
        return groupcalls.create(tx, ring, common.watcher());
    }

    static HangupReason ifNone(Target target) {
        return target instanceof Target.Phone phone ? phone.ifNone() : HangupReason.NO_REGISTERED_DEVICE;
    }

    Course course(Tx tx, Targets.Asking asking, Target target, List<Problem> brakes) {
        if (!(target instanceof Target.Person person) || !person.linear()) {
            return new Course(singles(tx, asking, target, brakes), 0, Rounds.NONE);
        }
        int size = person.addresses().size();
        List<Party.Single> first = List.of();
        int index = -1;
        while (first.isEmpty() && ++index < size) {
            first = singles(tx, asking, person.addresses().get(index), brakes);
        }
        return new Course(
                first,
                Math.min(index, size - 1),
                next -> next < size ? Optional.of(round(asking, person.again().apply(next))) : Optional.empty());
    }

    private Function<Tx, List<Party>> round(Targets.Asking asking, Target target) {
        return tx -> List.copyOf(singles(tx, asking, target, new ArrayList<>()));
    }

    /** Each call that one destination comes down to; those that are held back are missing, with their reason. */
    List<Party.Single> singles(Tx tx, Targets.Asking asking, Target target, List<Problem> brakes) {
        return switch (target) {
            case Target.Uri _, Target.Number _ ->
                single(tx, asking, target, brakes).stream().toList();
            case Target.Phone phone ->
                phone.devices().stream().map(Device::ring).toList();
            case Target.Person person ->
                person.addresses().stream()
                        .flatMap(address -> singles(tx, asking, address, brakes).stream())
                        .toList();
            case Target.Impossible _ -> List.of();
        };
    }

    private Optional<Party.Single> single(Tx tx, Targets.Asking asking, Target target, List<Problem> brakes) {
        return switch (target) {
            case Target.Uri(Address destination, var attempt) -> Optional.of(Party.Single.of(destination, attempt));
            case Target.Number number -> number(tx, asking, number, brakes);
            case Target.Phone _, Target.Person _, Target.Impossible _ -> Optional.empty();
        };
    }

    private Optional<Party.Single> number(Tx tx, Targets.Asking asking, Target.Number number, List<Problem> brakes) {
        Id<Call> id = Id.random();
        Telephone.Verdict.Ways ways = number.ways();
        Optional<Problem> brake = telephone.brake(tx, asking.customer(), id, ways.country());
        if (brake.isPresent()) {
            brakes.add(brake.get());
            return Optional.empty();
        }
        return Optional.of(new Party.Single(
                id,
                Optional.of(ways.source()),
                number.destination(),
                ways.attempts(),
                asking.special().metadata()));
    }

    private Call call(Tx tx, Common common, Party.Single one) {
        Dial dial = new Dial(
                one.id(),
                common.flow(),
                one.source().orElse(common.asking().source()),
                one.destination(),
                one.attempts(),
                Id.nil(),
                one.metadata());
        Dial full = dial.with(common.variables());
        boolean early = common.asking().special().earlyExecution();
        return calls.create(tx, early ? full.early() : full, common.watcher());
    }
}
