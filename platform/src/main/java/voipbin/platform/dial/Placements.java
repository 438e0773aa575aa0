package voipbin.platform.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallWatcher;
import voipbin.platform.call.Calls;
import voipbin.platform.call.Dial;
import voipbin.platform.flow.Flow;
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcalls;
import voipbin.platform.groupcall.Ring;

/** Stores what is to ring: calls and groups of calls, which begin once that is durable. */
final class Placements {

    /** What all targets of one request have in common. */
    record Common(Targets.Asking asking, Flow flow, CallWatcher watcher, Map<String, String> variables) {}

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
        Address source = common.asking().source();
        switch (target) {
            case Target.Uri(Address destination, var attempt) ->
                placed.calls()
                        .add(call(
                                tx,
                                common,
                                new Dial(
                                        Id.random(),
                                        common.flow(),
                                        source,
                                        destination,
                                        List.of(attempt),
                                        Id.nil(),
                                        Map.of())));
            case Target.Number number -> number(tx, common, number, placed);
            case Target.Phone(Address destination, var devices, var ifNone) -> {
                Ring ring = new Ring(common.flow(), source, destination, devices, ifNone, common.variables());
                placed.groupcalls().add(groupcalls.create(tx, ring, common.watcher()));
            }
            case Target.Several(List<Target> targets) -> targets.forEach(one -> place(tx, common, one, placed));
            case Target.Impossible _ -> {
                // the answer shows it by what is missing
            }
        }
    }

    private void number(Tx tx, Common common, Target.Number number, Placed placed) {
        Id<Call> id = Id.random();
        Telephone.Verdict.Ways ways = number.ways();
        Targets.Asking asking = common.asking();
        Optional<Problem> brake = telephone.brake(tx, asking.customer(), id, ways.country());
        if (brake.isPresent()) {
            placed.brakes().add(brake.get());
            return;
        }
        placed.calls()
                .add(call(
                        tx,
                        common,
                        new Dial(
                                id,
                                common.flow(),
                                ways.source(),
                                number.destination(),
                                ways.attempts(),
                                Id.nil(),
                                asking.special().metadata())));
    }

    private Call call(Tx tx, Common common, Dial dial) {
        return calls.create(tx, dial.with(common.variables()), common.watcher());
    }
}
