package voipbin.sip;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** An offer of the peer that waits for the application's word; the first word counts. */
final class PendingReoffer implements Reoffer {

    private final Executor shard;
    private final Optional<byte[]> offer;
    private final Consumer<byte[]> accept;
    private final IntConsumer decline;
    private boolean decided;

    /** Both ways out are called on the shard. */
    PendingReoffer(Executor shard, Optional<byte[]> offer, Consumer<byte[]> accept, IntConsumer decline) {
        this.shard = shard;
        this.offer = offer;
        this.accept = accept;
        this.decline = decline;
    }

    @Override
    public Optional<byte[]> offer() {
        return offer;
    }

    @Override
    public void answer(byte[] sdp) {
        decide(() -> accept.accept(sdp));
    }

    @Override
    public void refuse(int status) {
        decide(() -> decline.accept(status));
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
