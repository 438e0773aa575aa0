package voipbin.bench.soak;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import voipbin.bench.BenchFailure;
import voipbin.bench.Percentiles;
import voipbin.bench.Table;

/** What came out of it. */
final class Findings {

    /**
     * What happened beside.
     *
     * @param kills of the server
     * @param outages of the target
     * @param drained how long it took from the end of the bad luck until nothing was pending
     * @param dead deliveries that were given up
     * @param pending deliveries at the end
     * @param errors that the server logged
     */
    record Circumstances(
            Duration lasted, int kills, int outages, Duration drained, int dead, int pending, long errors) {}

    private final Ledger ledger;
    private final Mood mood;
    private final long badlySigned;
    private final List<String> refusals;

    Findings(Ledger ledger, Mood mood, long badlySigned, List<String> refusals) {
        this.ledger = ledger;
        this.mood = mood;
        this.badlySigned = badlySigned;
        this.refusals = refusals;
    }

    /** @throws BenchFailure when something is not as it must be */
    void tell(PrintStream out, Circumstances at) {
        happened(out, at);
        arrived(out, at);
        List<String> wrong = wrong(at);
        if (!wrong.isEmpty()) {
            throw new BenchFailure(String.join("; ", wrong));
        }
    }

    private void happened(PrintStream out, Circumstances at) {
        new Table("bad luck in " + at.lasted().toSeconds() + " s", "")
                .row("kill -9 of the server", at.kills())
                .row("outages of the target", at.outages())
                .row("answers 500", mood.given(Mood.Answer.FAULT))
                .row("answers 429", mood.given(Mood.Answer.TOO_MANY))
                .row("connections dropped", mood.given(Mood.Answer.DROPPED))
                .row("answers after up to 3 s", mood.given(Mood.Answer.SLOW))
                .row("answers at once", mood.given(Mood.Answer.GOOD))
                .print(out);
    }

    private void arrived(PrintStream out, Circumstances at) {
        Percentiles lags = new Percentiles(ledger.lags());
        new Table("changes", "")
                .row("acknowledged", ledger.acknowledged())
                .row(
                        "of these delivered",
                        ledger.acknowledged() - ledger.missing().size())
                .row("without an answer", ledger.open())
                .row("of these delivered", ledger.openHeard())
                .row("webhooks received, with repetitions", ledger.requests())
                .row("lost", ledger.missing().size())
                .row("delivered but never asked for", ledger.unasked())
                .row("resources out of order", ledger.outOfOrder().size())
                .row("bad signatures", badlySigned)
                .row("unstable or shared webhook-ids", ledger.unstableIds() + ledger.sharedIds())
                .row("dead deliveries", at.dead())
                .row("pending deliveries at the end", at.pending())
                .row("requests refused with 4xx", refusals.size())
                .row("errors in the server's log", at.errors())
                .print(out);
        new Table("s", "")
                .row("acknowledged to delivered, p50", seconds(lags.at(50)))
                .row("acknowledged to delivered, p99", seconds(lags.at(99)))
                .row("acknowledged to delivered, max", seconds(lags.most()))
                .row("until nothing was pending", seconds(at.drained().toNanos()))
                .print(out);
    }

    private static String seconds(long nanos) {
        return "%.2f".formatted(nanos / 1e9);
    }

    private List<String> wrong(Circumstances at) {
        List<String> wrong = new ArrayList<>();
        require(wrong, ledger.missing().isEmpty(), "lost: " + first(ledger.missing()));
        require(wrong, ledger.unasked() == 0, "events of what nobody asked for");
        require(wrong, ledger.outOfOrder().isEmpty(), "out of order: " + first(ledger.outOfOrder()));
        require(wrong, badlySigned == 0, "bad signatures");
        require(wrong, ledger.unstableIds() + ledger.sharedIds() == 0, "a webhook-id is not that of one event");
        require(wrong, at.dead() == 0, "dead deliveries");
        require(wrong, at.pending() == 0, "deliveries pending at the end");
        require(wrong, refusals.isEmpty(), "refused: " + first(refusals));
        return wrong;
    }

    private static void require(List<String> wrong, boolean holds, String sentence) {
        if (!holds) {
            wrong.add(sentence);
        }
    }

    private static List<?> first(List<?> all) {
        return all.subList(0, Math.min(3, all.size()));
    }
}
