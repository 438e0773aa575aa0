package voipbin.sip;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import voipbin.sip.message.Request;

/**
 * Whom a shard has turned away without a transaction, as long as a copy of the request may come (RFC 3261, 17.1.1.2:
 * timer B): it hears the same again (8.2.7), and is not taken after it was refused. On that shard only.
 */
final class Refusals {

    private static final long COPIES_COME_NANOS = TimeUnit.SECONDS.toNanos(32);

    /** Beyond that the oldest are forgotten. */
    private static final int MOST = 20_000;

    /** What was answered. */
    record Refusal(String tag, long retryAfter, long at) {}

    private final LongSupplier nanos;
    private final Map<String, Refusal> byRequest = new LinkedHashMap<>();

    Refusals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    Optional<Refusal> of(Request request) {
        if (byRequest.isEmpty()) {
            return Optional.empty();
        }
        forgetOld();
        return Optional.ofNullable(byRequest.get(key(request)));
    }

    Refusal add(Request request, String tag, long retryAfter) {
        Refusal refusal = new Refusal(tag, retryAfter, nanos.getAsLong());
        byRequest.put(key(request), refusal);
        forgetOld();
        return refusal;
    }

    private void forgetOld() {
        long now = nanos.getAsLong();
        Iterator<Refusal> oldest = byRequest.values().iterator();
        while (oldest.hasNext()) {
            boolean mayBeRepeated = now - oldest.next().at() <= COPIES_COME_NANOS;
            if (mayBeRepeated && byRequest.size() <= MOST) {
                return;
            }
            oldest.remove();
        }
    }

    int size() {
        return byRequest.size();
    }

    /** The same in all copies of a request, and in no other. */
    private static String key(Request request) {
        return request.callId()
                + ' '
                + request.cseq()
                + ' '
                + request.via().branch().orElse("");
    }
}
