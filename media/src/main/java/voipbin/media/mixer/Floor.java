package voipbin.media.mixer;

import org.jspecify.annotations.Nullable;

/**
 * Who is heard, when more speak than anybody can listen to: a place each for the first who speak; who is much louder
 * takes the place of the quietest. Confined to the mixer's thread.
 */
final class Floor {

    private final @Nullable Voice[] places;

    /** Whether the voice in a place is to be faded out in this frame, and its place to be free after it. */
    private final boolean[] leaving;

    private final boolean[] entering;
    private final @Nullable Voice[] successors;

    Floor(int size) {
        places = new Voice[size];
        leaving = new boolean[size];
        entering = new boolean[size];
        successors = new Voice[size];
    }

    int size() {
        return places.length;
    }

    @Nullable
    Voice at(int place) {
        return places[place];
    }

    boolean leaving(int place) {
        return leaving[place];
    }

    boolean entering(int place) {
        return entering[place];
    }

    /** Begins a frame: who fell silent leaves. */
    void begin() {
        for (int i = 0; i < places.length; i++) {
            entering[i] = leaving[i] && successors[i] != null;
            if (leaving[i]) {
                places[i] = successors[i];
                successors[i] = null;
            }
            Voice voice = places[i];
            leaving[i] = voice != null && !voice.speaks();
        }
    }

    /** Gives one that speaks a place, if it has none and there is one for it; else makes place for the next frame. */
    void ask(Voice voice) {
        int free = -1;
        int quietest = -1;
        for (int i = 0; i < places.length; i++) {
            Voice other = places[i];
            if (other == voice || successors[i] == voice) {
                return;
            }
            if (other == null) {
                free = free < 0 ? i : free;
            } else if (!leaving[i] && (quietest < 0 || other.level() < level(quietest))) {
                quietest = i;
            }
        }
        if (free >= 0) {
            places[free] = voice;
            entering[free] = true;
        } else if (quietest >= 0 && voice.level() > 2 * level(quietest)) {
            leaving[quietest] = true;
            successors[quietest] = voice;
        }
    }

    private int level(int place) {
        Voice voice = places[place];
        return voice == null ? 0 : voice.level();
    }

    /** Whether one has a place. */
    boolean has(Voice voice) {
        for (Voice other : places) {
            if (other == voice) {
                return true;
            }
        }
        return false;
    }
}
