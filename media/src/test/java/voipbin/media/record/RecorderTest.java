package voipbin.media.record;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.base.Counters;
import voipbin.media.Source;
import voipbin.media.audio.WavFile;

/** What lies in the files, sample by sample; the frames are handed over as a session does. */
class RecorderTest {

    private static final int HEADER = 44;

    private final Path folder;
    private final Counters counters = new Counters();
    private final TapeDeck deck;

    RecorderTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.deck = TapeDeck.start(folder, counters);
    }

    @AfterEach
    void close() {
        deck.close();
    }

    @Test
    void bothDirectionsAreOnFileEachOfTheSameLength() throws Exception {
        Recorder recorder = open(Layout.SEPARATE, Limits.NONE);
        for (int i = 0; i < 60; i++) {
            assertThat(recorder.hear(frame(1000 + i), frame(-1000 - i))).isTrue();
        }
        recorder.close();
        Recorded recorded = ended(recorder);
        assertThat(recorded.ending()).isEqualTo(Ending.CLOSED);
        assertThat(recorded.length()).isEqualTo(Duration.ofMillis(1200));
        assertThat(recorded.files()).containsExactly(folder.resolve("call_in.wav"), folder.resolve("call_out.wav"));
        short[] in = samples("call_in.wav");
        short[] out = samples("call_out.wav");
        assertThat(in).hasSize(60 * Source.FRAME);
        assertThat(out).hasSameSizeAs(in);
        for (int i = 0; i < in.length; i++) {
            assertThat(in[i]).isEqualTo((short) (1000 + i / Source.FRAME));
            assertThat(out[i]).isEqualTo((short) (-1000 - i / Source.FRAME));
        }
    }

    @Test
    void stereoHasThePeerOnTheLeft() throws Exception {
        Recorder recorder = open(Layout.STEREO, Limits.NONE);
        recorder.hear(frame(7), frame(-9));
        recorder.close();
        ended(recorder);
        short[] samples = samples("call.wav");
        assertThat(samples).hasSize(2 * Source.FRAME).startsWith((short) 7, (short) -9, (short) 7, (short) -9);
        assertThat(header("call.wav").getShort(22)).as("channels").isEqualTo((short) 2);
        assertThat(header("call.wav").getInt(28)).as("bytes a second").isEqualTo(32_000);
    }

    @Test
    void mixedIsTheSumAndNeverWrapsRound() throws Exception {
        Recorder recorder = open(Layout.MIXED, Limits.NONE);
        recorder.hear(frame(300), frame(-100));
        recorder.hear(frame(30_000), frame(30_000));
        recorder.close();
        ended(recorder);
        short[] samples = samples("call_in.wav");
        assertThat(samples[0]).isEqualTo((short) 200);
        assertThat(samples[Source.FRAME]).isEqualTo(Short.MAX_VALUE);
    }

    @Test
    void aPauseIsSilenceOfItsLength() throws Exception {
        Recorder recorder = open(Layout.SEPARATE, Limits.NONE);
        recorder.hear(frame(500), frame(600));
        recorder.pause();
        recorder.hear(frame(500), frame(600));
        recorder.hear(frame(500), frame(600));
        recorder.resume();
        recorder.hear(frame(500), frame(600));
        recorder.close();
        ended(recorder);
        short[] out = samples("call_out.wav");
        assertThat(out).hasSize(4 * Source.FRAME);
        assertThat(out[0]).isEqualTo((short) 600);
        assertThat(Arrays.copyOfRange(out, Source.FRAME, 3 * Source.FRAME)).containsOnly((short) 0);
        assertThat(out[3 * Source.FRAME]).isEqualTo((short) 600);
    }

    @Test
    void itEndsByItselfAndHearsNoMore() throws Exception {
        Recorder recorder = open(Layout.SEPARATE, new Limits(Duration.ZERO, EndKey.NONE, Duration.ofMillis(100)));
        int heard = 1;
        while (recorder.hear(frame(1), frame(1))) {
            heard++;
        }
        assertThat(heard).isEqualTo(5);
        assertThat(recorder.hear(frame(1), frame(1))).isFalse();
        assertThat(ended(recorder).ending()).isEqualTo(Ending.DURATION);
        assertThat(samples("call_in.wav")).hasSize(5 * Source.FRAME);
    }

    @Test
    void aKeyEndsIt() throws Exception {
        Recorder recorder = open(Layout.SEPARATE, new Limits(Duration.ZERO, EndKey.POUND, Duration.ZERO));
        recorder.hear(frame(1), frame(1));
        recorder.pressed('5');
        assertThat(recorder.hear(frame(1), frame(1))).isTrue();
        recorder.pressed('#');
        assertThat(recorder.hear(frame(1), frame(1))).isFalse();
        assertThat(ended(recorder).ending()).isEqualTo(Ending.KEY);
    }

    @Test
    void aDiskThatStandsStillForTwoSecondsCostsNothing() throws Exception {
        Tape tape = new Tape(WavFile.create(folder.resolve("slow.wav"), 1), 1);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        put(tape, 1, 10);
        tape.drain(bytes);
        put(tape, 11, 110);
        tape.drain(bytes);
        put(tape, 111, 210);
        tape.finish(bytes);
        short[] samples = samples("slow.wav");
        assertThat(samples).hasSize(210 * Source.FRAME);
        for (int i = 0; i < 210; i++) {
            assertThat(samples[i * Source.FRAME]).isEqualTo((short) (i + 1));
        }
    }

    @Test
    void aDiskThatStandsStillForLongerCostsSoundButNoTime() throws Exception {
        Tape tape = new Tape(WavFile.create(folder.resolve("slow.wav"), 1), 1);
        int room = Tape.USUAL + Tape.MOST;
        put(tape, 1, room);
        assertThat(tape.place()).as("no room").isEqualTo(-1);
        assertThat(tape.place()).as("no room").isEqualTo(-1);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 17).order(ByteOrder.LITTLE_ENDIAN);
        tape.drain(bytes);
        put(tape, 6, 6);
        tape.finish(bytes);
        short[] samples = samples("slow.wav");
        assertThat(samples).hasSize((room + 3) * Source.FRAME);
        assertThat(samples[room * Source.FRAME]).isZero();
        assertThat(samples[(room + 2) * Source.FRAME]).isEqualTo((short) 6);
    }

    /** Frames, each of which is full of its number. */
    private static void put(Tape tape, int first, int last) {
        for (int i = first; i <= last; i++) {
            int place = tape.place();
            Arrays.fill(tape.ring(), place, place + Source.FRAME, (short) i);
            tape.put();
        }
    }

    @Test
    void whatCannotBeWrittenEndsAsFailed() throws Exception {
        assertThatThrownBy(() -> deck.open(new RecordingPlan("no/such/folder", Layout.MIXED, Limits.NONE)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFileThatACrashCutOffIsRepairedByItsLength() throws Exception {
        Recorder recorder = open(Layout.SEPARATE, Limits.NONE);
        recorder.hear(frame(3), frame(4));
        recorder.close();
        ended(recorder);
        Path file = folder.resolve("call_in.wav");
        byte[] more = new byte[2001];
        Files.write(file, more, StandardOpenOption.APPEND);

        assertThat(WavFile.repair(file)).isEqualTo(Source.FRAME + 1000);
        assertThat(samples("call_in.wav")).hasSize(Source.FRAME + 1000);
        assertThat(header("call_in.wav").getInt(40)).isEqualTo(2 * (Source.FRAME + 1000));
        Files.writeString(file, "RIFF but nothing else");
        assertThatThrownBy(() -> WavFile.repair(file)).isInstanceOf(IOException.class);
    }

    private Recorder open(Layout layout, Limits limits) throws IOException {
        return deck.open(new RecordingPlan("call", layout, limits));
    }

    private static Recorded ended(Recorder recorder) throws Exception {
        return recorder.ended().get(20, SECONDS);
    }

    static short[] frame(int level) {
        short[] pcm = new short[Source.FRAME];
        Arrays.fill(pcm, (short) level);
        return pcm;
    }

    private ByteBuffer header(String name) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name))).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All samples, of both channels in turn; the header's count is the file's length. */
    private short[] samples(String name) throws IOException {
        ByteBuffer bytes = header(name);
        assertThat(bytes.getInt(40)).isEqualTo(bytes.limit() - HEADER);
        assertThat(bytes.getInt(4)).isEqualTo(bytes.limit() - 8);
        short[] samples = new short[(bytes.limit() - HEADER) / 2];
        bytes.position(HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }
}
