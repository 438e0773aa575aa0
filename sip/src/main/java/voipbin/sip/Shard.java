package voipbin.sip;

import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Timers;
import voipbin.sip.dialog.DialogId;
import voipbin.sip.message.Headers;
import voipbin.sip.message.NameAddress;
import voipbin.sip.transaction.SipTiming;
import voipbin.sip.transaction.Transactions;
import voipbin.sip.transport.Hop;

/**
 * One thread's share of the Call-IDs: its transactions and dialogs, and what they work with. Everything here happens on
 * that thread, so nothing needs a lock; {@link #execute} is the way in from outside.
 */
final class Shard implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /** What all shards share. */
    record Shared(
            String userAgent,
            SipTiming timing,
            Outbound outbound,
            Responses responses,
            CallTerms terms,
            Directory directory) {

        /** The RFC's terms, and dialogs of its own. */
        Shared(String userAgent, SipTiming timing, Outbound outbound, Responses responses) {
            this(userAgent, timing, outbound, responses, CallTerms.STANDARD, new Directory());
        }
    }

    private final Executor thread;
    private final Timers timers;
    private final Shared shared;
    private final Tokens tokens;
    private final Transactions transactions;

    // counted so that others may ask
    private final AtomicInteger dialogs = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    /** @param timers call back on {@code thread} */
    Shard(Executor thread, Timers timers, Shared shared, Tokens tokens) {
        this.thread = thread;
        this.timers = timers;
        this.shared = shared;
        this.tokens = tokens;
        this.transactions = new Transactions(timers, shared.timing(), this);
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> tell("shard", task));
        } catch (RejectedExecutionException closed) {
            LOG.trace("the stack is closed", closed);
        }
    }

    /** At once if this is the shard's thread already, else there. */
    void perform(Runnable task) {
        if (thread instanceof EventLoop loop && loop.inEventLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** Runs foreign code: a bug there is logged once and hurts nobody else. */
    void tell(String callId, Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException bug) {
            LOG.error("Call-ID {}: a callback failed", callId, bug);
        }
    }

    Timers timers() {
        return timers;
    }

    SipTiming timing() {
        return shared.timing();
    }

    CallTerms terms() {
        return shared.terms();
    }

    Outbound outbound() {
        return shared.outbound();
    }

    Responses responses() {
        return shared.responses();
    }

    Tokens tokens() {
        return tokens;
    }

    Transactions transactions() {
        return transactions;
    }

    /** Adds what every request of ours says about us. */
    Headers.Builder introduce(Headers.Builder headers, NameAddress contact) {
        headers.add("Contact", contact).add("Allow", Responses.ALLOW).add("Supported", Responses.SUPPORTED);
        return sign(headers);
    }

    /** Adds User-Agent. */
    Headers.Builder sign(Headers.Builder headers) {
        return shared.userAgent().isEmpty() ? headers : headers.add("User-Agent", shared.userAgent());
    }

    NameAddress contact(NameAddress self, Hop hop) {
        return shared.outbound().contact(self.uri().user().orElse(""), hop);
    }

    void join(DialogId id, InDialog dialog) {
        shared.directory().put(id, dialog);
        dialogs.incrementAndGet();
    }

    void leave(DialogId id) {
        if (shared.directory().remove(id)) {
            dialogs.decrementAndGet();
        }
    }

    Optional<InDialog> dialog(DialogId id) {
        return shared.directory().find(id);
    }

    void callBegan() {
        calls.incrementAndGet();
    }

    void callEnded() {
        calls.decrementAndGet();
    }

    /** Any thread. */
    int dialogCount() {
        return dialogs.get();
    }

    /** Any thread. */
    int callCount() {
        return calls.get();
    }
}
