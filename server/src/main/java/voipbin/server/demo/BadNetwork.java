package voipbin.server.demo;

import java.io.IOException;

/**
 * A network that loses packets, repeats them, and brings them late and in bursts, for parties who begin one after
 * another, pause now and then, and whose numbers come round or jump, as another device's would that took over. Java
 * learns from it what packets do before anybody hears it: code compiled for a network that loses nothing is thrown away
 * at the first loss, which takes 100 ms of everybody's sound.
 */
public final class BadNetwork {

    private static final int BEGINNINGS = 250;

    /** One of so many is lost, one comes twice, and one late. */
    private static final int OF_PACKETS = 100;

    private static final int PAUSE = 25;
    private static final int BURSTS = 125;
    private static final int BURST = 3;

    /** Half a second, as where a radio stalls. */
    private static final int LONG_BURST = 25;

    /** Sequence numbers begin so that half of the parties' come round before they jump. */
    private static final long FIRST = 65_400;

    private static final int BETWEEN_JUMPS = 250;

    /** Farther than sequence numbers are followed, and a minute or more of time. */
    private static final long JUMP = 5000;

    /** The time of one of four stands still meanwhile, longer than anybody waits for it. */
    private static final int STANDSTILL = 110;

    private static final int BETWEEN_STANDSTILLS = 190;

    private BadNetwork() {}

    /** Sends the packet of a party that has this number. */
    @FunctionalInterface
    public interface Line {
        void send(long number) throws IOException;
    }

    /** It is the turn of this party's packet, 2 or later, and this is what comes of it. */
    public static void pass(int party, long number, Line line) throws IOException {
        if (number < 7L * party % BEGINNINGS) {
            return;
        }
        long cycle = number / (STANDSTILL + BETWEEN_STANDSTILLS);
        if (party % 4 != 1) {
            jump(party, number, line);
        } else if (number % (STANDSTILL + BETWEEN_STANDSTILLS) < BETWEEN_STANDSTILLS) {
            jump(party, number - cycle * STANDSTILL, line);
        }
    }

    private static void jump(int party, long number, Line line) throws IOException {
        spoil(
                party,
                number,
                one -> line.send(FIRST + one + JUMP * ((one + 7L * party % BETWEEN_JUMPS) / BETWEEN_JUMPS)));
    }

    private static void spoil(int party, long number, Line line) throws IOException {
        if ((number / PAUSE + party) % 20 == 0) {
            return; // half a second in which nothing is said
        }
        if ((number / BURSTS + party) % 4 == 0) {
            burst(number, party % 4 == 2 ? LONG_BURST : BURST, line);
            return;
        }
        switch ((int) ((31L * party + number) % OF_PACKETS)) {
            case 0, 2 -> {} // lost, or late
            case 1 -> {
                line.send(number);
                line.send(number);
            }
            case 3 -> {
                line.send(number);
                line.send(number - 1);
            }
            default -> line.send(number);
        }
    }

    /** So many come at once. */
    private static void burst(long number, int packets, Line line) throws IOException {
        for (long one = number - packets + 1; number % packets == 0 && one <= number; one++) {
            line.send(one);
        }
    }
}
