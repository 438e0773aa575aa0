package voipbin.platform.call;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Problem;
import voipbin.media.MediaSession;
import voipbin.media.PlayEnd;
import voipbin.media.Playback;
import voipbin.media.Source;
import voipbin.media.audio.PcmQueue;
import voipbin.media.audio.Tone;
import voipbin.speech.PcmStream;
import voipbin.speech.Speech;
import voipbin.speech.Spoken;
import voipbin.speech.Utterance;

/** Makes a call hear something, and waits until it has been played. Called on the flow's thread. */
public final class CallSound {

    private static final Logger LOG = LoggerFactory.getLogger(CallSound.class);

    /** A second between the synthesiser and the clock: enough to hide its pauses, little to throw away at a hangup. */
    private static final int QUEUE_SECONDS = 1;

    private static final double BEEP_HERTZ = 1000;
    private static final double BEEP_AMPLITUDE = 0.3;
    private static final Duration BEEP_LENGTH = Duration.ofMillis(400);

    private final Speech speech;
    private final SoundFiles files;

    public CallSound(Speech speech, SoundFiles files) {
        this.speech = speech;
        this.files = files;
    }

    /** Speaks and waits until the last word has been played. */
    public void talk(MediaSession media, Utterance utterance) throws InterruptedException {
        stream(media::play, spoken(utterance.at(media.rate())));
    }

    private PcmStream spoken(Utterance utterance) throws InterruptedException {
        return switch (speech.speak(utterance)) {
            case Spoken.Speaking(PcmStream audio) -> audio;
            case Spoken.Unavailable(String why) -> throw failed("SYNTHESIZER_UNAVAILABLE", why);
            case Spoken.Failed(String why) -> throw failed("SYNTHESIS_FAILED", why);
        };
    }

    /** Begins to speak over everything else and returns once there is something to say. */
    void announce(MediaSession media, Utterance utterance) throws InterruptedException {
        PcmStream audio = spoken(utterance.at(media.rate()));
        Thread.ofVirtual().name("announce").start(() -> {
            try {
                stream(media::announce, audio);
            } catch (Problem brokenOff) {
                LOG.warn("an announcement broke off: {}", brokenOff.getMessage());
            } catch (InterruptedException nobodyInterruptsIt) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void play(MediaSession media, List<URI> urls) throws InterruptedException {
        for (URI url : urls) {
            play(media, files.fetch(url, media.rate()));
        }
    }

    /** A short beep. */
    public void beep(MediaSession media) throws InterruptedException {
        play(media, Tone.sine(BEEP_HERTZ, BEEP_AMPLITUDE, BEEP_LENGTH));
    }

    /** The caller hears itself for so long, or until it is gone. */
    public void echo(MediaSession media, Duration length) throws InterruptedException {
        Echo echo = new Echo();
        media.listen(echo);
        Playback playback = media.play(echo, _ -> {});
        try {
            Thread.sleep(length);
        } finally {
            playback.stop();
            media.listen((_, _) -> {});
        }
    }

    /** Where a source is played: under announcements, or as one. */
    private interface Place {

        Playback play(Source source, Consumer<PlayEnd> ended);
    }

    private static void stream(Place place, PcmStream audio) throws InterruptedException {
        PcmQueue queue = new PcmQueue(QUEUE_SECONDS * audio.rate(), audio.rate());
        CompletableFuture<PlayEnd> ended = new CompletableFuture<>();
        Playback playback = place.play(queue, ended::complete);
        try (audio) {
            pump(audio, queue);
            queue.end();
            await(ended);
        } catch (IOException brokeOff) {
            queue.end();
            await(ended);
            throw failed("SYNTHESIS_FAILED", String.valueOf(brokeOff.getMessage()));
        } finally {
            playback.stop();
        }
    }

    private static void pump(PcmStream audio, PcmQueue queue) throws IOException, InterruptedException {
        short[] chunk = new short[Source.FRAME * 5];
        for (int read = audio.read(chunk); read >= 0; read = audio.read(chunk)) {
            if (!queue.put(chunk, 0, read)) {
                return;
            }
        }
    }

    private static void play(MediaSession media, Source source) throws InterruptedException {
        CompletableFuture<PlayEnd> ended = new CompletableFuture<>();
        Playback playback = media.play(source, ended::complete);
        try {
            await(ended);
        } finally {
            playback.stop();
        }
    }

    private static void await(CompletableFuture<PlayEnd> ended) throws InterruptedException {
        try {
            ended.get();
        } catch (ExecutionException neverCompletedSo) {
            throw new IllegalStateException(neverCompletedSo);
        }
    }

    private static Problem failed(String reason, String why) {
        return new Problem(Problem.Status.UNAVAILABLE, reason, why);
    }
}
