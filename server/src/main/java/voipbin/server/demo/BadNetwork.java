package voipbin.server.demo;

import java.io.IOException;

/**
 * A network that loses packets, repeats them, and brings them late and in bursts, for parties who pause now and then.
 * Java learns from it what packets do before anybody hears it: code compiled for a network that loses nothing is thrown
 * away at the first loss, which takes 100 ms of everybody's sound.
 */
public final class BadNetwork {

    /** One of so many is lost, one comes twice, and one late. */
    private static final int OF_PACKETS = 100;

    private static final int PAUSE = 25;
    private static final int BURSTS = 125;

    private BadNetwork() {}

    /** Sends the packet of a party that has this number. */
    @FunctionalInterface
    public interface Line {
        void send(long number) throws IOException;
    }

    /** It is the turn of this party's packet, 2 or later, and this is what comes of it. */
    public static void pass(int party, long number, Line line) throws IOException {
        if ((number / PAUSE + party) % 20 == 0) {
            return; // half a second in which nothing is said
        }
        if ((number / BURSTS + party) % 4 == 0) {
            burst(number, line);
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

    /** Three come at once. */
    private static void burst(long number, Line line) throws IOException {
        for (long one = number - 2; number % 3 == 2 && one <= number; one++) {
            line.send(one);
        }
    }
}
