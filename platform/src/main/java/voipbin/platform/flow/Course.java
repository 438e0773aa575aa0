package voipbin.platform.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;

/**
 * Where an activeflow stands: stacks of actions, the innermost one first, each with the action that is under way there.
 * Knows nothing of what actions do. For one thread.
 */
final class Course {

    /** The actions of one stack, and how often each was jumped from. */
    private static final class Stack {

        private final List<Action> actions;
        private final Map<Integer, Integer> jumps = new HashMap<>();
        private int at = -1;

        private Stack(List<Action> actions) {
            this.actions = List.copyOf(actions);
        }

        private Optional<Integer> find(Id<Action> id) {
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i).id().equals(id)) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }
    }

    private final Deque<Stack> stacks = new ArrayDeque<>();
    private Optional<Id<Action>> forward = Optional.empty();

    Course(List<Action> main) {
        stacks.push(new Stack(main));
    }

    /** The action that is to run now; empty at the end. */
    Optional<Action> advance() {
        if (forward.isPresent()) {
            Id<Action> target = forward.get();
            forward = Optional.empty();
            return goTo(target);
        }
        while (!stacks.isEmpty()) {
            Stack stack = stacks.element();
            if (stack.at >= 0 && !stack.actions.get(stack.at).nextId().isNil()) {
                return goTo(stack.actions.get(stack.at).nextId());
            }
            if (stack.at + 1 < stack.actions.size()) {
                stack.at++;
                return Optional.of(stack.actions.get(stack.at));
            }
            // used up: on behind the action that pushed it, as that one says
            stacks.pop();
        }
        return Optional.empty();
    }

    /** Makes these run next; behind the last of them it goes on after the present action. */
    void push(List<Action> actions) {
        if (!actions.isEmpty()) {
            stacks.push(new Stack(actions));
        }
    }

    /**
     * Makes this one run next; it is looked for in the present stack and then outward, and what lies further in is left
     * for good.
     *
     * @return false when there is no such action
     */
    boolean jump(Id<Action> target) {
        boolean there = stacks.stream().anyMatch(stack -> stack.find(target).isPresent());
        if (there) {
            forward = Optional.of(target);
        }
        return there;
    }

    /** Counts the jumps of the present action; whether this one is within the limit. */
    boolean jumpsWithin(int limit) {
        Stack stack = stacks.element();
        int before = stack.jumps.getOrDefault(stack.at, 0);
        stack.jumps.put(stack.at, before + 1);
        return before < limit;
    }

    private Optional<Action> goTo(Id<Action> target) {
        while (!stacks.isEmpty()) {
            Stack stack = stacks.element();
            Optional<Integer> found = stack.find(target);
            if (found.isPresent()) {
                stack.at = found.get();
                return Optional.of(stack.actions.get(stack.at));
            }
            stacks.pop();
        }
        return Optional.empty();
    }
}
