package voipbin.sip;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.dialog.OfferAnswer;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.RAck;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transport.Hop;

/** One dialog that our INVITE has made: several, when a proxy forks it (RFC 3261, 12.1 and 13.2.2.4). On the shard. */
final class Fork implements Leg.Owner {

    private final Shard shard;
    private final UacCall owner;
    private final Request invite;
    private final Dialog dialog;
    private final Leg leg;
    private final Acknowledgement acknowledgement = new Acknowledgement();
    private Optional<Long> lastRSeq = Optional.empty();

    Fork(Shard shard, UacCall owner, Request invite, Response response, Hop source) {
        this.shard = shard;
        this.owner = owner;
        this.invite = invite;
        this.dialog = Dialog.ofClient(invite, response, source);
        this.leg = new Leg(
                shard,
                dialog,
                this,
                owner.credentials(),
                invite.hasBody() ? OfferAnswer.LOCAL_OFFER : OfferAnswer.NONE);
        leg.says(invite.body());
    }

    Leg leg() {
        return leg;
    }

    /** Takes a provisional response; false if it is a repeated or misplaced reliable one (RFC 3262, 4). */
    boolean progressed(Response response) {
        leg.knows(response);
        Optional<RAck> rack = RAck.by(response);
        if (rack.isEmpty()) {
            return true;
        }
        long number = rack.get().rseq();
        if (lastRSeq.isPresent() && number != lastRSeq.get() + 1) {
            return false;
        }
        lastRSeq = Optional.of(number);
        if (response.hasBody() && leg.talk() == OfferAnswer.NONE) {
            offered(response, answer -> prack(rack.get(), answer));
        } else {
            if (response.hasBody()) {
                leg.happens(OfferAnswer.Event.RECEIVE_ANSWER);
            }
            prack(rack.get(), new byte[0]);
            leg.proposals().next();
        }
        return true;
    }

    private void prack(RAck rack, byte[] answer) {
        Header number = new Header("RAck", rack.toString());
        List<Header> headers =
                answer.length == 0 ? List.of(number) : List.of(number, new Header("Content-Type", "application/sdp"));
        leg.request(Method.PRACK, headers, answer, _ -> {});
    }

    private void offered(Response response, Consumer<byte[]> answered) {
        leg.happens(OfferAnswer.Event.RECEIVE_OFFER);
        Reoffer offer = new PendingReoffer(
                shard,
                Optional.of(response.body()),
                sdp -> {
                    leg.says(sdp);
                    leg.happens(OfferAnswer.Event.SEND_ANSWER);
                    answered.accept(sdp);
                },
                _ -> owner.hangup());
        leg.tell(() -> owner.listener().onOffered(offer));
    }

    /** Takes the first 2xx; {@code then} runs when it is acknowledged, at once unless its offer wants an answer. */
    void answered(Response ok, Hop source, Runnable then) {
        leg.confirmed(ok, source);
        if (ok.hasBody() && leg.talk() == OfferAnswer.NONE) {
            offered(ok, sdp -> {
                acknowledge(sdp);
                then.run();
            });
        } else {
            // also without a body: a peer that breaks the rule so has still ended the exchange
            leg.happens(OfferAnswer.Event.RECEIVE_ANSWER);
            acknowledge(new byte[0]);
            then.run();
        }
        leg.session().answered(ok);
    }

    /** Takes a 2xx that comes too late: thank you, but no. */
    void declined(Response ok, Hop source, Header... extra) {
        leg.confirmed(ok, source);
        hangup(extra);
    }

    private void acknowledge(byte[] sdp) {
        if (!acknowledgement.sent()) {
            acknowledgement.send(shard, dialog, invite, sdp);
            leg.proposals().next();
        }
    }

    void hangup(Header... extra) {
        acknowledge(new byte[0]);
        leg.hangup(extra);
    }

    /** The same 2xx again; nothing before the first was acknowledged. */
    void repeated() {
        acknowledgement.repeat();
    }

    @Override
    public CallListener listener() {
        return owner.listener();
    }

    @Override
    public Call call() {
        return owner;
    }

    @Override
    public boolean began() {
        return true;
    }

    @Override
    public void ended(CallOutcome outcome, List<Reason> reasons) {
        owner.ended(this, outcome, reasons);
    }
}
