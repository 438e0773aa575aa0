package voipbin.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import voipbin.base.Timers;
import voipbin.sip.auth.Credentials;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Reason;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.transaction.ClientListener;
import voipbin.sip.transaction.ClientTransaction;
import voipbin.sip.transport.Hop;

/** A call of ours (RFC 3261, 13.2). */
final class UacCall implements OutgoingCall, LegCall, ClientListener {

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

    /** Nobody once the call is over, since its transaction lives on for half a minute. */
    private volatile CallListener listener;

    private final Invitation invitation;

    /** The dialogs of the INVITE, by the peer's tag. */
    private final Map<String, Fork> forks = new HashMap<>(2);

    private Optional<ClientTransaction> transaction = Optional.empty();

    // set on the shard, read from any thread
    private volatile Optional<Fork> chosen = Optional.empty();
    private Optional<Header[]> hangup = Optional.empty();
    private Optional<Timers.Timer> patience = Optional.empty();
    private Optional<Timers.Timer> silence = Optional.empty();
    private Phase phase = Phase.CALLING;

    UacCall(Shard shard, CallRequest wish, CallListener listener, String callId) {
        this.shard = shard;
        this.wish = wish;
        this.listener = listener;
        this.invitation = new Invitation(shard, wish, callId);
    }

    void begin() {
        shard.callBegan();
        Headers extra = Headers.builder().addAll(wish.headers()).build();
        shard.outbound().way(wish.nextHop(), extra, wish.target(), shard, this::go);
    }

    private void go(Outbound.Way way) {
        switch (way) {
            case Outbound.Way.Found(Hop hop) -> {
                if (hangup.isPresent()) {
                    end(new CallOutcome.Canceled(), List.of());
                } else {
                    send(invitation.first(hop), hop);
                }
            }
            case Outbound.Way.Nowhere(String why) -> end(new CallOutcome.Unreachable(why), List.of());
        }
    }

    private void send(Request invite, Hop hop) {
        phase = Phase.CALLING;
        transaction = Optional.of(shard.transactions().send(invite, hop, this));
        silence.ifPresent(Timers.Timer::cancel);
        silence = wish.hasAlternative() || hop.fallback().isPresent()
                ? Optional.of(shard.timers().after(shard.timing().silence(), this::silent))
                : Optional.empty();
    }

    private void silent() {
        if (phase == Phase.CALLING) {
            Straggler.leave(shard, this, transaction.orElseThrow());
            onTimeout();
        }
    }

    @Override
    public String callId() {
        return invitation.callId();
    }

    @Override
    public Shard shard() {
        return shard;
    }

    @Override
    public Optional<Leg> leg() {
        return chosen.map(Fork::leg);
    }

    CallListener listener() {
        return listener;
    }

    Optional<Credentials> credentials() {
        return wish.credentials();
    }

    @Override
    public void onResponse(Response response, Hop source) {
        if (response.isProvisional()) {
            progressed(response, source);
        } else if (response.isSuccess()) {
            answered(response, source);
        } else if (response.status() != 503 || !failOver()) {
            refused(response);
        }
    }

    /** To the next server of the target, if there is one, as a new transaction (RFC 3263, 4.3). */
    private boolean failOver() {
        Optional<Hop> next = transaction.orElseThrow().hop().fallback();
        if (next.isEmpty() || hangup.isPresent() || chosen.isPresent()) {
            return false;
        }
        send(invitation.elsewhere(transaction.orElseThrow().request(), next.get()), next.get());
        return true;
    }

    private void progressed(Response response, Hop source) {
        if (phase == Phase.CALLING) {
            phase = Phase.PROCEEDING;
            hangup.ifPresent(this::cancel);
        }
        boolean alive = phase == Phase.PROCEEDING || phase == Phase.CANCELING;
        if (!alive || response.status() == 100) {
            return;
        }
        Optional<String> tag =
                response.to().tag().filter(_ -> !response.contacts().isEmpty());
        boolean told = tag.isEmpty() || fork(tag.get(), response, source).progressed(response);
        if (told && phase == Phase.PROCEEDING) {
            tell(who -> who.onProgress(response));
        }
    }

    private Fork fork(String tag, Response response, Hop source) {
        Fork known = forks.get(tag);
        if (known == null) {
            known = new Fork(shard, this, transaction.orElseThrow().request(), response, source);
            forks.put(tag, known);
            // while it is the only one, it is what UPDATE, INFO and REFER go to
            chosen = forks.size() == 1 ? Optional.of(known) : Optional.empty();
        }
        return known;
    }

    private void answered(Response response, Hop source) {
        String tag = response.to().tag().orElse("");
        Fork known = forks.get(tag);
        if (known != null && !known.leg().early()) {
            known.repeated();
            return;
        }
        Optional<Fork> before = chosen;
        Fork answered = fork(tag, response, source);
        if (phase == Phase.ESTABLISHED || phase == Phase.ENDED) {
            // another branch of a fork was faster, or we gave up
            chosen = before;
            answered.declined(response, source);
        } else if (hangup.isPresent()) {
            answered.declined(response, source, hangup.get());
            end(new CallOutcome.Canceled(), List.of());
        } else {
            phase = Phase.ESTABLISHED;
            chosen = Optional.of(answered);
            forgetOthers(answered);
            answered.answered(response, source, () -> tell(who -> who.onAnswered(response)));
        }
    }

    private void forgetOthers(Fork kept) {
        forks.values().removeIf(fork -> {
            if (fork != kept) {
                fork.leg().close();
            }
            return fork != kept;
        });
    }

    private void refused(Response response) {
        closeForks();
        if (hangup.isPresent()) {
            end(new CallOutcome.Canceled(), List.of());
            return;
        }
        Request invite = transaction.orElseThrow().request();
        Hop hop = transaction.orElseThrow().hop();
        Optional<Request> again = invitation.again(invite, response, hop);
        if (again.isPresent()) {
            send(again.get(), hop);
        } else if (response.status() < 400) {
            redirected(response);
        } else {
            tell(who -> who.onRefused(response));
            end(new CallOutcome.Refused(response.status(), response.phrase()), Reason.all(response));
        }
    }

    private void redirected(Response response) {
        if (invitation.redirect(response)) {
            shard.outbound().way(Optional.empty(), Headers.builder().build(), invitation.target(), shard, this::go);
        } else {
            end(new CallOutcome.Redirected(response.status(), Invitation.targets(response)), Reason.all(response));
        }
    }

    @Override
    public void onTimeout() {
        if (!failOver()) {
            end(hangup.isPresent() ? new CallOutcome.Canceled() : new CallOutcome.TimedOut(), List.of());
        }
    }

    @Override
    public void onUnreachable(String why) {
        if (!failOver()) {
            end(hangup.isPresent() ? new CallOutcome.Canceled() : new CallOutcome.Unreachable(why), List.of());
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
                    chosen.orElseThrow().hangup(extra);
                    end(new CallOutcome.HungUp(CallOutcome.By.LOCAL), List.of());
                }
                // 9.1: a CANCEL waits for the first provisional response
                case CALLING, CANCELING, ENDED -> {}
            }
        });
    }

    private void cancel(Header... extra) {
        phase = Phase.CANCELING;
        patience = Optional.of(Cancellation.of(
                shard, transaction.orElseThrow(), () -> end(new CallOutcome.Canceled(), List.of()), extra));
    }

    /** A dialog is over by the peer's doing; what an early one says is not the call's end (15). */
    void ended(Fork fork, CallOutcome outcome, List<Reason> reasons) {
        if (phase == Phase.ESTABLISHED && chosen.equals(Optional.of(fork))) {
            end(outcome, reasons);
        }
    }

    private void end(CallOutcome outcome, List<Reason> reasons) {
        if (phase != Phase.ENDED) {
            boolean talked = phase == Phase.ESTABLISHED;
            phase = Phase.ENDED;
            if (!talked) {
                closeForks();
            }
            patience.ifPresent(Timers.Timer::cancel);
            silence.ifPresent(Timers.Timer::cancel);
            shard.callEnded();
            tell(who -> who.onEnded(outcome, reasons));
            listener = CallListener.NOBODY;
        }
    }

    /** Forgets the early dialogs; an answered one looks after itself. */
    private void closeForks() {
        List<Fork> early = new ArrayList<>(forks.values());
        early.removeIf(fork -> !fork.leg().early());
        early.forEach(fork -> fork.leg().close());
        forks.values().removeAll(early);
    }

    private void tell(Consumer<CallListener> callback) {
        CallListener now = listener;
        shard.tell(callId(), () -> callback.accept(now));
    }
}
