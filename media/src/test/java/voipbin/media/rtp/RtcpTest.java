package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpTest {

    private static final ReportBlock BLOCK =
            new ReportBlock(7, new ReportBlock.Loss(255, -3), 0x0001_FFFFL, 80, new ReportBlock.Echo(0xCAFE, 0x1_0000));

    @Test
    void aCompoundIsReadAsItWasWritten() {
        RtpStream stream = new RtpStream(new Random(3));
        ByteBuffer compound = new RtcpWriter(ByteBuffer.allocate(500))
                .senderReport(stream, 0x0123_4567_89AB_CDEFL)
                .block(BLOCK)
                .sourceDescription(stream.ssrc(), "name")
                .goodbye(stream.ssrc())
                .finish();
        assertThat(compound.limit() % 4).isZero();
        assertThat(RtcpParser.parse(compound))
                .containsExactly(
                        new RtcpPacket.SenderReport(stream.ssrc(), 0x0123_4567_89AB_CDEFL, List.of(BLOCK)),
                        new RtcpPacket.Other(202),
                        new RtcpPacket.Goodbye(stream.ssrc()));
    }

    @Test
    void theBytesAreThoseOfTheRfc() {
        ByteBuffer compound = new RtcpWriter(ByteBuffer.allocate(500))
                .receiverReport(1)
                .sourceDescription(1, "ab")
                .finish();
        byte[] bytes = new byte[compound.limit()];
        compound.get(bytes);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("80c9000100000001" + "81ca0003000000010102616200000000");
    }

    @Test
    void everyNameLengthEndsOnAWordWithAZeroBefore() {
        for (int length = 1; length < 12; length++) {
            ByteBuffer compound = new RtcpWriter(ByteBuffer.allocate(500))
                    .receiverReport(1)
                    .sourceDescription(1, "x".repeat(length))
                    .finish();
            assertThat(RtcpParser.parse(compound)).hasSize(2);
            assertThat(compound.get(compound.limit() - 1)).isZero();
        }
    }

    @Test
    void refusesLengthsThatLie() {
        assertThat(parse("80c9")).isEmpty();
        assertThat(parse("80c9000200000001")).isEmpty();
        assertThat(parse("81c9000100000001")).isEmpty();
        assertThat(parse("80c8000100000001")).isEmpty();
        assertThat(parse("00c9000100000001")).isEmpty();
        assertThat(parse("82cb000100000001")).isEmpty();
    }

    @Test
    void neverThrowsWhateverArrives() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 4 && random.nextBoolean()) {
                bytes[0] = (byte) (0x80 | random.nextInt(32));
                bytes[1] = (byte) (200 + random.nextInt(5));
                bytes[2] = 0;
                bytes[3] = (byte) random.nextInt(20);
            }
            assertThat(RtcpParser.parse(ByteBuffer.wrap(bytes))).isNotNull();
        }
    }

    @Test
    void ntpTimeCountsFromNineteenHundred() {
        NtpTime time = NtpTime.anchored(1_500, 10_000_000_000L);
        assertThat(time.at(10_000_000_000L) >>> 32).isEqualTo(2_208_988_801L);
        assertThat(time.at(10_000_000_000L) & 0xFFFFFFFFL).isEqualTo(0x8000_0000L);
        assertThat(time.at(13_250_000_000L) - time.at(10_000_000_000L)).isEqualTo((3L << 32) + 0x4000_0000L);
    }

    @Test
    void spansSurviveTheirSixteenBitFractions() {
        assertThat(NtpTime.middles(1_500_000_000L)).isEqualTo(0x1_8000);
        assertThat(NtpTime.nanos(0x1_8000)).isEqualTo(1_500_000_000L);
        NtpTime time = NtpTime.anchored(0, 0);
        int span = NtpTime.middle(time.at(70_000_000)) - NtpTime.middle(time.at(30_000_000));
        assertThat(NtpTime.nanos(span)).isBetween(39_900_000L, 40_100_000L);
    }

    private static List<RtcpPacket> parse(String hex) {
        return RtcpParser.parse(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }
}
