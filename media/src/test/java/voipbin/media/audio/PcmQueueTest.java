package voipbin.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PcmQueueTest {

    private final short[] frame = new short[160];

    @Test
    void whatIsPutIsReadInOrderAndThenItEnds() throws Exception {
        PcmQueue queue = new PcmQueue(400);
        assertThat(queue.put(numbers(300), 0, 300)).isTrue();
        queue.end();
        assertThat(queue.read(frame)).isEqualTo(160);
        assertThat(frame[159]).isEqualTo((short) 159);
        assertThat(queue.read(frame)).isEqualTo(140);
        assertThat(frame[139]).isEqualTo((short) 299);
        assertThat(queue.read(frame)).isEqualTo(-1);
    }

    @Test
    void anEmptyQueueIsStarvedAndNotAtItsEnd() throws Exception {
        PcmQueue queue = new PcmQueue(400);
        assertThat(queue.read(frame)).isZero();
        queue.put(numbers(10), 5, 5);
        assertThat(queue.queued()).isEqualTo(5);
        assertThat(queue.read(frame)).isEqualTo(5);
        assertThat(frame[0]).isEqualTo((short) 5);
        assertThat(queue.read(frame)).isZero();
    }

    @Test
    void aProducerThatIsAheadWaitsAndNothingIsLost() throws Exception {
        PcmQueue queue = new PcmQueue(333);
        CompletableFuture<Boolean> produced = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                produced.complete(queue.put(numbers(30_000), 0, 30_000));
                queue.end();
            } catch (InterruptedException e) {
                produced.completeExceptionally(e);
            }
        });
        int heard = 0;
        int count = 0;
        while (count >= 0) {
            for (int i = 0; i < count; i++) {
                assertThat(frame[i]).isEqualTo((short) heard++);
            }
            Thread.onSpinWait();
            count = queue.read(frame);
        }
        assertThat(heard).isEqualTo(30_000);
        assertThat(produced.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aProducerLearnsThatNobodyPlaysAnyMore() throws Exception {
        PcmQueue queue = new PcmQueue(160);
        CompletableFuture<Boolean> produced = new CompletableFuture<>();
        Thread producer = Thread.ofPlatform().start(() -> {
            try {
                produced.complete(queue.put(numbers(1_000), 0, 1_000));
            } catch (InterruptedException e) {
                produced.completeExceptionally(e);
            }
        });
        while (producer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        queue.close();
        assertThat(produced.get(5, TimeUnit.SECONDS)).isFalse();
        assertThat(queue.put(numbers(1), 0, 1)).isFalse();
    }

    @Test
    void aWaitingProducerCanBeInterrupted() throws Exception {
        PcmQueue queue = new PcmQueue(160);
        CompletableFuture<Boolean> produced = new CompletableFuture<>();
        Thread producer = Thread.ofVirtual().start(() -> {
            try {
                produced.complete(queue.put(numbers(1_000), 0, 1_000));
            } catch (InterruptedException e) {
                produced.completeExceptionally(e);
            }
        });
        producer.interrupt();
        assertThatThrownBy(() -> produced.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
    }

    private static short[] numbers(int count) {
        short[] numbers = new short[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (short) i;
        }
        return numbers;
    }
}
