package voipbin.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReceiverStatisticsTest {

    private final ReceiverStatistics statistics = new ReceiverStatistics();
    private long nanos;

    @Test
    void aPerfectStreamHasNoLossAndNoJitter() {
        for (int i = 0; i < 100; i++) {
            receive(1, 65_500 + i);
        }
        assertThat(statistics.packets()).isEqualTo(100);
        assertThat(statistics.bytes()).isEqualTo(200);
        assertThat(statistics.lost()).isZero();
        assertThat(statistics.jitterNanos()).isZero();
        assertThat(block().highestSequence()).isEqualTo(65_536 + 63);
    }

    @Test
    void whatIsMissingIsLostAndWhatComesLateIsNot() {
        receive(1, 10, 11, 14, 15);
        assertThat(statistics.lost()).isEqualTo(2);
        receive(1, 12);
        assertThat(statistics.lost()).isEqualTo(1);
        receive(1, 15);
        assertThat(statistics.lost()).isZero();
    }

    @Test
    void aReportTellsTheLossSinceTheOneBefore() {
        receive(1, 0, 1, 2, 3, 6, 7);
        assertThat(block().loss()).isEqualTo(new ReportBlock.Loss(64, 2));
        receive(1, 8, 9, 10, 11);
        assertThat(block().loss()).isEqualTo(new ReportBlock.Loss(0, 2));
    }

    @Test
    void jitterFollowsTheFormulaOfTheRfc() {
        receive(1, 0);
        nanos += 5_000_000;
        receive(1, 1);
        assertThat(statistics.jitterNanos()).isEqualTo(5_000_000 / 16);
    }

    @Test
    void oneWildSequenceNumberIsPassedOverButTwoAreARestart() {
        receive(1, 100, 40_000, 101);
        assertThat(statistics.lost()).isZero();
        receive(1, 50_000, 50_001, 50_002);
        assertThat(statistics.lost()).isLessThanOrEqualTo(0);
        assertThat(block().highestSequence()).isEqualTo(50_002);
    }

    @Test
    void anotherSourceBeginsAnewAndTheLossesAddUp() {
        receive(1, 0, 2);
        receive(2, 9_000, 9_003);
        assertThat(statistics.ssrc()).isEqualTo(2);
        assertThat(statistics.lost()).isEqualTo(3);
        assertThat(block().loss().cumulative()).isEqualTo(2);
    }

    private void receive(int ssrc, int... sequences) {
        for (int sequence : sequences) {
            ByteBuffer packet = RtpPackets.of(ssrc, 0, sequence, sequence * 160, new byte[2]);
            statistics.received(RtpPackets.view(packet), nanos + sequence * 20_000_000L);
        }
    }

    private ReportBlock block() {
        RtcpWriter writer = new RtcpWriter(ByteBuffer.allocate(200)).receiverReport(5);
        statistics.report(ReportBlock.Echo.NONE, writer);
        RtcpPacket report = RtcpParser.parse(writer.finish()).getFirst();
        return ((RtcpPacket.ReceiverReport) report).blocks().getFirst();
    }
}
