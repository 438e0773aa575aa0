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
import voipbin.platform.groupcall.Groupcall;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Groupcall.RingMethod;
import voipbin.platform.groupcall.Groupcalls;
import voipbin.platform.groupcall.Party;
import voipbin.platform.groupcall.Ring;
import voipbin.platform.groupcall.Rounds;

/** Who rings for a group of several destinations, all at once or one after another (calls §2.3). */
final class GroupDialing {

    private final Targets targets;
    private final Placements placements;
    private final Groupcalls groupcalls;

    GroupDialing(Targets targets, Placements placements, Groupcalls groupcalls) {
        this.targets = targets;
        this.placements = placements;
        this.groupcalls = groupcalls;
    }

    /** Who is called how, by whom, and who hears of each call. */
    record Wish(Targets.Asking asking, Ring.Terms terms, CallWatcher watcher) {}

    /** @param found what each destination comes down to, at least one of which can be dialled */
    Groupcall place(Tx tx, Wish wish, List<Target> found, List<Problem> brakes) {
        Targets.Asking asking = wish.asking();
        Ring.Terms terms = wish.terms();
        Ring ring = terms.ringMethod() == RingMethod.LINEAR
                ? linear(tx, asking, terms, found, brakes)
                : all(tx, asking, terms, found, brakes);
        return groupcalls.create(tx, ring, wish.watcher());
    }

    /** Those who ring for it now. */
    List<Id<Call>> ringing(Groupcall group) {
        return groupcalls.ringing(group.id());
    }

    private Ring all(Tx tx, Targets.Asking asking, Ring.Terms terms, List<Target> found, List<Problem> brakes) {
        if (found.size() == 1 && found.getFirst().isLinear()) {
            return person(tx, asking, terms, found.getFirst(), brakes);
        }
        List<Party> parties = new ArrayList<>();
        found.forEach(target -> parties.addAll(parties(tx, asking, target, found.size() > 1, brakes)));
        HangupReason ifNone = Placements.ifNone(found.getFirst());
        return new Ring(terms, parties, ifNone, 0, Rounds.NONE, Map.of());
    }

    /** One agent whose addresses ring one after another: the group does what the agent wants. */
    private Ring person(Tx tx, Targets.Asking asking, Ring.Terms terms, Target target, List<Problem> brakes) {
        Placements.Course course = placements.course(tx, asking, target, brakes);
        return new Ring(
                terms.with(course.method()),
                List.copyOf(course.first()),
                Placements.ifNone(target),
                course.index(),
                course.rounds(),
                Map.of());
    }

    private Ring linear(Tx tx, Targets.Asking asking, Ring.Terms terms, List<Target> found, List<Problem> brakes) {
        List<Party> first = List.of();
        int index = -1;
        while (first.isEmpty() && ++index < found.size()) {
            first = ringing(parties(tx, asking, found.get(index), false, brakes));
        }
        Rounds further = next -> round(asking, terms.destinations(), next);
        return new Ring(
                terms,
                first,
                Placements.ifNone(found.getFirst()),
                Math.min(index, found.size() - 1),
                further,
                Map.of());
    }

    /** Whom a destination means is looked up when it is its turn: a phone may have registered meanwhile. */
    private Optional<Function<Tx, List<Party>>> round(Targets.Asking asking, List<Address> destinations, int index) {
        if (index >= destinations.size()) {
            return Optional.empty();
        }
        Target target = targets.of(asking, destinations.get(index));
        return Optional.of(tx -> ringing(parties(tx, asking, target, false, new ArrayList<>())));
    }

    private static List<Party> ringing(List<Party> parties) {
        return parties.stream()
                .filter(party -> !(party instanceof Party.Nested nested
                        && nested.members().isEmpty()))
                .toList();
    }

    /** @param apart whether what is a group by itself becomes one within the group; one that is linear always does */
    private List<Party> parties(Tx tx, Targets.Asking asking, Target target, boolean apart, List<Problem> brakes) {
        Placements.Course course = placements.course(tx, asking, target, brakes);
        return switch (target) {
            case Target.Uri _, Target.Number _, Target.Impossible _ -> List.copyOf(course.first());
            case Target.Phone phone -> grouped(phone.destination(), course, phone, apart);
            case Target.Person person -> grouped(person.destination(), course, person, apart || person.linear());
        };
    }

    private static List<Party> grouped(Address destination, Placements.Course course, Target target, boolean apart) {
        return apart
                ? List.of(new Party.Nested(
                        destination, course.first(), Placements.ifNone(target), course.index(), course.rounds()))
                : List.copyOf(course.first());
    }
}
