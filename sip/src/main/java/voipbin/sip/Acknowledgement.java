package voipbin.sip;

import java.util.List;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Headers;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.transport.Hop;

/** Our ACK of a 2xx, sent again for each repetition of that (RFC 3261, 13.2.2.4). On the shard. */
final class Acknowledgement {

    private Runnable again = () -> {};
    private boolean sent;

    /** @param sdp the answer to an offer that the 2xx made; else empty */
    void send(Shard shard, Dialog dialog, Request invite, byte[] sdp) {
        sent = true;
        shard.outbound().way(dialog, shard, way -> {
            if (way instanceof Outbound.Way.Found(Hop hop)) {
                byte[] ack = MessageWriter.write(request(dialog, invite, hop, shard, sdp));
                again = () -> hop.send(ack, _ -> {});
                again.run();
            }
        });
    }

    private static Request request(Dialog dialog, Request invite, Hop hop, Shard shard, byte[] sdp) {
        Headers.Builder headers = dialog.headers(new CSeq(invite.cseq().number(), Method.ACK))
                .addFirst("Via", shard.outbound().via(hop));
        for (String name : List.of("Authorization", "Proxy-Authorization")) {
            invite.headers().values(name).forEach(value -> headers.add(name, value));
        }
        if (sdp.length > 0) {
            headers.add("Content-Type", "application/sdp");
        }
        return Request.of(Method.ACK, dialog.requestUri(), headers.build(), sdp);
    }

    boolean sent() {
        return sent;
    }

    void repeat() {
        again.run();
    }
}
