package voipbin.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import voipbin.media.codec.G711;

class WavTest {

    @TempDir
    private Path folder;

    @Test
    void readsLinearAndCompandedSound() throws Exception {
        assertThat(read(wav(1, 1, 8000, 16, bytes(0, 1, 0xFF, 0x7F))).samples()).containsExactly(256, 32767);
        assertThat(read(wav(7, 1, 8000, 8, bytes(0x80, 0xFF))).samples()).containsExactly(32124, 0);
        assertThat(read(wav(6, 1, 11025, 8, bytes(0xD5))))
                .satisfies(wav -> assertThat(wav.samples()).containsExactly(G711.PCMA.decode((byte) 0xD5)))
                .satisfies(wav -> assertThat(wav.rate()).isEqualTo(11025));
    }

    @Test
    void stereoBecomesTheMiddle() throws Exception {
        assertThat(read(wav(1, 2, 8000, 16, bytes(100, 0, 200, 0, 0, 0x80, 0, 0x80)))
                        .samples())
                .containsExactly(150, -32768);
    }

    @Test
    void unknownChunksAreSteppedOverAndUnknownSizesGoToTheEnd() throws Exception {
        ByteBuffer chunks = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        chunks.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(-1)
                .put("WAVE".getBytes(StandardCharsets.US_ASCII));
        chunks.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[4]);
        chunks.put("fmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16000);
        chunks.putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(-1)
                .putShort((short) 77);
        assertThat(read(Arrays.copyOf(chunks.array(), chunks.position())).samples())
                .containsExactly(77);
    }

    @Test
    void saysWhatIsNotPlayed() {
        assertThatThrownBy(() -> read(new byte[3])).hasMessageContaining("not a WAV");
        assertThatThrownBy(() -> read(wav(1, 1, 8000, 24, new byte[6]))).hasMessageContaining("bits=24");
        assertThatThrownBy(() -> read(wav(85, 1, 8000, 16, new byte[6]))).hasMessageContaining("tag=85");
        assertThatThrownBy(() -> read(wav(1, 0, 8000, 16, new byte[6]))).hasMessageContaining("channels=0");
        assertThatThrownBy(() -> WavSource.open(folder.resolve("missing.wav"))).isInstanceOf(IOException.class);
    }

    @Test
    void rubbishIsRefusedAndNeverABug() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = wav(1, 1, 8000, 16, new byte[20]);
            for (int j = 0; j < 4; j++) {
                broken[8 + random.nextInt(broken.length - 8)] = (byte) random.nextInt();
            }
            try {
                assertThat(read(broken)).isNotNull();
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining("WAV");
            }
        }
    }

    @Test
    void aSourceResamplesToEightKilohertz() throws Exception {
        byte[] data = new byte[2 * 16_000];
        WavSource source = WavSource.read(new ByteArrayInputStream(wav(1, 1, 16_000, 16, data)));
        short[] frame = new short[160];
        int frames = 0;
        while (source.read(frame) == 160) {
            frames++;
        }
        assertThat(frames).isEqualTo(50);
        assertThat(source.read(frame)).isEqualTo(-1);
    }

    @Test
    void aRecordingIsTheFileThatWasHeard() throws Exception {
        Path file = folder.resolve("heard.wav");
        WavWriter writer = WavWriter.create(file);
        short[] frame = new short[160];
        for (int i = 0; i < 100; i++) {
            Arrays.fill(frame, (short) i);
            writer.write(frame, 160);
        }
        writer.close();
        writer.join();
        Wav heard = Wav.open(file);
        assertThat(heard.rate()).isEqualTo(8000);
        assertThat(heard.samples()).hasSize(16_000);
        assertThat(heard.samples()[15_999]).isEqualTo((short) 99);
        assertThat(writer.failure()).isEmpty();
    }

    @Test
    void whatTheDiskWasTooSlowForIsSilenceAndKeepsItsTime() throws Exception {
        Path file = folder.resolve("slow.wav");
        WavWriter writer = WavWriter.create(file);
        short[] loud = new short[160];
        Arrays.fill(loud, (short) 9);
        for (int i = 0; i < 300; i++) {
            writer.write(loud, 160);
        }
        writer.close();
        writer.join();
        assertThat(Wav.open(file).samples().length).isBetween(16_384, 48_000);
    }

    @Test
    void aFileThatWasNeverClosedPlaysUpToWhatWasWritten() throws Exception {
        Path file = folder.resolve("killed.wav");
        try (WavFile growing = WavFile.create(file)) {
            assertThat(Wav.open(file).samples()).isEmpty();
            growing.append(ByteBuffer.wrap(bytes(1, 0, 2, 0)));
            assertThat(Wav.open(file).samples()).containsExactly(1, 2);
            try (RandomAccessFile header = new RandomAccessFile(file.toFile(), "r")) {
                header.seek(40);
                assertThat(Integer.reverseBytes(header.readInt())).isEqualTo(4);
                header.seek(4);
                assertThat(Integer.reverseBytes(header.readInt())).isEqualTo(40);
            }
            growing.append(ByteBuffer.wrap(bytes(3, 0)));
            assertThat(Files.size(file)).isEqualTo(50);
            assertThat(Wav.open(file).samples()).containsExactly(1, 2, 3);
        }
    }

    private static Wav read(byte[] bytes) throws IOException {
        return Wav.read(new ByteArrayInputStream(bytes));
    }

    private static byte[] wav(int tag, int channels, int rate, int bits, byte[] data) {
        ByteBuffer wav = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + data.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16);
        wav.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        wav.putShort((short) (channels * bits / 8)).putShort((short) bits);
        return wav.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data.length)
                .put(data)
                .array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
