package voipbin.media;

import voipbin.media.mixer.MixFrame;

/**
 * The last frames of a room on their way from its loop, which makes them, to those of its members, which read. Nobody
 * waits: a reader that stands still for longer than the ring is finds the newest frame next.
 */
final class MixRing {

    private static final int FRAMES = 8;

    /** What a reader may be behind: two clocks that differ must not become a delay. */
    private static final int MOST_BEHIND = 3;

    private final MixFrame[] ring = new MixFrame[FRAMES];

    /** Frames ever made; written by the room's loop only. */
    private volatile long made;

    MixRing(int most) {
        for (int i = 0; i < FRAMES; i++) {
            ring[i] = new MixFrame(most);
        }
    }

    /** The frame to be written next; nobody reads it before {@link #publish}. */
    MixFrame blank() {
        return ring[(int) (made % FRAMES)];
    }

    void publish() {
        made = made + 1;
    }

    long made() {
        return made;
    }

    /** The number of the frame to read after {@code read} frames were; -1 when there is none yet. */
    long next(long read) {
        long now = made;
        return now == read ? -1 : now - read > MOST_BEHIND ? now - 1 : read;
    }

    MixFrame frame(long number) {
        return ring[(int) (number % FRAMES)];
    }

    /** Whether that frame was not written over while it was read. */
    boolean stood(long number) {
        return made - number < FRAMES;
    }
}
