package voipbin.platform.groupcall;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import voipbin.base.Id;
import voipbin.platform.call.Call;

/**
 * The calls of a group and the groups within it: all that ever were, and those that live. For all threads; filled
 * within transactions, where nothing may be waited for.
 */
final class Members {

    private final List<Id<Call>> calls;
    private final List<Id<Groupcall>> groups;
    private final Set<Id<Call>> alive = ConcurrentHashMap.newKeySet();
    private final Set<Id<Groupcall>> aliveGroups = ConcurrentHashMap.newKeySet();
    private final List<LiveGroupcall> nested = new CopyOnWriteArrayList<>();

    Members(Groupcall row) {
        calls = new CopyOnWriteArrayList<>(row.callIds());
        groups = new CopyOnWriteArrayList<>(row.groupcallIds());
        alive.addAll(calls);
        aliveGroups.addAll(groups);
    }

    /** Those of a further round. */
    void add(List<Id<Call>> furtherCalls, List<Id<Groupcall>> furtherGroups) {
        alive.addAll(furtherCalls);
        aliveGroups.addAll(furtherGroups);
        calls.addAll(furtherCalls);
        groups.addAll(furtherGroups);
    }

    void add(LiveGroupcall group) {
        nested.add(group);
    }

    /** Whether it lived. */
    boolean remove(Id<Call> call) {
        return alive.remove(call);
    }

    /** Whether it lived. */
    boolean removeGroup(Id<Groupcall> group) {
        return aliveGroups.remove(group);
    }

    boolean isEmpty() {
        return alive.isEmpty() && aliveGroups.isEmpty();
    }

    int callCount() {
        return alive.size();
    }

    int groupcallCount() {
        return aliveGroups.size();
    }

    List<Id<Call>> calls() {
        return List.copyOf(calls);
    }

    List<Id<Groupcall>> groups() {
        return List.copyOf(groups);
    }

    /** Calls of this group alone that live. */
    List<Id<Call>> alive() {
        return List.copyOf(alive);
    }

    List<LiveGroupcall> nested() {
        return nested;
    }

    /** Calls of the groups within it too that live. */
    List<Id<Call>> allAlive() {
        return Stream.concat(alive.stream(), nested.stream().flatMap(group -> group.members().stream()))
                .toList();
    }
}
