package voipbin.sip;

import voipbin.sip.message.Request;
import voipbin.sip.transaction.ServerTransaction;

/** Takes the peer's requests of one dialog, on its shard. */
interface InDialog {

    void onRequest(ServerTransaction transaction);

    void onAck(Request ack);

    /** What a Replaces header finds here (RFC 3891, 3). Any thread. */
    record Standing(Call call, CallListener listener, boolean early, boolean began) {}

    Standing standing();
}
