package voipbin.platform.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Id;

/**
 * Where an activeflow stands: stacks of actions, the innermost one first, each with the action that is under way there.
 * Knows nothing of what actions do. The activeflow's own thread walks it, and a service that the call has joined may
 * turn it from another one: hence the lock, which is held for a look at lists in memory.
 */
final class Course {

    /** The actions of one stack, and how often each was jumped from. */
    private static final class Stack {

        /** Whose these actions are: a service that they belong to, or nil. */
        private final Id<?> service;

        private final List<Action> actions;
        // by the very action: others may have the same id
        private final Map<Action, Integer> jumps = new IdentityHashMap<>();
        private int at = -1;

        private Stack(Id<?> service, List<Action> actions) {
            this.service = service;
            this.actions = new ArrayList<>(actions);
        }

        private Optional<Integer> find(Id<Action> id) {
            for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i).id().equals(id)) {
                    return Optional.of(i);
                }
            }
            return Optional.empty();
        }

        private Action current() {
            return actions.get(at);
        }
    }

    private final Deque<Stack> stacks = new ArrayDeque<>();
    private Optional<Id<Action>> forward = Optional.empty();
    private boolean turned;

    Course(List<Action> main) {
        stacks.push(new Stack(Id.nil(), main));
    }

    /** The action that is to run now; empty at the end. */
    synchronized Optional<Action> advance() {
        turned = false;
        if (forward.isPresent()) {
            Id<Action> target = forward.get();
            forward = Optional.empty();
            return goTo(target);
        }
        while (!stacks.isEmpty()) {
            Stack stack = stacks.element();
            if (stack.at >= 0 && !stack.current().nextId().isNil()) {
                return goTo(stack.current().nextId());
            }
            if (stack.at + 1 < stack.actions.size()) {
                stack.at++;
                return Optional.of(stack.current());
            }
            // used up: on behind the action that pushed it, as that one says
            stacks.pop();
        }
        return Optional.empty();
    }

    /** Makes these run next; behind the last of them it goes on after the present action. */
    void push(List<Action> actions) {
        push(Id.nil(), actions);
    }

    /** The same for a service that may end before they are used up: {@link #leave}. */
    synchronized void push(Id<?> service, List<Action> actions) {
        if (!turned && !actions.isEmpty()) {
            stacks.push(new Stack(service, actions));
        }
    }

    /**
     * Makes this one run next; it is looked for in the present stack and then outward, and what lies further in is left
     * for good. Somebody else's turn goes before.
     *
     * @return false when there is no such action
     */
    synchronized boolean jump(Id<Action> target) {
        return turned || sets(target);
    }

    private boolean sets(Id<Action> target) {
        boolean there = stacks.stream().anyMatch(stack -> stack.find(target).isPresent());
        if (there) {
            forward = Optional.of(target);
        }
        return there;
    }

    /** A jump that another part of the platform wants: what the present action wants next counts no more. */
    synchronized boolean turn(Id<Action> target) {
        boolean there = sets(target);
        turned |= there;
        return there;
    }

    /**
     * Ends the actions of a service, and whatever runs within them: next is what follows the action that pushed them.
     *
     * @return false when none of them is under way
     */
    synchronized boolean leave(Id<?> service) {
        if (service.isNil() || stacks.stream().noneMatch(stack -> stack.service.equals(service))) {
            return false;
        }
        while (!stacks.pop().service.equals(service)) {
            // what runs within it
        }
        forward = Optional.empty();
        turned = true;
        return true;
    }

    /**
     * Puts actions behind the present one.
     *
     * @return false in the outermost stack, which is the customer's own
     */
    synchronized boolean add(List<Action> actions) {
        Stack stack = stacks.peek();
        if (stack == null || stacks.size() == 1 || stack.at < 0) {
            return false;
        }
        stack.actions.addAll(stack.at + 1, actions);
        return true;
    }

    /** Whether somebody has turned it since it last advanced: then the present action is to end. */
    synchronized boolean isTurned() {
        return turned;
    }

    /** Counts the jumps of the present action; whether this one is within the limit. */
    synchronized boolean jumpsWithin(int limit) {
        Stack stack = stacks.element();
        return !turned && stack.jumps.merge(stack.current(), 1, Integer::sum) <= limit;
    }

    private Optional<Action> goTo(Id<Action> target) {
        while (!stacks.isEmpty()) {
            Stack stack = stacks.element();
            Optional<Integer> found = stack.find(target);
            if (found.isPresent()) {
                stack.at = found.get();
                return Optional.of(stack.current());
            }
            stacks.pop();
        }
        return Optional.empty();
    }
}
