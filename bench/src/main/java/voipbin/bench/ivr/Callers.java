package voipbin.bench.ivr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import voipbin.sip.CallOutcome;

/** One caller a seat; who is told that there is too much to do calls again a moment later. For one thread. */
final class Callers {

    private static final int MOST_TRIES = 6;
    private static final long PAUSE = 1_500_000_000;

    private final Booth booth;
    private final Menu menu;
    private final List<Optional<Caller>> callers = new ArrayList<>();
    private final int[] tries;
    private final Map<Integer, Long> again = new HashMap<>();
    private int turnedAway;

    Callers(Booth booth, Menu menu, int seats) {
        this.booth = booth;
        this.menu = menu;
        this.tries = new int[seats];
        for (int i = 0; i < seats; i++) {
            callers.add(Optional.empty());
        }
    }

    void begin(int seat) throws IOException {
        tries[seat]++;
        callers.set(seat, Optional.of(booth.call(Menu.number(seat), menu.seat(seat))));
    }

    /** To be asked now and then. */
    void tryAgain() throws IOException {
        long now = System.nanoTime();
        for (int seat = 0; seat < tries.length; seat++) {
            if (tries[seat] < MOST_TRIES && isTurnedAway(callers.get(seat))) {
                long at = again.computeIfAbsent(seat, _ -> now + PAUSE);
                if (now >= at) {
                    again.remove(seat);
                    turnedAway++;
                    begin(seat);
                }
            }
        }
    }

    private static boolean isTurnedAway(Optional<Caller> caller) {
        return caller.flatMap(Caller::ended)
                .filter(how -> how instanceof CallOutcome.Refused(int status, String _) && status == 503)
                .isPresent();
    }

    boolean areOver() {
        return again.isEmpty()
                && all().stream().allMatch(caller -> caller.ended().isPresent());
    }

    List<Caller> all() {
        return callers.stream().flatMap(Optional::stream).toList();
    }

    int turnedAway() {
        return turnedAway;
    }
}
