package voipbin.bench.sip;

import java.io.IOException;
import voipbin.bench.Bench;

/** Phones that register. */
final class Registrations {

    private final Bench.Ask ask;
    private final boolean apart;

    Registrations(Bench.Ask ask, boolean apart) {
        this.ask = ask;
        this.apart = apart;
    }

    void run() throws IOException, InterruptedException {
        ask.out().println("not yet " + apart);
    }
}
