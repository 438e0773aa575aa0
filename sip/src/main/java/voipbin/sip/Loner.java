package voipbin.sip;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.transport.Hop;

/** A request of ours that belongs to no dialog (RFC 3261, 8.1); it may be repeated with credentials. */
final class Loner {

    private final Shard shard;
    private final String callId;
    private final String localTag;
    private long cseq;

    Loner(Shard shard, String callId) {
        this.shard = shard;
        this.callId = callId;
        this.localTag = shard.tokens().next();
    }

    /** @param more headers that depend on the way, e.g. Contact */
    void send(OutgoingRequest wish, Function<Hop, List<Header>> more, Consumer<RequestOutcome> outcome) {
        Headers extra = Headers.builder().addAll(wish.headers()).build();
        shard.outbound().way(wish.nextHop(), extra, wish.target(), shard, way -> {
            switch (way) {
                case Outbound.Way.Found(Hop hop) -> {
                    Exchange exchange =
                            new Exchange(shard, hop, wish.credentials(), () -> next(wish.method()), outcome);
                    exchange.send(request(wish, hop, more.apply(hop)));
                }
                case Outbound.Way.Nowhere(String why) ->
                    shard.tell(callId, () -> outcome.accept(new RequestOutcome.Unreachable(why)));
            }
        });
    }

    private CSeq next(Method method) {
        cseq++;
        return new CSeq(cseq, method);
    }

    private Request request(OutgoingRequest wish, Hop hop, List<Header> more) {
        Headers.Builder headers = Headers.builder()
                .add("Via", shard.outbound().via(hop))
                .add("Max-Forwards", 70)
                .add("From", wish.from().withTag(localTag))
                .add("To", wish.to())
                .add("Call-ID", callId)
                .add("CSeq", next(wish.method()));
        Headers all = shard.sign(headers).addAll(more).addAll(wish.headers()).build();
        return Request.of(wish.method(), wish.target(), all, wish.body());
    }
}
