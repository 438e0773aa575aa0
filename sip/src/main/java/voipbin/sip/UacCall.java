package voipbin.sip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.auth.DigestClient;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.MessageWriter;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ClientListener;
import voipbin.sip.transaction.ClientTransaction;
import voipbin.sip.transport.Hop;

/** A call of ours (RFC 3261, 13.2). */
final class UacCall implements OutgoingCall, ClientListener, Leg.Owner {

    private enum Phase {
        /** Nothing has come back yet. */
        CALLING,
        /** A provisional response has. */
        PROCEEDING,
        /** Our CANCEL is out. */
        CANCELING,
        ESTABLISHED,
        ENDED
    }

    private final Shard shard;
    private final CallRequest wish;
    private final CallListener listener;
    private final String callId;
    private final String localTag;

    /** What acknowledges the 2xx of each branch of a fork, by its tag: each repetition gets it again (13.2.2.4). */
    private final Map<String, Runnable> acknowledgements = new HashMap<>();

    private Optional<ClientTransaction> transaction = Optional.empty();
    private Optional<Leg> leg = Optional.empty();
    private Optional<Header[]> hangup = Optional.empty();
    private Optional<Timers.Timer> patience = Optional.empty();
    private Phase phase = Phase.CALLING;
    private long cseq = 1;

    UacCall(Shard shard, CallRequest wish, CallListener listener, String callId) {
        this.shard = shard;
        this.wish = wish;
        this.listener = listener;
        this.callId = callId;
        this.localTag = shard.tokens().next();
    }

    void begin() {
        shard.callBegan();
        Headers extra = Headers.builder().addAll(wish.headers()).build();
        shard.outbound().way(wish.nextHop(), extra, wish.target(), shard, way -> {
            switch (way) {
                case Outbound.Way.Found(Hop hop) -> found(hop);
                case Outbound.Way.Nowhere(String why) -> end(new CallOutcome.Unreachable(why));
            }
        });
    }

    private void found(Hop hop) {
        if (hangup.isPresent()) {
            end(new CallOutcome.Canceled());
        } else {
            send(invite(hop), hop);
        }
    }

    private Request invite(Hop hop) {
        Headers.Builder headers = Headers.builder()
                .add("Via", shard.outbound().via(hop))
                .add("Max-Forwards", 70)
                .add("From", wish.from().withTag(localTag))
                .add("To", wish.to())
                .add("Call-ID", callId)
                .add("CSeq", new CSeq(cseq, Method.INVITE));
        shard.introduce(headers, shard.contact(wish.from(), hop)).addAll(wish.headers());
        if (wish.offer().length > 0) {
            headers.set("Content-Type", "application/sdp");
        }
        return Request.of(Method.INVITE, wish.target(), headers.build(), wish.offer());
    }

    private void send(Request invite, Hop hop) {
        phase = Phase.CALLING;
        transaction = Optional.of(shard.transactions().send(invite, hop, this));
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public CallListener listener() {
        return listener;
    }

    @Override
    public void onResponse(Response response, Hop source) {
        if (response.isProvisional()) {
            progressed(response);
        } else if (response.isSuccess()) {
            answered(response, source);
        } else if (response.status() != 503 || !failOver()) {
            refused(response);
        }
    }

    /** To the next server of the target, if there is one, as a new transaction (RFC 3263, 4.3). */
    private boolean failOver() {
        Optional<Hop> next = transaction.orElseThrow().hop().fallback();
        if (next.isEmpty() || hangup.isPresent() || !acknowledgements.isEmpty()) {
            return false;
        }
        Request invite = transaction.orElseThrow().request();
        Headers headers = invite.headers().toBuilder()
                .remove("Via")
                .addFirst("Via", shard.outbound().via(next.get()))
                .set("Contact", shard.contact(wish.from(), next.get()))
                .build();
        send(invite.with(headers), next.get());
        return true;
    }

    private void progressed(Response response) {
        if (phase == Phase.CALLING) {
            phase = Phase.PROCEEDING;
            hangup.ifPresent(this::cancel);
        }
        if (phase == Phase.PROCEEDING && response.status() > 100) {
            tell(() -> listener.onProgress(response));
        }
    }

    private void answered(Response response, Hop source) {
        String tag = response.to().tag().orElse("");
        Runnable known = acknowledgements.get(tag);
        if (known != null) {
            known.run();
            return;
        }
        Dialog dialog = Dialog.ofClient(transaction.orElseThrow().request(), response, source);
        acknowledge(dialog, tag);
        Leg answered = new Leg(shard, dialog, this, wish.credentials());
        if (phase == Phase.ESTABLISHED || phase == Phase.ENDED) {
            // another branch of a fork was faster, or we gave up: thank you, but no
            answered.hangup();
        } else if (hangup.isPresent()) {
            answered.hangup(hangup.get());
            end(new CallOutcome.Canceled());
        } else {
            phase = Phase.ESTABLISHED;
            leg = Optional.of(answered);
            tell(() -> listener.onAnswered(response));
        }
    }

    private void acknowledge(Dialog dialog, String tag) {
        acknowledgements.put(tag, () -> {});
        Request invite = transaction.orElseThrow().request();
        shard.outbound().way(dialog, shard, way -> {
            if (way instanceof Outbound.Way.Found(Hop hop)) {
                Headers.Builder headers = dialog.headers(new CSeq(invite.cseq().number(), Method.ACK))
                        .addFirst("Via", shard.outbound().via(hop));
                for (String name : List.of("Authorization", "Proxy-Authorization")) {
                    invite.header(name).ifPresent(value -> headers.add(name, value));
                }
                byte[] ack = MessageWriter.write(Request.of(Method.ACK, dialog.requestUri(), headers.build()));
                Runnable send = () -> hop.send(ack, _ -> {});
                acknowledgements.put(tag, send);
                send.run();
            }
        });
    }

    private void refused(Response response) {
        Request invite = transaction.orElseThrow().request();
        Optional<Headers> authorized = hangup.isPresent()
                ? Optional.empty()
                : wish.credentials()
                        .flatMap(known -> DigestClient.answer(invite, response, known, shard.tokens()::next));
        if (authorized.isPresent()) {
            cseq++;
            Hop hop = transaction.orElseThrow().hop();
            Headers headers = authorized.get().toBuilder()
                    .remove("Via")
                    .addFirst("Via", shard.outbound().via(hop))
                    .set("CSeq", new CSeq(cseq, Method.INVITE))
                    .build();
            send(invite.with(headers), hop);
        } else {
            end(
                    hangup.isPresent()
                            ? new CallOutcome.Canceled()
                            : new CallOutcome.Refused(response.status(), response.phrase()));
        }
    }

    @Override
    public void onTimeout() {
        if (!failOver()) {
            end(hangup.isPresent() ? new CallOutcome.Canceled() : new CallOutcome.TimedOut());
        }
    }

    @Override
    public void onUnreachable(String why) {
        if (!failOver()) {
            end(hangup.isPresent() ? new CallOutcome.Canceled() : new CallOutcome.Unreachable(why));
        }
    }

    @Override
    public void hangup(Header... extra) {
        shard.execute(() -> {
            if (hangup.isPresent() || phase == Phase.ENDED) {
                return;
            }
            hangup = Optional.of(extra);
            switch (phase) {
                case PROCEEDING -> cancel(extra);
                case ESTABLISHED -> {
                    leg.orElseThrow().hangup(extra);
                    end(new CallOutcome.HungUp(CallOutcome.By.LOCAL));
                }
                // 9.1: a CANCEL waits for the first provisional response
                case CALLING, CANCELING, ENDED -> {}
            }
        });
    }

    private void cancel(Header... extra) {
        phase = Phase.CANCELING;
        ClientTransaction invite = transaction.orElseThrow();
        Request cancel = invite.cancel();
        Headers headers = cancel.headers().toBuilder().addAll(List.of(extra)).build();
        new Exchange(shard, invite.hop(), Optional.empty(), cancel::cseq, _ -> {}).send(cancel.with(headers));
        // 9.1: who does not answer the INVITE within 64 T1 after that, never will
        patience = Optional.of(shard.timers().after(shard.timing().patience(), () -> {
            invite.abandon();
            end(new CallOutcome.Canceled());
        }));
    }

    @Override
    public void ended(CallOutcome outcome) {
        end(outcome);
    }

    private void end(CallOutcome outcome) {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            patience.ifPresent(Timers.Timer::cancel);
            shard.callEnded();
            tell(() -> listener.onEnded(outcome));
        }
    }

    private void tell(Runnable callback) {
        shard.tell(callId, callback);
    }
}
