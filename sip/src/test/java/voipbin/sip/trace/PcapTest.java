package voipbin.sip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A capture file, read octet by octet; e2e has tshark read one. */
class PcapTest {

    private static final Instant TIME = Instant.parse("2026-01-15T09:30:00.123456Z");
    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 5060);
    private static final InetSocketAddress THERE = new InetSocketAddress("198.51.100.2", 40_000);
    private static final InetSocketAddress SIX = new InetSocketAddress("2001:db8::1", 5060);

    @Test
    void aFileBeginsWithItsFormatAndEachMessageWithItsTime() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(written(message("UDP", HERE, THERE, "OPTIONS sip:x SIP/2.0\r\n\r\n")));
        assertThat(file.getInt()).isEqualTo(0xa1b2c3d4);
        assertThat(file.getInt()).isEqualTo(0x00020004);
        assertThat(file.getInt(20)).as("Ethernet").isEqualTo(1);
        assertThat(file.getInt(24)).isEqualTo((int) TIME.getEpochSecond());
        assertThat(file.getInt(28)).isEqualTo(123_456);
        assertThat(file.getInt(32)).isEqualTo(file.getInt(36)).isEqualTo(file.capacity() - 40);
    }

    @ParameterizedTest
    @CsvSource({"UDP, 17", "TLS, 17", "WS, 17", "WSS, 17", "TCP, 6"})
    void whatWasEncryptedOrFramedStandsAsUdp(String transport, byte protocol) throws IOException {
        byte[] frame = frame(message(transport, HERE, THERE, "BYE"));
        assertThat(frame[14 + 9]).isEqualTo(protocol);
        assertThat(new String(frame, frame.length - 3, 3, StandardCharsets.US_ASCII))
                .isEqualTo("BYE");
    }

    @Test
    void theChecksumsOfVersion4AreRight() throws IOException {
        for (String text : List.of("odd", "even")) {
            for (String transport : List.of("UDP", "TCP")) {
                byte[] frame = frame(message(transport, HERE, THERE, text));
                assertThat(sum(frame, 14, 34)).isEqualTo(0xffff);
                int length = frame.length - 34;
                long pseudo = sum(frame, 26, 34) + (transport.equals("UDP") ? 17 : 6) + length;
                assertThat(fold(pseudo + sum(frame, 34, frame.length))).isEqualTo(0xffff);
            }
        }
    }

    @Test
    void aPeerOfEitherVersionMakesBothVersion6() throws IOException {
        byte[] frame = frame(message("UDP", SIX, THERE, "BYE"));
        assertThat(ByteBuffer.wrap(frame).getShort(12)).isEqualTo((short) 0x86dd);
        long pseudo = sum(frame, 22, 54) + 17 + (frame.length - 54);
        assertThat(fold(pseudo + sum(frame, 54, frame.length))).isEqualTo(0xffff);
    }

    @Test
    void messagesOfOneConnectionFollowEachOther() throws IOException {
        byte[] file = written(
                message("TCP", HERE, THERE, "12345"),
                message("TCP", THERE, HERE, "123"),
                message("TCP", HERE, THERE, "1"));
        int[] sequences = new int[3];
        int[] acknowledged = new int[3];
        int at = 24;
        for (int i = 0; i < 3; i++) {
            sequences[i] = ByteBuffer.wrap(file).getInt(at + 16 + 38);
            acknowledged[i] = ByteBuffer.wrap(file).getInt(at + 16 + 42);
            at += 16 + ByteBuffer.wrap(file).getInt(at + 8);
        }
        assertThat(sequences).containsExactly(1, 1, 6);
        assertThat(acknowledged).containsExactly(1, 6, 4);
    }

    @Test
    void aMessageThatNoDatagramHoldsIsCut() throws IOException {
        assertThat(frame(message("WS", HERE, THERE, "x".repeat(100_000)))).hasSizeLessThan(65_536);
    }

    @Test
    void ofAMessageWhoseEndIsMissingTheLengthIsTold() throws IOException {
        TracedMessage begun = new TracedMessage(TIME, "RTP", HERE, THERE, new byte[12], 172);
        ByteBuffer file = ByteBuffer.wrap(written(begun));
        assertThat(file.getInt(32)).as("in the file").isEqualTo(14 + 20 + 8 + 12);
        assertThat(file.getInt(36)).as("on the wire").isEqualTo(14 + 20 + 8 + 172);
        assertThat(file.getShort(40 + 14 + 2)).as("IP").isEqualTo((short) 200);
        assertThat(file.getShort(40 + 14 + 20 + 4)).as("UDP").isEqualTo((short) 180);
    }

    private static byte[] frame(TracedMessage message) throws IOException {
        byte[] file = written(message);
        return java.util.Arrays.copyOfRange(file, 40, file.length);
    }

    private static byte[] written(TracedMessage... messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Pcap.write(List.of(messages), out);
        return out.toByteArray();
    }

    private static TracedMessage message(String transport, InetSocketAddress from, InetSocketAddress to, String text) {
        return new TracedMessage(TIME, transport, from, to, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long sum(byte[] octets, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i += 2) {
            sum += (octets[i] & 0xff) << 8 | (i + 1 < to ? octets[i + 1] & 0xff : 0);
        }
        return fold(sum);
    }

    private static long fold(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return folded;
    }
}
