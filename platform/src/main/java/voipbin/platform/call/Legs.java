package voipbin.platform.call;

import java.util.function.Consumer;

/** Makes the wire side of calls. */
interface Legs {

    /** A leg that has not dialled yet; what happens on it is told to {@code tell}, on any thread. */
    Leg open(Dial dial, Consumer<CallSignal> tell);
}
