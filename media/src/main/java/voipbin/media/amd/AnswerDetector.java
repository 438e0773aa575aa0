package voipbin.media.amd;

import java.time.Duration;
import java.util.Optional;
import voipbin.media.Source;

/**
 * Listens to who has answered, from the answer on, and says once who it is. Frames of 20 ms at 8000 Hz. Not safe for
 * several threads; allocates nothing until it says so.
 */
public final class AnswerDetector {

    /** Of one frame, in milliseconds. */
    private static final int FRAME = 20;

    private final AnswerRules rules;
    private final BeepDetector beep = new BeepDetector();
    private int passed;
    private int silence;
    private int voice;
    private int word;
    private int words;
    private boolean inWord;
    private boolean greeted;

    public AnswerDetector(AnswerRules rules) {
        this.rules = rules;
    }

    /** Takes the next frame, {@link Source#FRAME} samples. Who it is, once that is clear. */
    public Optional<Answerer> hear(short[] pcm) {
        passed += FRAME;
        beep.hear(pcm);
        if (beep.isHeard()) {
            return Optional.of(Answerer.MACHINE);
        }
        Optional<Answerer> who = level(pcm) < rules.silenceThreshold() ? silent() : voiced();
        return who.isEmpty() && passed >= rules.totalAnalysisTime().toMillis() ? Optional.of(Answerer.UNKNOWN) : who;
    }

    private Optional<Answerer> silent() {
        silence += FRAME;
        if (reaches(silence, rules.betweenWordsSilence())) {
            inWord = false;
            word = 0;
        }
        if (!greeted && reaches(silence, rules.initialSilence())) {
            return Optional.of(Answerer.MACHINE);
        }
        return greeted && reaches(silence, rules.afterGreetingSilence())
                ? Optional.of(Answerer.HUMAN)
                : Optional.empty();
    }

    private Optional<Answerer> voiced() {
        voice += FRAME;
        word += FRAME;
        if (reaches(word, rules.minimumWordLength())) {
            silence = 0;
            greeted = true;
            if (!inWord) {
                inWord = true;
                words++;
            }
        }
        boolean talksOn = words > rules.maximumNumberOfWords()
                || greeted && reaches(voice, rules.greeting())
                || reaches(word, rules.maximumWordLength());
        return talksOn ? Optional.of(Answerer.MACHINE) : Optional.empty();
    }

    private static boolean reaches(int millis, Duration limit) {
        return millis >= limit.toMillis();
    }

    /** The mean absolute amplitude, of full scale. */
    static double level(short[] pcm) {
        long sum = 0;
        for (int i = 0; i < Source.FRAME; i++) {
            sum += Math.abs(pcm[i]);
        }
        return sum / (double) Source.FRAME / Short.MAX_VALUE;
    }
}
