package voipbin.platform.groupcall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.call.Call;

/** The rounds of a linear group after its first: one at a time, on whatever thread. */
final class FurtherRounds {

    private final LiveGroupcall group;
    private final Members members;
    private final Ring ring;
    private final Groupcalls groupcalls;
    private int index;

    FurtherRounds(LiveGroupcall group, Members members, Ring ring, Groupcalls groupcalls) {
        this.group = group;
        this.members = members;
        this.ring = ring;
        this.groupcalls = groupcalls;
        this.index = ring.index();
    }

    /**
     * Dials the next destination that can be, if it is still wanted.
     *
     * @return who rings; nobody when there is none left
     */
    List<Id<Call>> next() {
        List<Id<Call>> ringing = List.of();
        while (ringing.isEmpty() && !group.isSettled()) {
            Optional<Function<Tx, List<Party>>> round = ring.rounds().round(++index);
            if (round.isEmpty()) {
                return List.of();
            }
            ringing = dial(round.get());
        }
        return ringing;
    }

    private record Dialled(
            List<Id<Call>> callIds,
            List<Id<Groupcall>> groupcallIds,
            int callCount,
            int groupcallCount,
            int dialIndex) {}

    private List<Id<Call>> dial(Function<Tx, List<Party>> round) {
        return groupcalls.rows().db().write(tx -> {
            List<Party> parties = round.apply(tx);
            List<Id<Groupcall>> within =
                    Groupcalls.nested(parties).map(_ -> Id.<Groupcall>random()).toList();
            List<Id<Call>> calls = Groupcalls.calls(parties);
            members.add(calls, within);
            groupcalls
                    .rows()
                    .update(
                            tx,
                            group.id(),
                            new Dialled(
                                    members.calls(), members.groups(), calls.size(), Groupcalls.alive(parties), index));
            // the caller's variables are for the first round only (calls §2.3)
            groupcalls.place(tx, group, parties, within, Map.of());
            List<Id<Call>> ringing = new ArrayList<>(calls);
            Groupcalls.nested(parties).forEach(party -> ringing.addAll(Groupcalls.calls(party.members())));
            if (!ring.terms().master().isNil()) {
                groupcalls.calls().chain(tx, ring.terms().master(), ringing);
            }
            return ringing;
        });
    }
}
