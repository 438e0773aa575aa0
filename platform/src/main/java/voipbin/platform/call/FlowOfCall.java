package voipbin.platform.call;

import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.flow.Action;
import voipbin.platform.flow.AnswerPort;
import voipbin.platform.flow.CallPort;
import voipbin.platform.flow.Connection;
import voipbin.platform.flow.FactPort;
import voipbin.platform.flow.KeyPort;
import voipbin.platform.flow.SoundPort;

/** What the flow of a call may do to it. */
final class FlowOfCall implements CallPort {

    private final LiveCall call;
    private final CallParts parts;
    private final Calls calls;

    FlowOfCall(LiveCall call, CallParts parts, Calls calls) {
        this.call = call;
        this.parts = parts;
        this.calls = calls;
    }

    /** An outgoing call runs its flow only once the endpoint has answered: for it this does nothing. */
    @Override
    public void answer() throws InterruptedException {
        call.answer();
    }

    @Override
    public boolean connect(Connection wish) throws InterruptedException {
        return calls.connect(call, wish);
    }

    @Override
    public void join(Id<?> confbridge) throws InterruptedException {
        calls.join(call, confbridge);
    }

    @Override
    public SoundPort sounds() {
        return new CallEars(parts.sound(), call::leg, call.audio());
    }

    @Override
    public KeyPort keys() {
        return new CallKeys(call::leg, call::onKey);
    }

    @Override
    public AnswerPort answers() {
        return new CallAnswers(call::leg, parts.timers());
    }

    @Override
    public FactPort facts() {
        return new CallFacts(parts.store(), call.row());
    }

    @Override
    public void hangup(String reason) {
        call.askHangup(ofReason(reason));
    }

    @Override
    public void hangupLike(Id<?> other) {
        call.askHangup(parts.store()
                .rows()
                .find(other.as())
                .filter(ended -> call.isOf(ended.customerId()) && ended.status() == Call.Status.HANGUP)
                .map(ended -> Cause.ofOwnCode(ended.hangupCause()))
                .orElse(Cause.NORMAL));
    }

    /** What the reasons that a flow may give mean for a caller who has not been answered. */
    private static Cause ofReason(String reason) {
        return switch (reason) {
            case "failed" -> Cause.NO_RESPONSE;
            case "busy" -> Cause.BUSY;
            case "noanswer", "dialout" -> Cause.NO_ANSWER;
            case "amd" -> Cause.ANSWERING_MACHINE;
            default -> Cause.NORMAL;
        };
    }

    @Override
    public void show(Tx tx, Action action) {
        parts.store().show(tx, call.id(), action);
    }

    @Override
    public void failed(Action action, String reason, String message) {
        Call row = call.row();
        parts.store().fault(new CallFault(row.id(), row.customerId(), row.activeflowId(), action, reason, message));
    }

    @Override
    public void flowEnded() {
        call.askHangup(call.unanswered());
    }
}
