package voipbin.media;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session plays now. Confined to the loop. */
final class Player {

    private static final Logger LOG = LoggerFactory.getLogger(Player.class);

    private static final int FRAMES_A_SECOND = 50;

    /** One playback; its identity is what {@link Playback#stop} means. */
    record Playing(Source source, Consumer<PlayEnd> ended) {

        void end(PlayEnd how) {
            try {
                source.close();
                ended.accept(how);
            } catch (RuntimeException bug) {
                LOG.error("the end of a playback failed", bug);
            }
        }
    }

    private @Nullable Playing current;

    /** For a source that has another rate than 8000 Hz. */
    private short[] wide = new short[0];

    private int samples = Source.FRAME;

    /** Plays this in place of what plays. */
    void play(Playing playing) {
        stop();
        current = playing;
        samples = playing.source().rate() / FRAMES_A_SECOND;
        if (samples != Source.FRAME && samples != wide.length) {
            wide = new short[samples];
        }
    }

    /** Ends this one if it still plays. */
    void stop(Playing playing) {
        if (current == playing) {
            stop();
        }
    }

    /** Ends whatever plays. */
    void stop() {
        end(new PlayEnd.Stopped());
    }

    private void end(PlayEnd how) {
        Playing ended = current;
        current = null;
        if (ended != null) {
            ended.end(how);
        }
    }

    /** Whether there is something to play, even if it has nothing to say at the moment. */
    boolean isBusy() {
        return current != null;
    }

    /** Fills one frame, or its own if it is wider; false when there is nothing but silence to fill it with. */
    boolean fill(short[] frame) {
        Playing playing = current;
        if (playing == null) {
            return false;
        }
        short[] to = filled(frame);
        int read = read(playing, to);
        if (read <= 0) {
            return false;
        }
        Arrays.fill(to, read, samples, (short) 0);
        return true;
    }

    /** The frame that {@link #fill} filled, when it was given this one. */
    short[] filled(short[] frame) {
        return samples == Source.FRAME ? frame : wide;
    }

    /** How many samples a frame has. */
    int samples() {
        return samples;
    }

    private int read(Playing playing, short[] frame) {
        try {
            int samples = playing.source().read(frame);
            if (samples < 0) {
                end(new PlayEnd.Finished());
            }
            return samples;
        } catch (RuntimeException bug) {
            LOG.error("a source broke", bug);
            stop();
            return 0;
        }
    }
}
