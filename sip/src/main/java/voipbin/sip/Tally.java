package voipbin.sip;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import voipbin.base.Counters;
import voipbin.sip.message.Method;

/**
 * Counts new requests by method ({@code sip.requests.invite}, {@code sip.requests.other}), our final answers to them
 * and the answers that come in by status ({@code sip.answers.486}, {@code sip.answered.486}). What peers can invent
 * makes no counter of its own.
 */
final class Tally {

    private static final Set<String> KNOWN = Set.of(
            "INVITE",
            "REGISTER",
            "OPTIONS",
            "BYE",
            "CANCEL",
            "PRACK",
            "UPDATE",
            "INFO",
            "REFER",
            "SUBSCRIBE",
            "NOTIFY",
            "MESSAGE",
            "PUBLISH");

    private static final int STATUSES = 700;

    private final Counters counters;
    private final AtomicReferenceArray<LongAdder> given = new AtomicReferenceArray<>(STATUSES);
    private final AtomicReferenceArray<LongAdder> got = new AtomicReferenceArray<>(STATUSES);

    Tally(Counters counters) {
        this.counters = counters;
    }

    void request(Method method) {
        String name = KNOWN.contains(method.name()) ? method.name().toLowerCase(Locale.ROOT) : "other";
        counters.counter("sip.requests." + name).increment();
    }

    void answer(int status) {
        count(given, "sip.answers.", status);
    }

    void answered(int status) {
        count(got, "sip.answered.", status);
    }

    private void count(AtomicReferenceArray<LongAdder> known, String name, int status) {
        if (status < STATUSES) {
            LongAdder counter = known.get(status);
            if (counter == null) {
                counter = counters.counter(name + status);
                known.set(status, counter);
            }
            counter.increment();
        }
    }
}
