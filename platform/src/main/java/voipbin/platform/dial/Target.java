package voipbin.platform.dial;

import java.util.List;
import voipbin.base.Problem;
import voipbin.platform.address.Address;
import voipbin.platform.call.Attempt;
import voipbin.platform.groupcall.Groupcall.HangupReason;
import voipbin.platform.groupcall.Ring;

/** What a destination comes down to. */
sealed interface Target {

    /** One call: to a SIP URI. */
    record Uri(Address destination, Attempt attempt) implements Target {}

    /** One call to a telephone number. */
    record Number(Address destination, Telephone.Verdict.Ways ways) implements Target {}

    /** A group of calls: one to each device of an extension. */
    record Phone(Address destination, List<Ring.Device> devices, HangupReason ifNone) implements Target {}

    /** What an agent comes down to: the phones of its extensions as one group, and each other address. */
    record Several(List<Target> targets) implements Target {}

    record Impossible(Problem why) implements Target {

        static Impossible because(String rule) {
            return new Impossible(Problem.invalid("destinations", rule));
        }
    }
}
