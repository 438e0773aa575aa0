package voipbin.bench.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;

/** Takes the target down now and then, for some seconds. */
final class Outages implements Runnable {

    private static final int BETWEEN_MILLIS = 20_000;
    private static final int LEAST_MILLIS = 500;
    private static final int MOST_MILLIS = 4000;

    private final Target target;
    private final RandomGenerator random;
    private volatile int count;

    Outages(Target target, RandomGenerator random) {
        this.target = target;
        this.random = random;
    }

    int count() {
        return count;
    }

    /** Until it is interrupted; the target is up then. */
    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(random.nextInt(BETWEEN_MILLIS / 2, BETWEEN_MILLIS * 3 / 2));
                target.goDown();
                count = count + 1;
                try {
                    Thread.sleep(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
                } finally {
                    target.comeBack();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException portIsGone) {
            throw new UncheckedIOException(portIsGone);
        }
    }
}
