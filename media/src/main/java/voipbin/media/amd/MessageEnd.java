package voipbin.media.amd;

/**
 * Listens to a machine's message until it has ended: by its beep, by silence, or because it takes too long. Frames of
 * 20 ms at 8000 Hz. Not safe for several threads; allocates nothing.
 */
public final class MessageEnd {

    private static final int FRAME = 20;

    private final AnswerRules rules;
    private final BeepDetector beep = new BeepDetector();
    private boolean beeping;
    private int passed;
    private int silence;

    public MessageEnd(AnswerRules rules) {
        this.rules = rules;
    }

    /** Takes the next frame; whether one may speak now: after the beep, not during it. */
    public boolean hear(short[] pcm) {
        passed += FRAME;
        silence = AnswerDetector.level(pcm) < rules.silenceThreshold() ? silence + FRAME : 0;
        beep.hear(pcm);
        boolean beeped = beeping && !beep.isHeard();
        beeping = beep.isHeard();
        return beeped
                || silence >= rules.afterMessageSilence().toMillis()
                || passed >= rules.message().toMillis();
    }
}
