package voipbin.sip;

import java.util.Optional;
import java.util.function.Consumer;
import voipbin.sip.auth.DigestClient;
import voipbin.sip.dialog.OfferAnswer;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SessionExpires;
import voipbin.sip.transaction.ClientListener;
import voipbin.sip.transport.Hop;

/** One re-INVITE or UPDATE of ours and what comes of it (RFC 3261, 14.1; RFC 3311; RFC 4028, 7.4). On the shard. */
final class Proposal implements ClientListener {

    private final Leg leg;
    private final Shard shard;
    private final Method method;
    private final byte[] sdp;
    private final Consumer<ReofferOutcome> heard;
    private final Acknowledgement acknowledgement = new Acknowledgement();
    private Optional<Request> request = Optional.empty();
    private Optional<Hop> hop = Optional.empty();
    private Optional<SessionExpires> session = Optional.empty();
    private boolean done;

    Proposal(Leg leg, Shard shard, Method method, byte[] sdp, Consumer<ReofferOutcome> heard) {
        this.leg = leg;
        this.shard = shard;
        this.method = method;
        this.sdp = sdp;
        this.heard = heard;
    }

    boolean inviting() {
        return method.equals(Method.INVITE);
    }

    void begin() {
        if (sdp.length > 0) {
            leg.happens(OfferAnswer.Event.SEND_OFFER);
        }
        shard.outbound().way(leg.dialog(), shard, way -> {
            switch (way) {
                case Outbound.Way.Found(Hop found) -> {
                    hop = Optional.of(found);
                    send(message(found));
                }
                case Outbound.Way.Nowhere(String why) -> undone(new ReofferOutcome.Impossible(why));
            }
        });
    }

    private Request message(Hop found) {
        Headers.Builder headers = leg.dialog()
                .headers(leg.dialog().nextCSeq(method))
                .addFirst("Via", shard.outbound().via(found));
        shard.introduce(headers, shard.contact(leg.dialog().local(), found));
        session.or(() -> leg.session().terms().map(voipbin.sip.dialog.SessionTimer::wish))
                .ifPresent(wish -> headers.add("Session-Expires", wish));
        // once told a longer Min-SE, that stands for all of the dialog (RFC 4028, 7.4)
        session.ifPresent(wish -> headers.add("Min-SE", wish.interval().toSeconds()));
        if (sdp.length > 0) {
            headers.add("Content-Type", "application/sdp");
        }
        return Request.of(method, leg.dialog().requestUri(), headers.build(), sdp);
    }

    private void send(Request message) {
        request = Optional.of(message);
        shard.transactions().send(message, hop.orElseThrow(), this);
    }

    @Override
    public void onResponse(Response response, Hop source) {
        if (response.isProvisional()) {
            return;
        }
        if (response.isSuccess()) {
            succeeded(response, source);
        } else if (!done) {
            failed(response);
        }
    }

    private void succeeded(Response ok, Hop source) {
        if (done || acknowledgement.sent()) {
            acknowledgement.repeat();
            return;
        }
        leg.dialog().refreshTarget(ok, source);
        leg.session().answered(ok);
        if (sdp.length > 0) {
            leg.says(sdp);
            leg.happens(OfferAnswer.Event.RECEIVE_ANSWER);
        }
        if (inviting() && sdp.length == 0 && ok.hasBody()) {
            offered(ok);
            return;
        }
        acknowledge(new byte[0]);
        finish(new ReofferOutcome.Answered(ok.body()));
    }

    private void acknowledge(byte[] answer) {
        if (inviting()) {
            acknowledgement.send(shard, leg.dialog(), request.orElseThrow(), answer);
        }
    }

    private void offered(Response ok) {
        leg.happens(OfferAnswer.Event.RECEIVE_OFFER);
        Reoffer offer = new PendingReoffer(
                shard,
                Optional.of(ok.body()),
                answer -> {
                    leg.says(answer);
                    leg.happens(OfferAnswer.Event.SEND_ANSWER);
                    acknowledge(answer);
                    finish(new ReofferOutcome.Answered(ok.body()));
                },
                _ -> {
                    acknowledge(new byte[0]);
                    // 14.1: an offer in a 2xx cannot be refused but by ending the call
                    leg.fail("the peer's offer was refused");
                });
        leg.tell(() -> leg.owner().listener().onOffered(offer));
    }

    private void failed(Response response) {
        Request last = request.orElseThrow();
        Optional<Headers> authorized =
                leg.credentials().flatMap(known -> DigestClient.answer(last, response, known, shard.tokens()::next));
        if (authorized.isPresent()) {
            Headers headers = authorized.get().toBuilder()
                    .remove("Via")
                    .addFirst("Via", shard.outbound().via(hop.orElseThrow()))
                    .set("CSeq", leg.dialog().nextCSeq(method))
                    .build();
            send(last.with(headers));
            return;
        }
        ReofferOutcome refused = new ReofferOutcome.Refused(response.status(), response.phrase());
        switch (response.status()) {
            case 491 -> {
                leg.happens(OfferAnswer.Event.RECEIVE_REFUSAL);
                leg.proposals().again(this, leg.owner().began());
            }
            case 422 -> longer(response, refused);
            case 408, 481 -> {
                undone(refused);
                leg.fail("the peer does not know the call");
            }
            default -> undone(refused);
        }
    }

    private void longer(Response response, ReofferOutcome refused) {
        SessionExpires wish =
                new SessionExpires(SessionExpires.least(response), Optional.of(SessionExpires.Refresher.UAC));
        if (session.equals(Optional.of(wish))) {
            undone(refused);
        } else {
            session = Optional.of(wish);
            send(message(hop.orElseThrow()));
        }
    }

    @Override
    public void onTimeout() {
        undone(new ReofferOutcome.Impossible("the peer is silent"));
        leg.fail("the peer is silent");
    }

    @Override
    public void onUnreachable(String why) {
        undone(new ReofferOutcome.Impossible(why));
    }

    private void undone(ReofferOutcome outcome) {
        if (!done && sdp.length > 0) {
            leg.happens(OfferAnswer.Event.RECEIVE_REFUSAL);
        }
        finish(outcome);
    }

    /** Says so and forgets it: the call is over. */
    void abort(ReofferOutcome outcome) {
        finish(outcome);
    }

    private void finish(ReofferOutcome outcome) {
        if (!done) {
            done = true;
            heard.accept(outcome);
        }
    }
}
