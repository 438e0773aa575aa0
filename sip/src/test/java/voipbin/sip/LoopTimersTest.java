package voipbin.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Timers;

class LoopTimersTest {

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final LoopTimers timers = new LoopTimers(loop, System::nanoTime);
    private final List<String> fired = new CopyOnWriteArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void timersFireInTheOrderOfTheirTimesAndNotBeforeThem() throws Exception {
        long began = System.nanoTime();
        onLoop(() -> {
            timers.after(Duration.ofMillis(300), done::countDown);
            timers.after(Duration.ofMillis(200), () -> fired.add("long"));
            return timers.after(Duration.ofMillis(20), () -> fired.add("short"));
        });
        awaitDone();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(300_000_000);
        assertThat(fired).containsExactly("short", "long");
    }

    @Test
    void whatIsCanceledDoesNotFireWhoeverCancels() throws Exception {
        // the one that ends the test is due last, whatever the machine does meanwhile
        Timers.Timer early = onLoop(() -> timers.after(Duration.ofMinutes(1), () -> fired.add("from outside")));
        early.cancel();
        onLoop(() -> {
            timers.after(Duration.ofMillis(50), () -> fired.add("short")).cancel();
            Timers.Timer other = timers.after(Duration.ofMillis(150), () -> fired.add("on the loop"));
            other.cancel();
            other.cancel();
            return timers.after(Duration.ofMillis(200), done::countDown);
        });
        awaitDone();
        assertThat(fired).isEmpty();
    }

    @Test
    void oneThatFiresMayCancelAnotherOfTheSameTick() throws Exception {
        onLoop(() -> {
            Timers.Timer[] second = new Timers.Timer[1];
            timers.after(Duration.ofMillis(150), () -> {
                fired.add("first");
                second[0].cancel();
            });
            second[0] = timers.after(Duration.ofMillis(150), () -> fired.add("second"));
            return timers.after(Duration.ofMillis(400), done::countDown);
        });
        awaitDone();
        assertThat(fired).startsWith("first");
    }

    @Test
    void aBugInOneDoesNotHurtTheOthers() throws Exception {
        onLoop(() -> {
            timers.after(Duration.ofMillis(150), () -> {
                throw new IllegalStateException("a bug");
            });
            timers.after(Duration.ofMillis(150), () -> fired.add("the next"));
            return timers.after(Duration.ofMillis(300), done::countDown);
        });
        awaitDone();
        assertThat(fired).containsExactly("the next");
    }

    @Test
    void othersMayBeginTimersToo() throws Exception {
        timers.after(Duration.ofMillis(150), done::countDown);
        awaitDone();
    }

    private Timers.Timer onLoop(Callable<Timers.Timer> task) throws Exception {
        return loop.submit(task).get(20, TimeUnit.SECONDS);
    }

    private void awaitDone() throws InterruptedException {
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
