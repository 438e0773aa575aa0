package voipbin.sip;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.message.DialogReference;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;

/** A call by the leg that it has at present. */
interface LegCall extends Call {

    Shard shard();

    /** Empty while there is no dialog, or several. Any thread. */
    Optional<Leg> leg();

    private void onLeg(Consumer<Leg> task, Runnable otherwise) {
        shard().execute(() ->
                leg().filter(leg -> !leg.over()).ifPresentOrElse(task, () -> shard().tell(callId(), otherwise)));
    }

    @Override
    default void reoffer(byte[] sdp, Consumer<ReofferOutcome> heard) {
        onLeg(leg -> leg.reoffer(sdp, heard), () -> heard.accept(new ReofferOutcome.Impossible("there is no dialog")));
    }

    @Override
    default void request(Method method, List<Header> headers, byte[] body, Consumer<RequestOutcome> heard) {
        onLeg(
                leg -> leg.request(method, headers, body, heard),
                () -> heard.accept(new RequestOutcome.Unreachable("there is no dialog")));
    }

    @Override
    default void refer(NameAddress referTo, List<Header> headers, Consumer<ReferProgress> heard) {
        onLeg(
                leg -> leg.refers().send(referTo, headers, heard),
                () -> heard.accept(new ReferProgress.Lost("there is no dialog")));
    }

    @Override
    default Optional<DialogReference> reference() {
        return leg().map(leg -> leg.dialog().asSeenByPeer());
    }
}
