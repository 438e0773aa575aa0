package voipbin.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import voipbin.sip.CallListener;
import voipbin.sip.CallOutcome;
import voipbin.sip.IncomingCall;
import voipbin.sip.message.Request;

/** One called number at the far end, and what happens there, each once. Safe for all threads. */
final class Phone implements CallListener {

    private static final int PATIENCE_SECONDS = 10;

    private final String address;
    private final CompletableFuture<Long> invited = new CompletableFuture<>();
    private final CompletableFuture<IncomingCall> call = new CompletableFuture<>();
    private final CompletableFuture<Request> confirmed = new CompletableFuture<>();
    private final CompletableFuture<CallOutcome> ended = new CompletableFuture<>();

    /** @param address {@code user@host:port} */
    Phone(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /** Its INVITE has arrived; a repetition is of no account. */
    void invited(long nanos) {
        invited.complete(nanos);
    }

    /** Rings, and is answered at once. */
    void answer(IncomingCall incoming, byte[] sdp) {
        incoming.listener(this);
        call.complete(incoming);
        incoming.ring();
        incoming.answer(sdp);
    }

    @Override
    public void onConfirmed(Request ack) {
        confirmed.complete(ack);
    }

    @Override
    public void onEnded(CallOutcome outcome) {
        ended.complete(outcome);
    }

    /** Once it is answered; before that, as soon as it is. */
    void hangup() {
        var _ = call.thenAccept(IncomingCall::hangup);
    }

    /** When the first INVITE was read from the socket, by {@link System#nanoTime}. */
    long awaitInvite() throws InterruptedException {
        return await(invited, "was not called");
    }

    void awaitConfirmed() throws InterruptedException {
        await(confirmed, "was not acknowledged");
    }

    /** @throws BenchFailure also when it ended in another way than by a BYE */
    void awaitEnd() throws InterruptedException {
        CallOutcome outcome = await(ended, "was not hung up");
        if (!(outcome instanceof CallOutcome.HungUp)) {
            throw new BenchFailure(address + " ended by " + outcome);
        }
    }

    private <T> T await(CompletableFuture<T> event, String otherwise) throws InterruptedException {
        try {
            return event.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            throw new BenchFailure(address + " " + otherwise + " within " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        }
    }
}
