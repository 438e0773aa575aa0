package voipbin.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import voipbin.base.Timers;
import voipbin.sip.message.Header;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Hop;

/** A binding of ours at a registrar (RFC 3261, 10.2), refreshed before it ends. */
final class ActiveRegistration implements Registration {

    /** After a failure that may pass; doubled each time up to the longest. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final Shard shard;
    private final RegistrationRequest wish;
    private final RegistrationListener listener;
    private final String callId;
    private final Loner loner;

    // written on the shard, read anywhere
    private volatile Optional<SipUri> contact = Optional.empty();
    private Optional<Timers.Timer> next = Optional.empty();
    private Duration expires;
    private Duration retry = FIRST_RETRY;
    private boolean leaving;
    private boolean busy;

    ActiveRegistration(Shard shard, RegistrationRequest wish, RegistrationListener listener, String callId) {
        this.shard = shard;
        this.wish = wish;
        this.listener = listener;
        this.callId = callId;
        this.loner = new Loner(shard, callId);
        this.expires = wish.expires();
    }

    @Override
    public Optional<SipUri> contact() {
        return contact;
    }

    void begin() {
        send(expires, this::registered);
    }

    @Override
    public void unregister() {
        shard.execute(() -> {
            if (!leaving) {
                leaving = true;
                next.ifPresent(Timers.Timer::cancel);
                // what is under way must end first: the registrar takes them in the order of CSeq
                if (!busy) {
                    leave();
                }
            }
        });
    }

    private void leave() {
        send(Duration.ZERO, _ -> shard.tell(callId, listener::onEnded));
    }

    private void send(Duration asked, java.util.function.Consumer<RequestOutcome> outcome) {
        busy = true;
        NameAddress self = NameAddress.of(wish.aor());
        OutgoingRequest register = new OutgoingRequest(
                Method.REGISTER,
                wish.registrar(),
                wish.nextHop(),
                self,
                self,
                List.of(new Header("Expires", Long.toString(asked.toSeconds()))),
                new byte[0],
                Optional.of(wish.credentials()));
        loner.send(register, this::contactHeader, outcome);
    }

    private List<Header> contactHeader(Hop hop) {
        NameAddress here = shard.contact(NameAddress.of(wish.aor()), hop);
        contact = here.sip();
        return List.of(new Header("Contact", here.toString()));
    }

    private void registered(RequestOutcome outcome) {
        busy = false;
        if (leaving) {
            leave();
            return;
        }
        switch (outcome) {
            case RequestOutcome.Answered(Response ok) when ok.isSuccess() -> granted(ok);
            case RequestOutcome.Answered(Response brief) when brief.status() == 423 && longer(brief) -> begin();
            // wrong credentials do not become right
            case RequestOutcome.Answered(Response no)
            when no.status() == 401 || no.status() == 403 || no.status() == 404 || no.status() == 407 ->
                tellFailed(outcome);
            case RequestOutcome.Answered _, RequestOutcome.TimedOut _, RequestOutcome.Unreachable _ -> {
                tellFailed(outcome);
                again(retry);
                retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry.multipliedBy(2);
            }
        }
    }

    private void tellFailed(RequestOutcome outcome) {
        shard.tell(callId, () -> listener.onFailed(outcome));
    }

    /** 10.2.8: asks for what the registrar wants at least; false if that is no more than we asked for. */
    private boolean longer(Response brief) {
        long least =
                brief.header("Min-Expires").flatMap(ActiveRegistration::seconds).orElse(0L);
        boolean more = least > expires.toSeconds();
        expires = more ? Duration.ofSeconds(least) : expires;
        return more;
    }

    private void granted(Response ok) {
        retry = FIRST_RETRY;
        Duration granted = grantedBy(ok);
        shard.tell(callId, () -> listener.onRegistered(granted));
        // early enough for a lost REGISTER and its repetitions
        Duration early = granted.dividedBy(10);
        Duration most = Duration.ofSeconds(30);
        again(granted.minus(early.compareTo(most) > 0 ? most : early));
    }

    private void again(Duration after) {
        if (!leaving) {
            next = Optional.of(shard.timers().after(after, this::begin));
        }
    }

    /** Of our Contact among those in the answer; else of the whole answer; else what we asked for (10.2.4). */
    private Duration grantedBy(Response ok) {
        OptionalLong whole = ok.expires();
        long seconds = ok.contacts().stream()
                .filter(address -> address.sip().map(SipUri::bare).equals(contact.map(SipUri::bare)))
                .findFirst()
                .flatMap(address -> address.parameters().get("expires"))
                .flatMap(ActiveRegistration::seconds)
                .orElse(whole.orElse(expires.toSeconds()));
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    private static Optional<Long> seconds(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
