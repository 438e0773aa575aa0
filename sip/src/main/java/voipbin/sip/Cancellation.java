package voipbin.sip;

import java.util.List;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Request;
import voipbin.sip.transaction.ClientTransaction;

/** Our CANCEL (RFC 3261, 9.1). */
final class Cancellation {

    private Cancellation() {}

    /**
     * Cancels an INVITE to which a provisional response has come.
     *
     * @param silent runs when the INVITE is not answered within 64 T1, and so never will be, unless the timer is
     *     canceled
     */
    static Timers.Timer of(Shard shard, ClientTransaction invite, Runnable silent, Header... extra) {
        Request cancel = invite.cancel();
        Headers headers = cancel.headers().toBuilder().addAll(List.of(extra)).build();
        new Exchange(shard, invite.hop(), Optional.empty(), cancel::cseq, _ -> {}).send(cancel.with(headers));
        return shard.timers().after(shard.timing().patience(), () -> {
            invite.abandon();
            silent.run();
        });
    }
}
