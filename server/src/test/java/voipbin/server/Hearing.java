package voipbin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import voipbin.media.MediaSession;
import voipbin.media.Sink;

/** What a phone of a test hears. */
final class Hearing {

    private Hearing() {}

    /** So many samples from now on; waits until they have come. */
    static short[] of(MediaSession media, int samples) throws InterruptedException {
        short[] heard = new short[samples];
        CountDownLatch full = new CountDownLatch(1);
        media.listen(new Sink() {
            private int at;

            @Override
            public void write(short[] pcm, int count) {
                if (at + count <= heard.length) {
                    System.arraycopy(pcm, 0, heard, at, count);
                    at += count;
                } else {
                    full.countDown();
                }
            }
        });
        assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
        return heard;
    }
}
