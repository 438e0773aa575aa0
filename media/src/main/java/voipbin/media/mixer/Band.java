package voipbin.media.mixer;

/** The sample rates that a mix is made at. */
public enum Band {
    /** 8 kHz: G.711. */
    NARROW(8000),
    /** 16 kHz: G.722 and Opus. */
    WIDE(16_000),
    /** 48 kHz. */
    FULL(48_000);

    private static final int FRAMES_A_SECOND = 50;

    private final int rate;

    Band(int rate) {
        this.rate = rate;
    }

    /** Samples a second. */
    public int rate() {
        return rate;
    }

    /** Samples of 20 ms. */
    public int samples() {
        return rate / FRAMES_A_SECOND;
    }

    /**
     * The band of a frame of 20 ms.
     *
     * @throws IllegalArgumentException for another number of samples than 160, 320 and 960
     */
    public static Band ofFrame(int samples) {
        return switch (samples) {
            case 160 -> NARROW;
            case 320 -> WIDE;
            case 960 -> FULL;
            default -> throw new IllegalArgumentException("samples of a frame: " + samples);
        };
    }

    /** The lowest that has this rate or more. */
    public static Band ofRate(int rate) {
        return rate <= NARROW.rate ? NARROW : rate <= WIDE.rate ? WIDE : FULL;
    }
}
