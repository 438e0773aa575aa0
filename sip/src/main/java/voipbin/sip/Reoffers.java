package voipbin.sip;

import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.dialog.OfferAnswer;
import voipbin.sip.dialog.SessionTimer;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerListener;
import voipbin.sip.transaction.ServerTransaction;

/**
 * The peer's INVITEs, UPDATEs and PRACKs with offers within a dialog: one at a time (RFC 3261, 14.2; RFC 3311, 5.2),
 * and each 2xx to an INVITE again and again until its ACK (13.3.1.4).
 */
final class Reoffers {

    private record Unacknowledged(long cseq, Repeat repeat, Consumer<Request> acknowledged) {}

    private final Leg leg;
    private final Shard shard;
    private Optional<Unacknowledged> waiting = Optional.empty();
    private Optional<ServerTransaction> open = Optional.empty();
    private Optional<Runnable> afterAck = Optional.empty();
    private Optional<Runnable> afterOffer = Optional.empty();

    Reoffers(Leg leg, Shard shard) {
        this.leg = leg;
        this.shard = shard;
    }

    /** Whether nothing of theirs is under way. */
    boolean quiet() {
        return waiting.isEmpty() && open.isEmpty();
    }

    void offered(ServerTransaction transaction) {
        Request request = transaction.request();
        boolean invite = request.is(Method.INVITE);
        boolean offers = invite || request.hasBody();
        if (refused(transaction, offers, invite)) {
            return;
        }
        if (!offers) {
            transaction.respond(accepted(transaction, new byte[0]));
            return;
        }
        if (invite) {
            leg.respond(transaction, 100, "Trying");
            transaction.listener(new Watch(transaction));
        }
        if (request.hasBody()) {
            leg.happens(OfferAnswer.Event.RECEIVE_OFFER);
        }
        open = Optional.of(transaction);
        Optional<byte[]> offer = request.hasBody() ? Optional.of(request.body()) : Optional.empty();
        Reoffer reoffer = new PendingReoffer(
                shard, offer, sdp -> accept(transaction, sdp), status -> decline(transaction, status));
        leg.tell(() -> leg.owner().listener().onReoffer(reoffer));
    }

    private boolean refused(ServerTransaction transaction, boolean offers, boolean invite) {
        Request request = transaction.request();
        OfferAnswer.Verdict verdict = leg.talk().verdict(OfferAnswer.Event.RECEIVE_OFFER);
        if (invite && leg.early()) {
            // 14.2: a second INVITE before the first is answered
            later(transaction);
        } else if (offers
                && (verdict == OfferAnswer.Verdict.GLARE
                        || (invite && leg.proposals().inviting()))) {
            leg.respond(transaction, 491, "Request Pending");
        } else if (offers && (!quiet() || verdict == OfferAnswer.Verdict.OVERLAP)) {
            later(transaction);
        } else if (request.hasBody() && !Bodies.isSession(request)) {
            transaction.respond(Bodies.refuse(leg.response(transaction, 415, "Unsupported Media Type")));
        } else if (SessionTimer.tooSmall(request, shard.terms().leastSession())) {
            transaction.respond(with(
                    leg.response(transaction, 422, "Session Interval Too Small"),
                    new Header(
                            "Min-SE", Long.toString(shard.terms().leastSession().toSeconds()))));
        } else {
            return false;
        }
        return true;
    }

    private void later(ServerTransaction transaction) {
        String wait = Long.toString(shard.tokens().below(11));
        transaction.respond(
                with(leg.response(transaction, 500, "Another Offer Is Pending"), new Header("Retry-After", wait)));
    }

    private void accept(ServerTransaction transaction, byte[] sdp) {
        if (!open.equals(Optional.of(transaction))) {
            return;
        }
        open = Optional.empty();
        if (transaction.request().is(Method.INVITE)) {
            boolean theirs = transaction.request().hasBody();
            answer(transaction, sdp, ack -> {
                if (!theirs) {
                    leg.tell(() -> leg.owner().listener().onReofferConfirmed(ack));
                }
            });
        } else {
            leg.happens(OfferAnswer.Event.SEND_ANSWER);
            leg.says(sdp);
            transaction.respond(accepted(transaction, sdp));
            leg.proposals().next();
            goOn();
        }
    }

    /** Runs it when no offer of theirs is open: an INVITE is not answered while one in a PRACK or UPDATE waits. */
    void whenQuiet(Runnable task) {
        if (open.isPresent()) {
            afterOffer = Optional.of(task);
        } else {
            task.run();
        }
    }

    private void goOn() {
        Optional<Runnable> waited = afterOffer;
        afterOffer = Optional.empty();
        waited.ifPresent(Runnable::run);
    }

    private void decline(ServerTransaction transaction, int status) {
        if (open.equals(Optional.of(transaction))) {
            open = Optional.empty();
            leg.happens(OfferAnswer.Event.SEND_REFUSAL);
            leg.respond(transaction, status, Phrases.of(status));
            leg.proposals().next();
            goOn();
        }
    }

    /** Answers an INVITE, the first or a later one, and repeats that until the ACK. */
    void answer(ServerTransaction invite, byte[] sdp, Consumer<Request> acknowledged) {
        byte[] body = sdp;
        switch (leg.talk()) {
            case REMOTE_OFFER -> leg.happens(OfferAnswer.Event.SEND_ANSWER);
            // no offer in the INVITE: this 2xx makes it, and the ACK answers
            case NONE -> leg.happens(OfferAnswer.Event.SEND_OFFER);
            case STABLE -> {
                if (leg.early()) {
                    // a reliable provisional response has answered already (RFC 6337, 3.1.1)
                    body = new byte[0];
                } else {
                    leg.happens(OfferAnswer.Event.SEND_OFFER);
                }
            }
            case LOCAL_OFFER -> body = new byte[0];
        }
        if (body.length > 0) {
            leg.says(body);
        }
        Response ok = accepted(invite, body);
        invite.respond(ok);
        Repeat repeat = new Repeat(shard.timers(), shard.timing(), () -> invite.respond(ok), this::neverAcknowledged);
        waiting = Optional.of(new Unacknowledged(invite.request().cseq().number(), repeat, acknowledged));
    }

    private Response accepted(ServerTransaction transaction, byte[] sdp) {
        Request request = transaction.request();
        Headers.Builder headers = leg.response(transaction, 200, "OK").headers().toBuilder();
        if (!request.is(Method.PRACK)) {
            leg.dialog().refreshTarget(request, transaction.hop());
            headers.add("Contact", shard.contact(leg.dialog().local(), transaction.hop()))
                    .add("Allow", Responses.ALLOW)
                    .add("Supported", Responses.SUPPORTED);
            leg.session().answering(request, shard.terms(), headers);
        }
        Response ok = Response.of(200, "OK", headers.build());
        return sdp.length == 0 ? ok : ok.with("application/sdp", sdp);
    }

    void onAck(Request ack) {
        waiting.filter(one -> one.cseq() == ack.cseq().number()).ifPresent(one -> {
            one.repeat().stop();
            waiting = Optional.empty();
            leg.happens(OfferAnswer.Event.RECEIVE_ANSWER);
            if (afterAck.isPresent()) {
                afterAck.get().run();
            } else {
                one.acknowledged().accept(ack);
                leg.proposals().next();
            }
        });
    }

    /** Runs it once no 2xx of ours waits for its ACK. */
    void whenAcknowledged(Runnable task) {
        if (waiting.isPresent()) {
            afterAck = Optional.of(task);
        } else {
            task.run();
        }
    }

    private void neverAcknowledged() {
        waiting = Optional.empty();
        afterAck.ifPresentOrElse(Runnable::run, () -> leg.fail("the ACK never came"));
    }

    void stop() {
        waiting.ifPresent(one -> one.repeat().stop());
        waiting = Optional.empty();
        // 15.1.2: what is still open when the BYE comes
        open.ifPresent(transaction -> leg.respond(transaction, 487, "Request Terminated"));
        open = Optional.empty();
    }

    private static Response with(Response plain, Header header) {
        return plain.with(plain.headers().toBuilder().add(header).build());
    }

    /** What happens to a re-INVITE itself. */
    private final class Watch implements ServerListener {

        private final ServerTransaction transaction;

        Watch(ServerTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public void onAck(Request ack) {
            Reoffers.this.onAck(ack);
        }

        @Override
        public void onCancel(Request cancel) {
            decline(transaction, 487);
        }
    }
}
