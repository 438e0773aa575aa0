package voipbin.media;

/** Where a leg puts what it hears of its peer: a bridge's {@link Passage}, or a {@link Seat} in a room. */
interface Outlet {

    /** Hands 20 ms over, at whatever rate. */
    void put(short[] pcm, int count);

    /** Whether nobody hears it any more. */
    boolean hasEnded();

    /** Nothing more is taken or put here: the leg has left. */
    void end();
}
