package voipbin.platform.dial;

import java.util.List;
import java.util.function.IntFunction;
import voipbin.base.Problem;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.platform.groupcall.Device;
import voipbin.platform.groupcall.Groupcall.HangupReason;

/** What a destination comes down to. */
sealed interface Target {

    /** One call: to a SIP URI. */
    record Uri(Address destination, Attempt attempt) implements Target {}

    /** One call to a telephone number. */
    record Number(Address destination, Telephone.Verdict.Ways ways) implements Target {}

    /** A group of calls: one to each device of an extension. */
    record Phone(Address destination, List<Device> devices, HangupReason ifNone) implements Target {}

    /**
     * An agent as a group of calls: to each of its addresses.
     *
     * @param linear whether the addresses ring one after another
     * @param again looks one up when it is its turn: a phone may have registered meanwhile; may ask the database
     */
    record Person(Address destination, List<Target> addresses, boolean linear, IntFunction<Target> again)
            implements Target {}

    /** Whether its calls are made one after another. */
    default boolean isLinear() {
        return this instanceof Person person && person.linear();
    }

    record Impossible(Problem why) implements Target {

        static Impossible because(String rule) {
            return new Impossible(Problem.invalid("destinations", rule));
        }
    }
}
