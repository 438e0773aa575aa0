package voipbin.bench;

import static voipbin.bench.Percentiles.millis;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many calls at once, each of which hears the same text and sends as much back. */
final class Talking {

    private static final int CALLS = 100;
    private static final int APART_MILLIS = 20;
    private static final int SETTLE_MILLIS = 2000;
    private static final int SECONDS = 20;
    private static final int PACKETS_A_SECOND = 50;
    private static final double LEAST_SHARE = 0.9;

    /** About half a minute of speech. */
    private static final String TALK = """
        [{"type":"talk","option":{"language":"en-US","text":"\
        Thank you for calling. All of our people are busy with other callers at this moment. \
        Please hold the line, and the next one who is free will speak with you. \
        You may also send us a message, or look at our pages, where most questions have an answer. \
        We are here from Monday to Friday, from eight in the morning until six in the evening. \
        Your call matters to us, and it will be taken in the order in which it came. \
        If you would rather be called back, leave your number after the tone."}}]\
        """;

    private final Product product;
    private final Phones phones;
    private final Ear ear;

    /** @param ear of these phones; closed afterwards */
    Talking(Product product, Phones phones, Ear ear) {
        this.product = product;
        this.phones = phones;
        this.ear = ear;
    }

    void run(PrintStream out) throws IOException, InterruptedException {
        List<Phone> talking = begin();
        Thread.sleep(SETTLE_MILLIS);
        Duration before = Usage.cpu(product.handle());
        long began = System.nanoTime();
        ear.takeNotes(true);
        Thread.sleep(Duration.ofSeconds(SECONDS));
        ear.takeNotes(false);
        double callSeconds = CALLS * (System.nanoTime() - began) / 1e9;
        Usage usage = Usage.of(product.handle());
        end(talking);
        Ear.Heard heard = ear.heard();
        print(out, usage, usage.cpu().minus(before).toMillis() / callSeconds, heard);
        if (heard.deviations().count() < LEAST_SHARE * callSeconds * PACKETS_A_SECOND) {
            throw new BenchFailure("not all " + CALLS + " calls talked for " + SECONDS + " s");
        }
    }

    private List<Phone> begin() throws IOException, InterruptedException {
        List<Phone> talking = new ArrayList<>();
        try (Api api = product.api()) {
            for (int i = 0; i < CALLS; i++) {
                Phone phone = phones.next();
                api.call(phone.address(), TALK);
                talking.add(phone);
                Thread.sleep(APART_MILLIS);
            }
        }
        for (Phone phone : talking) {
            phone.awaitConfirmed();
        }
        return talking;
    }

    private static void end(List<Phone> talking) throws InterruptedException {
        talking.forEach(Phone::hangup);
        for (Phone phone : talking) {
            phone.awaitEnd();
        }
    }

    private static void print(PrintStream out, Usage usage, double cpu, Ear.Heard heard) {
        new Table(CALLS + " calls talk at once, for " + SECONDS + " s, both ways", "")
                .row("server CPU ms a call and second", "%.2f".formatted(cpu))
                .row("server CPU, of one core", "%.1f %%".formatted(cpu * CALLS / 10))
                .row("resident memory", usage.residentMegabytes())
                .row("threads", usage.threads())
                .row("open descriptors", usage.descriptors())
                .row("packets heard", heard.deviations().count())
                .row("packets lost", heard.lost())
                .print(out);
        new Table("ms off the 20 ms between two packets, as they arrive", "p50", "p90", "p99", "max")
                .row(
                        "",
                        millis(heard.deviations().at(50)),
                        millis(heard.deviations().at(90)),
                        millis(heard.deviations().at(99)),
                        millis(heard.deviations().most()))
                .print(out);
    }
}
