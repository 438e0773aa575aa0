package voipbin.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import voipbin.base.Timers;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.dialog.OfferAnswer;
import voipbin.sip.message.Header;
import voipbin.sip.message.RAck;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ServerListener;
import voipbin.sip.transaction.ServerTransaction;

/** A call to us (RFC 3261, 13.3). */
final class UasCall implements IncomingCall, LegCall, ServerListener, Leg.Owner {

    /** 13.3.1.1: proxies on the way forget an INVITE that shows no progress for three minutes. */
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

    private enum Phase {
        WAITING,
        /** The 2xx waits for a PRACK. */
        ANSWERING,
        ANSWERED,
        ENDED
    }

    private final Shard shard;
    private final ServerTransaction transaction;
    private final Request invite;
    private final Dialog dialog;
    private final Leg leg;
    private final ReliableProgress reliable;
    private final Optional<Replaced> replaces;

    // set from any thread, read on the shard
    private volatile CallListener listener = CallListener.NOBODY;
    private Phase phase = Phase.WAITING;

    /** The end of a call that nobody listened to yet. */
    private Optional<Runnable> untold = Optional.empty();

    private Optional<Response> lastProvisional = Optional.empty();
    private Optional<Timers.Timer> nextSign = Optional.empty();

    /** @param replaces what the INVITE's Replaces header was found to mean */
    UasCall(Shard shard, ServerTransaction transaction, Optional<Replaced> replaces) {
        this.shard = shard;
        this.replaces = replaces;
        this.transaction = transaction;
        this.invite = transaction.request();
        this.dialog = Dialog.ofServer(transaction.request(), shard.tokens().next(), transaction.hop());
        this.leg = new Leg(shard, dialog, this, Optional.empty(), offered(transaction.request()));
        this.reliable = new ReliableProgress(shard, transaction, this::neverAcknowledged);
    }

    private static OfferAnswer offered(Request invite) {
        return invite.hasBody() ? OfferAnswer.REMOTE_OFFER : OfferAnswer.NONE;
    }

    void begin(SipApplication application) {
        shard.callBegan();
        transaction.listener(this);
        transaction.respond(response(100, "Trying"));
        nextSign = Optional.of(shard.timers().after(SIGN_OF_LIFE, this::signOfLife));
        shard.tell(callId(), () -> application.onInvite(this));
    }

    private void signOfLife() {
        lastProvisional.ifPresent(this::provisional);
        nextSign = Optional.of(shard.timers().after(SIGN_OF_LIFE, this::signOfLife));
    }

    @Override
    public Request invite() {
        return invite;
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
            untold.ifPresent(Runnable::run);
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
            if (sdp.isEmpty()) {
                lastProvisional = Optional.of(plain);
                provisional(plain);
            } else if (leg.talk() == OfferAnswer.NONE || leg.talk() == OfferAnswer.REMOTE_OFFER) {
                early(plain.with("application/sdp", sdp.get()), plain);
            }
        });
    }

    /** Early media: its SDP binds both if it is sure to arrive (RFC 3262, 5). */
    private void early(Response described, Response plain) {
        boolean reliably = invite.words("Supported").contains("100rel") || requiresReliable();
        if (reliably) {
            leg.happens(leg.talk() == OfferAnswer.NONE ? OfferAnswer.Event.SEND_OFFER : OfferAnswer.Event.SEND_ANSWER);
            leg.says(described.body());
            lastProvisional = Optional.of(plain);
            reliable.send(described);
        } else {
            // an offer must not go unreliably (RFC 3262, 5), an answer may as a preview (RFC 6337, 2.2)
            Response said = invite.hasBody() ? described : plain;
            lastProvisional = Optional.of(said);
            transaction.respond(said);
        }
    }

    private void provisional(Response response) {
        if (requiresReliable()) {
            reliable.send(response);
        } else {
            transaction.respond(response);
        }
    }

    private boolean requiresReliable() {
        return invite.words("Require").contains("100rel");
    }

    /** RFC 3262, 3: who acknowledges no provisional response is refused. */
    private void neverAcknowledged() {
        finish(504, "Server Time-out", new CallOutcome.Failed("the PRACK never came"), List.of());
    }

    @Override
    public void answer(byte[] sdp) {
        whileWaiting(() -> {
            phase = Phase.ANSWERING;
            reliable.whenAcknowledged(() -> leg.reoffers().whenQuiet(() -> answerNow(sdp)));
        });
    }

    private void answerNow(byte[] sdp) {
        if (phase == Phase.ANSWERING) {
            phase = Phase.ANSWERED;
            nextSign.ifPresent(Timers.Timer::cancel);
            leg.answer(transaction, sdp, ack -> shard.tell(callId(), () -> listener.onConfirmed(ack)));
        }
    }

    @Override
    public void refuse(int status, String phrase, Header... headers) {
        whileWaiting(() -> finish(status, phrase, new CallOutcome.Refused(status, phrase), List.of(), headers));
    }

    @Override
    public void hangup(Header... extra) {
        shard.execute(() -> {
            switch (phase) {
                case WAITING, ANSWERING -> finish(603, "Decline", new CallOutcome.Canceled(), List.of(), extra);
                case ANSWERED -> {
                    leg.hangup(extra);
                    end(new CallOutcome.HungUp(CallOutcome.By.LOCAL), List.of());
                }
                case ENDED -> {}
            }
        });
    }

    @Override
    public void onCancel(Request cancel) {
        if (phase == Phase.WAITING || phase == Phase.ANSWERING) {
            finish(487, "Request Terminated", new CallOutcome.Canceled(), Reason.all(cancel));
        }
    }

    @Override
    public void onAck(Request ack) {
        leg.onAck(ack);
    }

    /** The peer's BYE; before our answer it ends the INVITE as well (15.1.2). */
    @Override
    public void ended(CallOutcome outcome, List<Reason> reasons) {
        if (phase == Phase.WAITING || phase == Phase.ANSWERING) {
            finish(487, "Request Terminated", new CallOutcome.Canceled(), reasons);
        } else {
            end(outcome, reasons);
        }
    }

    @Override
    public boolean acknowledges(RAck rack) {
        return reliable.acknowledged(rack);
    }

    /** The transaction lives longer than the call, and must not hold it. */
    @Override
    public void closed() {
        transaction.release();
    }

    @Override
    public boolean began() {
        return false;
    }

    @Override
    public Call call() {
        return this;
    }

    @Override
    public Optional<Replaced> replaces() {
        return replaces;
    }

    @Override
    public Shard shard() {
        return shard;
    }

    @Override
    public Optional<Leg> leg() {
        return Optional.of(leg);
    }

    private void whileWaiting(Runnable task) {
        shard.execute(() -> {
            if (phase == Phase.WAITING) {
                task.run();
            }
        });
    }

    private void finish(int status, String phrase, CallOutcome outcome, List<Reason> reasons, Header... headers) {
        Response plain = response(status, phrase);
        transaction.respond(
                plain.with(plain.headers().toBuilder().addAll(List.of(headers)).build()));
        leg.close();
        end(outcome, reasons);
    }

    private void end(CallOutcome outcome, List<Reason> reasons) {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            nextSign.ifPresent(Timers.Timer::cancel);
            reliable.stop();
            shard.callEnded();
            CallListener who = listener;
            if (who == CallListener.NOBODY) {
                untold = Optional.of(() -> listener.onEnded(outcome, reasons));
            } else {
                shard.tell(callId(), () -> who.onEnded(outcome, reasons));
            }
        }
    }

    private Response response(int status, String phrase) {
        return shard.responses().to(invite, status, phrase, dialog.id().localTag());
    }

    private Response contacted(Response response) {
        return response.with(response.headers().toBuilder()
                .add("Contact", shard.contact(dialog.local(), transaction.hop()))
                .add("Allow", Responses.ALLOW)
                .add("Supported", Responses.SUPPORTED)
                .build());
    }
}
