package voipbin.sip;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import voipbin.sip.auth.Credentials;
import voipbin.sip.auth.DigestClient;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ClientListener;
import voipbin.sip.transport.Hop;

/** A request other than INVITE and its final answer, a challenge answered on the way. */
final class Exchange implements ClientListener {

    private final Shard shard;
    private Hop hop;
    private final Optional<Credentials> credentials;
    private final Supplier<CSeq> nextCSeq;
    private final Consumer<RequestOutcome> outcome;
    private Optional<Request> sent = Optional.empty();

    Exchange(
            Shard shard,
            Hop hop,
            Optional<Credentials> credentials,
            Supplier<CSeq> nextCSeq,
            Consumer<RequestOutcome> outcome) {
        this.shard = shard;
        this.hop = hop;
        this.credentials = credentials;
        this.nextCSeq = nextCSeq;
        this.outcome = outcome;
    }

    void send(Request request) {
        sent = Optional.of(request);
        shard.transactions().send(request, hop, this);
    }

    @Override
    public void onResponse(Response response, Hop source) {
        if (response.isProvisional() || (response.status() == 503 && failOver())) {
            return;
        }
        Request request = sent.orElseThrow();
        Optional<Headers> authorized =
                credentials.flatMap(known -> DigestClient.answer(request, response, known, shard.tokens()::next));
        if (authorized.isPresent()) {
            send(request.with(authorized.get().toBuilder()
                    .remove("Via")
                    .addFirst("Via", shard.outbound().via(hop))
                    .set("CSeq", nextCSeq.get())
                    .build()));
        } else {
            done(new RequestOutcome.Answered(response));
        }
    }

    @Override
    public void onTimeout() {
        if (!failOver()) {
            done(new RequestOutcome.TimedOut());
        }
    }

    @Override
    public void onUnreachable(String why) {
        if (!failOver()) {
            done(new RequestOutcome.Unreachable(why));
        }
    }

    /** To the next server of the target, if there is one, as a new transaction (RFC 3263, 4.3). */
    private boolean failOver() {
        // a CANCEL has to go where its INVITE went
        Optional<Hop> next = sent.orElseThrow().is(Method.CANCEL) ? Optional.empty() : hop.fallback();
        next.ifPresent(fallback -> {
            hop = fallback;
            Request request = sent.orElseThrow();
            send(request.with(request.headers().toBuilder()
                    .remove("Via")
                    .addFirst("Via", shard.outbound().via(hop))
                    .build()));
        });
        return next.isPresent();
    }

    private void done(RequestOutcome result) {
        shard.tell(sent.orElseThrow().callId(), () -> outcome.accept(result));
    }
}
