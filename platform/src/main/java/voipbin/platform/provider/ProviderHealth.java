package voipbin.platform.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;
import voipbin.platform.provider.Provider.HealthStatus;
import voipbin.sip.OutgoingRequest;
import voipbin.sip.RequestOutcome;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** Asks each provider with OPTIONS whether it is there; any answer will do (sip-identity §9). */
public final class ProviderHealth {

    /** What OPTIONS are sent with: {@code SipStack::send}. */
    @FunctionalInterface
    public interface Ask {
        void send(OutgoingRequest request, Consumer<RequestOutcome> outcome);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProviderHealth.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Providers providers;
    private final Ask ask;
    private final NameAddress from;
    private final Timers timers;

    ProviderHealth(Providers providers, Ask ask, NameAddress from, Timers timers) {
        this.providers = providers;
        this.ask = ask;
        this.from = from;
        this.timers = timers;
    }

    /** Looks now and each half minute, on a virtual thread of its own, until the timers are closed. */
    public void repeat() {
        Thread.ofVirtual().name("provider-health").start(() -> {
            try {
                check();
            } catch (RuntimeException later) {
                LOG.warn("providers could not be checked, which is tried again in {}", PAUSE, later);
            }
        });
        timers.after(PAUSE, this::repeat);
    }

    /** Asks all of them; what they answer is noted as it comes. */
    void check() {
        providers.all().forEach(this::check);
    }

    private void note(Provider provider, HealthStatus status) {
        try {
            providers.checked(provider, status);
        } catch (RuntimeException lost) {
            LOG.warn("the health of provider {} is not noted", provider.id(), lost);
        }
    }

    private void check(Provider provider) {
        AtomicBoolean decided = new AtomicBoolean();
        Consumer<HealthStatus> decide = status -> {
            if (decided.compareAndSet(false, true)) {
                Thread.ofVirtual().name("provider-health").start(() -> note(provider, status));
            }
        };
        Timers.Timer patience = timers.after(PATIENCE, () -> decide.accept(HealthStatus.UNHEALTHY));
        Optional<SipUri> uri = SipUri.parse("sip:" + provider.hostname());
        if (uri.isEmpty()) {
            patience.cancel();
            decide.accept(HealthStatus.UNHEALTHY);
            return;
        }
        ask.send(OutgoingRequest.options(uri.get(), from), outcome -> {
            patience.cancel();
            decide.accept(
                    switch (outcome) {
                        case RequestOutcome.Answered _ -> HealthStatus.HEALTHY;
                        case RequestOutcome.TimedOut(), RequestOutcome.Unreachable(String _) -> HealthStatus.UNHEALTHY;
                    });
        });
    }
}
