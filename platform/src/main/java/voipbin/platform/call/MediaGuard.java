package voipbin.platform.call;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Id;

/** Has an answered call hung up whose sound cannot be protected as agreed, or whose far end has fallen silent. */
record MediaGuard(Id<Call> call, CallParts parts) {

    private static final Logger LOG = LoggerFactory.getLogger(MediaGuard.class);

    void watch(Leg leg, Consumer<Cause> hangUp) {
        leg.onUnprotected(why -> {
            parts.quality().unprotected();
            LOG.info("call {} is hung up: its media cannot be protected: {}", call, why);
            hangUp.accept(Cause.UNPROTECTED);
        });
        leg.watch(parts.limits().silence(), dead -> {
            if (dead) {
                parts.quality().dead();
                LOG.info("call {} is hung up: nothing has been heard of its far end for too long", call);
                hangUp.accept(Cause.NORMAL);
            }
        });
    }
}
