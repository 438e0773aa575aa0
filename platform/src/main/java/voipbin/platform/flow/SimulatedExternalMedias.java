package voipbin.platform.flow;

import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Problem;

/** External media of a simulated call: nobody is connected. */
final class SimulatedExternalMedias implements ExternalMediaPort {

    private final SimulatedCall call;

    SimulatedExternalMedias(SimulatedCall call) {
        this.call = call;
    }

    @Override
    public void start(Id<?> id, Wish wish, Consumer<Problem> broken) {
        call.note("is heard at " + wish.externalHost());
    }

    @Override
    public void stop(Id<?> id) {
        call.note("is heard elsewhere no more");
    }
}
