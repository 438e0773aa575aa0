package voipbin.platform.call;

import java.util.Optional;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.sip.IncomingCall;
import voipbin.sip.message.DialogReference;

/** Makes the wire side of calls. */
interface Legs {

    /** A leg that has not dialled yet; what happens on it is told to {@code tell}, on any thread. */
    Leg open(Dial dial, Consumer<CallSignal> tell);

    /** The leg of a call that somebody makes to us; its listener hears nothing before {@link Leg#dial}. */
    Leg take(IncomingCall call, Consumer<CallSignal> tell);

    /** The same, of this call of ours. */
    default Leg take(Id<Call> id, Arrival arrival, Consumer<CallSignal> tell) {
        return take(arrival.call(), tell);
    }

    /** The leg whose dialog that is, if it is one of ours. */
    default Optional<Leg> named(DialogReference dialog) {
        return Optional.empty();
    }
}
