package voipbin.sip;

import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.auth.Credentials;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerTransaction;
import voipbin.sip.transport.Hop;

/**
 * What both ends of a call do within its dialog (RFC 3261, 12.2, 14 and 15): answers the peer's requests, repeats a 2xx
 * until its ACK, says BYE.
 */
final class Leg implements InDialog {

    /** Whose leg it is. */
    interface Owner {

        CallListener listener();

        /** The dialog is over, not by {@link Leg#hangup}. */
        void ended(CallOutcome outcome);
    }

    private record Unacknowledged(long cseq, Repeat repeat, Consumer<Request> acknowledged) {}

    private final Shard shard;
    private final Dialog dialog;
    private final Owner owner;
    private final Optional<Credentials> credentials;
    private Optional<Unacknowledged> waiting = Optional.empty();
    private Optional<Runnable> byeAfterAck = Optional.empty();
    private boolean reofferOpen;
    private boolean over;

    Leg(Shard shard, Dialog dialog, Owner owner, Optional<Credentials> credentials) {
        this.shard = shard;
        this.dialog = dialog;
        this.owner = owner;
        this.credentials = credentials;
        shard.join(dialog.id(), this);
    }

    @Override
    public void onRequest(ServerTransaction transaction) {
        Request request = transaction.request();
        if (!dialog.inOrder(request)) {
            respond(transaction, 500, "Out Of Order");
            return;
        }
        switch (request.method().name()) {
            case "BYE" -> bye(transaction);
            case "INVITE", "UPDATE" -> reoffered(transaction);
            case "INFO" -> {
                respond(transaction, 200, "OK");
                tell(() -> owner.listener().onInfo(request));
            }
            case "OPTIONS" -> transaction.respond(Capabilities.answer(response(transaction, 200, "OK")));
            default -> transaction.respond(Capabilities.refuse(request, response(transaction, 501, "")));
        }
    }

    private void bye(ServerTransaction transaction) {
        respond(transaction, 200, "OK");
        close();
        owner.ended(new CallOutcome.HungUp(CallOutcome.By.REMOTE));
    }

    private void reoffered(ServerTransaction transaction) {
        Request request = transaction.request();
        if (reofferOpen || waiting.isPresent()) {
            // 14.2: one at a time
            Response busy = response(transaction, 500, "Another Offer Is Pending");
            transaction.respond(
                    busy.with(busy.headers().toBuilder().add("Retry-After", 3).build()));
            return;
        }
        if (request.is(Method.UPDATE) && !request.hasBody()) {
            dialog.refreshTarget(request, transaction.hop());
            transaction.respond(contacted(transaction, response(transaction, 200, "OK")));
            return;
        }
        if (request.is(Method.INVITE)) {
            respond(transaction, 100, "Trying");
        }
        reofferOpen = true;
        tell(() -> owner.listener().onReoffer(new PendingReoffer(this, shard, transaction)));
    }

    /** Takes the peer's proposal. */
    void accept(ServerTransaction transaction, byte[] sdp) {
        reofferOpen = false;
        if (over) {
            return;
        }
        dialog.refreshTarget(transaction.request(), transaction.hop());
        if (transaction.request().is(Method.INVITE)) {
            answer(transaction, sdp, _ -> {});
        } else {
            transaction.respond(
                    contacted(transaction, response(transaction, 200, "OK")).with("application/sdp", sdp));
        }
    }

    void decline(ServerTransaction transaction, int status) {
        reofferOpen = false;
        respond(transaction, status, Phrases.of(status));
    }

    /** Answers an INVITE, the first or a later one, and repeats that until the ACK. */
    void answer(ServerTransaction invite, byte[] sdp, Consumer<Request> acknowledged) {
        Response ok = contacted(invite, response(invite, 200, "OK")).with("application/sdp", sdp);
        invite.respond(ok);
        Repeat repeat = new Repeat(shard.timers(), shard.timing(), () -> invite.respond(ok), this::neverAcknowledged);
        waiting = Optional.of(new Unacknowledged(invite.request().cseq().number(), repeat, acknowledged));
    }

    @Override
    public void onAck(Request ack) {
        waiting.filter(open -> open.cseq() == ack.cseq().number()).ifPresent(open -> {
            open.repeat().stop();
            waiting = Optional.empty();
            if (byeAfterAck.isPresent()) {
                byeAfterAck.get().run();
            } else {
                open.acknowledged().accept(ack);
            }
        });
    }

    private void neverAcknowledged() {
        waiting = Optional.empty();
        if (byeAfterAck.isPresent()) {
            byeAfterAck.get().run();
            return;
        }
        sendBye();
        close();
        owner.ended(new CallOutcome.Failed("the ACK never came"));
    }

    /** Says BYE; while our 2xx is not acknowledged, only after the ACK or the end of waiting (15). */
    void hangup(Header... extra) {
        Runnable bye = () -> {
            sendBye(extra);
            close();
        };
        if (waiting.isPresent()) {
            byeAfterAck = Optional.of(bye);
        } else {
            bye.run();
        }
    }

    /** Forgets the dialog. */
    void close() {
        over = true;
        waiting.ifPresent(open -> open.repeat().stop());
        waiting = Optional.empty();
        shard.leave(dialog.id());
    }

    private void sendBye(Header... extra) {
        CSeq cseq = dialog.nextCSeq(Method.BYE);
        shard.outbound().way(dialog, shard, way -> {
            if (way instanceof Outbound.Way.Found(Hop hop)) {
                Headers headers = shard.sign(dialog.headers(cseq)
                                .addFirst("Via", shard.outbound().via(hop)))
                        .addAll(java.util.List.of(extra))
                        .build();
                Exchange exchange = new Exchange(shard, hop, credentials, () -> dialog.nextCSeq(Method.BYE), _ -> {});
                exchange.send(Request.of(Method.BYE, dialog.requestUri(), headers));
            }
        });
    }

    private void tell(Runnable callback) {
        shard.tell(dialog.id().callId(), callback);
    }

    private Response contacted(ServerTransaction transaction, Response response) {
        return response.with(response.headers().toBuilder()
                .add("Contact", shard.contact(dialog.local(), transaction.hop()))
                .add("Allow", Responses.ALLOW)
                .build());
    }

    private Response response(ServerTransaction transaction, int status, String phrase) {
        return shard.responses()
                .to(transaction.request(), status, phrase, dialog.id().localTag());
    }

    private void respond(ServerTransaction transaction, int status, String phrase) {
        transaction.respond(response(transaction, status, phrase));
    }
}
