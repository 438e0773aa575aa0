package voipbin.bench.sip;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Calls one URI again and again, each call when it is due, however the others fare (RFC 3261, 17.1). One thread. */
final class CallLoad implements AutoCloseable {

    private static final long SECOND = 1_000_000_000;
    private static final long T1 = SECOND / 2;
    private static final int MOST_REPEATS = 7;
    private static final long MOST_PATIENCE = 70 * SECOND;
    private static final int INVITE = 0;
    private static final int BYE = 1;

    /** Who ends an answered call. */
    enum End {
        CALLER,
        SERVER,
        NOBODY
    }

    private final Wire wire;
    private final String target;
    private final String sdp;
    private int runs;

    // of the run
    private CallRun run = new CallRun(0);
    private Texts.Route route;
    private End end = End.CALLER;
    private Wheel wheel = new Wheel(0);
    private Answer[] answers = {};
    private boolean[] heard = {};

    /** @param rtpPort where the server's media may go */
    CallLoad(InetSocketAddress server, String target, int rtpPort) throws IOException {
        this.wire = new Wire(server);
        this.target = target;
        this.sdp = Texts.sdp(rtpPort);
        this.route = new Texts.Route(wire.self(), target, "r0");
    }

    /**
     * Makes so many calls and waits for the end of each, but not for ever; with {@link End#NOBODY} until each is
     * answered.
     */
    CallRun run(int perSecond, int calls, End who) throws IOException {
        begin(calls, who);
        long start = System.nanoTime();
        int next = 0;
        long last = start + calls * SECOND / perSecond + MOST_PATIENCE;
        while (!run.isOver() && System.nanoTime() < last) {
            long now = System.nanoTime();
            while (next < calls && start + next * SECOND / perSecond <= now) {
                run.begin(next, now);
                invite(next, 0, now);
                next++;
            }
            wheel.advance(now, due -> repeat(due, System.nanoTime()));
            long wait = next < calls ? start + next * SECOND / perSecond - System.nanoTime() : 2_000_000;
            wire.receive(Math.min(wait, 2_000_000), this::received);
        }
        return run;
    }

    /** Hangs up the calls that {@link End#NOBODY} has. */
    void hangUp() throws IOException {
        CallRun held = run;
        for (int call = 0; call < held.calls(); call++) {
            if (held.answered[call] != 0) {
                wire.send(route.bye(call, answers[call]));
                wire.receive(SECOND / 2000, _ -> {});
            }
        }
    }

    private void begin(int calls, End who) throws IOException {
        run = new CallRun(calls);
        route = new Texts.Route(wire.self(), target, "r" + ++runs + Long.toString(System.nanoTime(), 36));
        end = who;
        wheel = new Wheel(System.nanoTime());
        answers = new Answer[calls];
        heard = new boolean[calls];
    }

    private void invite(int call, int count, long now) throws IOException {
        wire.send(route.invite(call, sdp));
        wheel.add(now + (T1 << Math.min(count, 6)), new Wheel.Due(call, INVITE, count + 1));
    }

    private void bye(int call, int count, long now) throws IOException {
        wire.send(route.bye(call, answers[call]));
        wheel.add(now + Math.min(T1 << Math.min(count, 6), 8 * T1), new Wheel.Due(call, BYE, count + 1));
    }

    private void repeat(Wheel.Due due, long now) throws IOException {
        int call = due.call();
        boolean settled = due.kind() == INVITE && (run.answered[call] != 0 || run.refused[call] != 0);
        if (run.over[call] || settled) {
            return;
        }
        if (due.count() >= MOST_REPEATS) {
            run.end(call);
        } else if (due.kind() == BYE) {
            run.repeated();
            bye(call, due.count(), now);
        } else if (heard[call]) {
            // it is being looked at: no repetitions, but no endless patience either
            wheel.add(now + 4 * SECOND, new Wheel.Due(call, INVITE, due.count() + 1));
        } else {
            run.repeated();
            invite(call, due.count(), now);
        }
    }

    private void received(Answer answer) {
        int call = answer.call(route.run());
        try {
            if (answer.isRequest("BYE")) {
                wire.send(Texts.ok(answer));
                if (call >= 0) {
                    run.end(call);
                }
            } else if (call >= 0 && answer.isOf("INVITE")) {
                invited(call, answer);
            } else if (call >= 0 && answer.isOf("BYE") && answer.status() >= 200) {
                run.end(call);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void invited(int call, Answer answer) throws IOException {
        int status = answer.status();
        if (status < 200) {
            heard[call] = true;
            return;
        }
        wire.send(route.ack(call, answer));
        if (status >= 300) {
            run.refused[call] = status;
            run.end(call);
        } else if (run.answered[call] == 0) {
            run.answered[call] = System.nanoTime();
            answers[call] = answer;
            switch (end) {
                case CALLER -> bye(call, 0, System.nanoTime());
                case NOBODY -> run.end(call);
                case SERVER -> {
                    // its BYE comes
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
