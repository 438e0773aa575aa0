package voipbin.media;

import voipbin.media.codec.G711;

/**
 * Where a leg takes from what its peer is to hear of others: a bridge's {@link Passage}, or a {@link Seat} in a room.
 */
interface Inlet {

    /**
     * Fills one frame of 20 ms and says how many samples it has; 0 when nothing has come.
     *
     * @param rate samples a second that serve best; those of the frame may be others
     */
    int take(short[] frame, int rate);

    /**
     * The others' 20 ms as a payload of this codec, if one was made for several legs at once; else 0 and no frame gone.
     */
    default int takeEncoded(G711 law, byte[] payload) {
        return 0;
    }

    /** Throws away what waits, while the leg says something else. */
    void skip();

    /** Whether nothing will come any more. */
    boolean hasEnded();

    /** Nothing more is taken or put here: the leg has left. */
    void end();
}
