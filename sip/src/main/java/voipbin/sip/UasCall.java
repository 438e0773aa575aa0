package voipbin.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerListener;
import voipbin.sip.transaction.ServerTransaction;

/** A call to us (RFC 3261, 13.3). */
final class UasCall implements IncomingCall, ServerListener, Leg.Owner {

    private static final CallListener NOBODY = _ -> {};

    /** 13.3.1.1: proxies on the way forget an INVITE that shows no progress for three minutes. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

    private enum Phase {
        WAITING,
        ANSWERED,
        ENDED
    }

    private final Shard shard;
    private final ServerTransaction transaction;
    private final Dialog dialog;
    private final Leg leg;

    // set from any thread, read on the shard
    private volatile CallListener listener = NOBODY;
    private Phase phase = Phase.WAITING;

    /** The end of a call that nobody listened to yet. */
    private Optional<CallOutcome> untold = Optional.empty();

    private Optional<Response> lastProvisional = Optional.empty();
    private Optional<Timers.Timer> nextSign = Optional.empty();

    UasCall(Shard shard, ServerTransaction transaction) {
        this.shard = shard;
        this.transaction = transaction;
        this.dialog = Dialog.ofServer(transaction.request(), shard.tokens().next(), transaction.hop());
        this.leg = new Leg(shard, dialog, this, Optional.empty());
    }

    void begin(SipApplication application) {
        shard.callBegan();
        transaction.listener(this);
        transaction.respond(response(100, "Trying"));
        nextSign = Optional.of(shard.timers().after(SIGN_OF_LIFE, this::signOfLife));
        shard.tell(callId(), () -> application.onInvite(this));
    }

    private void signOfLife() {
        lastProvisional.ifPresent(transaction::respond);
        nextSign = Optional.of(shard.timers().after(SIGN_OF_LIFE, this::signOfLife));
    }

    @Override
    public Request invite() {
        return transaction.request();
    }

    @Override
    public InetSocketAddress source() {
        return transaction.hop().address();
    }

    @Override
    public String callId() {
        return dialog.id().callId();
    }

    @Override
    public void listener(CallListener who) {
        listener = who;
        shard.execute(() -> {
            untold.ifPresent(who::onEnded);
            untold = Optional.empty();
        });
    }

    @Override
    public CallListener listener() {
        return listener;
    }

    @Override
    public void ring() {
        progress(180, Optional.empty());
    }

    @Override
    public void progress(int status, Optional<byte[]> sdp) {
        whileWaiting(() -> {
            Response plain = contacted(response(status, Phrases.of(status)));
            Response provisional =
                    sdp.map(body -> plain.with("application/sdp", body)).orElse(plain);
            lastProvisional = Optional.of(provisional);
            transaction.respond(provisional);
        });
    }

    @Override
    public void answer(byte[] sdp) {
        whileWaiting(() -> {
            phase = Phase.ANSWERED;
            nextSign.ifPresent(Timers.Timer::cancel);
            leg.answer(transaction, sdp, ack -> shard.tell(callId(), () -> listener.onConfirmed(ack)));
        });
    }

    @Override
    public void refuse(int status, String phrase, Header... headers) {
        whileWaiting(() -> finish(status, phrase, new CallOutcome.Refused(status, phrase), headers));
    }

    @Override
    public void hangup(Header... extra) {
        shard.execute(() -> {
            switch (phase) {
                case WAITING -> finish(603, "Decline", new CallOutcome.Canceled(), extra);
                case ANSWERED -> {
                    leg.hangup(extra);
                    end(new CallOutcome.HungUp(CallOutcome.By.LOCAL));
                }
                case ENDED -> {}
            }
        });
    }

    @Override
    public void onCancel(Request cancel) {
        if (phase == Phase.WAITING) {
            finish(487, "Request Terminated", new CallOutcome.Canceled());
        }
    }

    @Override
    public void onAck(Request ack) {
        leg.onAck(ack);
    }

    /** The peer's BYE; before our answer it ends the INVITE as well (15.1.2). */
    @Override
    public void ended(CallOutcome outcome) {
        if (phase == Phase.WAITING) {
            finish(487, "Request Terminated", new CallOutcome.Canceled());
        } else {
            end(outcome);
        }
    }

    private void whileWaiting(Runnable task) {
        shard.execute(() -> {
            if (phase == Phase.WAITING) {
                task.run();
            }
        });
    }

    private void finish(int status, String phrase, CallOutcome outcome, Header... headers) {
        Response plain = response(status, phrase);
        transaction.respond(
                plain.with(plain.headers().toBuilder().addAll(List.of(headers)).build()));
        leg.close();
        end(outcome);
    }

    private void end(CallOutcome outcome) {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            nextSign.ifPresent(Timers.Timer::cancel);
            shard.callEnded();
            CallListener who = listener;
            if (who == NOBODY) {
                untold = Optional.of(outcome);
            } else {
                shard.tell(callId(), () -> who.onEnded(outcome));
            }
        }
    }

    private Response response(int status, String phrase) {
        return shard.responses()
                .to(transaction.request(), status, phrase, dialog.id().localTag());
    }

    private Response contacted(Response response) {
        return response.with(response.headers().toBuilder()
                .add("Contact", shard.contact(dialog.local(), transaction.hop()))
                .add("Allow", Responses.ALLOW)
                .build());
    }
}
