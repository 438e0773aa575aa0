package voipbin.media.record;

import java.nio.file.Path;
import java.util.Arrays;
import voipbin.base.Counters;
import voipbin.media.Source;

/** A process that records a level that rises with each frame, in real time, until it is killed. */
public final class CrashedRecording {

    private CrashedRecording() {}

    public static void main(String[] arguments) throws Exception {
        TapeDeck deck = TapeDeck.start(Path.of(arguments[0]), new Counters());
        Recorder recorder = deck.open(new RecordingPlan("crash", Layout.SEPARATE, Limits.NONE));
        short[] pcm = new short[Source.FRAME];
        for (int frame = 1; frame < 3000; frame++) {
            Arrays.fill(pcm, (short) frame);
            recorder.hear(pcm, pcm);
            System.out.println(frame);
            Thread.sleep(20);
        }
    }
}
