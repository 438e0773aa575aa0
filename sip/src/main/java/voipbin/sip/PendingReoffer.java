package voipbin.sip;

import java.util.Optional;
import voipbin.sip.message.Request;
import voipbin.sip.transaction.ServerTransaction;

/** A re-INVITE or UPDATE that waits for the application's word. */
final class PendingReoffer implements Reoffer {

    private final Leg leg;
    private final Shard shard;
    private final ServerTransaction transaction;
    private boolean decided;

    PendingReoffer(Leg leg, Shard shard, ServerTransaction transaction) {
        this.leg = leg;
        this.shard = shard;
        this.transaction = transaction;
    }

    @Override
    public Optional<byte[]> offer() {
        Request request = transaction.request();
        return request.hasBody() ? Optional.of(request.body()) : Optional.empty();
    }

    @Override
    public void answer(byte[] sdp) {
        decide(() -> leg.accept(transaction, sdp));
    }

    @Override
    public void refuse(int status) {
        decide(() -> leg.decline(transaction, status));
    }

    private void decide(Runnable decision) {
        shard.execute(() -> {
            if (!decided) {
                decided = true;
                decision.run();
            }
        });
    }
}
