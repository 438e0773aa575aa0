package voipbin.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IceLiteTest {

    /** RFC 5769 §2.1, whose password is "VOkJxbRl1RmTxUk/WvJxBt". */
    private static final String RFC_REQUEST =
            "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e"
                    + "74002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020000800149aeaa70cbfd8cb56781e"
                    + "f2b5b2d3f249c1b571a280280004e57a3bcf";

    private static final byte[] TRANSACTION = "twelve bytes".getBytes(StandardCharsets.US_ASCII);
    private static final InetSocketAddress SOURCE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 32853);

    private final IceCredentials local = new IceCredentials("evtj", "VOkJxbRl1RmTxUk/WvJxBt");
    private final IceLite ice = new IceLite(local, "h6vY");

    @Test
    void theRequestOfTheRfcIsReadAndProven() {
        StunMessage message = StunMessage.parse(ByteBuffer.wrap(HexFormat.of().parseHex(RFC_REQUEST)))
                .orElseThrow();
        assertThat(message.username()).contains("evtj:h6vY");
        assertThat(message.priority()).isEqualTo(0x6e0001ffL);
        assertThat(message.fingerprinted()).isTrue();
        assertThat(message.provenBy("VOkJxbRl1RmTxUk/WvJxBt")).isTrue();
        assertThat(message.provenBy("VOkJxbRl1RmTxUk/WvJxBu")).isFalse();
    }

    @Test
    void aCheckIsAnsweredWithWhereItCameFrom() {
        StunVerdict.Checked checked = (StunVerdict.Checked) judge(request().finish(Optional.of(local.password())));
        assertThat(checked.nominated()).isFalse();
        assertThat(checked.priority()).isEqualTo(0x6e0001ffL);
        StunMessage answer =
                StunMessage.parse(ByteBuffer.wrap(checked.answer())).orElseThrow();
        assertThat(answer.type()).isEqualTo(StunWriter.BINDING_SUCCESS);
        assertThat(answer.transaction()).isEqualTo(TRANSACTION);
        assertThat(answer.fingerprinted()).isTrue();
        assertThat(answer.provenBy(local.password())).isTrue();
        // RFC 5769 §2.2 has the same address: 192.0.2.1:32853
        assertThat(HexFormat.of().formatHex(checked.answer())).contains("002000080001a147e112a643");
    }

    @Test
    void useCandidateNominates() {
        byte[] request =
                request().attribute(StunMessage.USE_CANDIDATE, new byte[0]).finish(Optional.of(local.password()));
        assertThat(((StunVerdict.Checked) judge(request)).nominated()).isTrue();
    }

    @Test
    void whoDoesNotKnowThePasswordIsRefused() {
        assertThat(code(judge(request().finish(Optional.of("guessed"))))).isEqualTo(401);
        assertThat(code(judge(request().finish(Optional.empty())))).isEqualTo(400);
        byte[] other = new StunWriter(StunMessage.BINDING_REQUEST, TRANSACTION)
                .attribute(StunMessage.USERNAME, "else:h6vY".getBytes(StandardCharsets.UTF_8))
                .finish(Optional.of(local.password()));
        assertThat(code(judge(other))).isEqualTo(401);
    }

    @Test
    void aControlledPeerIsToldToTakeControl() {
        byte[] request =
                request().attribute(StunMessage.ICE_CONTROLLED, new byte[8]).finish(Optional.of(local.password()));
        assertThat(code(judge(request))).isEqualTo(487);
    }

    @Test
    void anAttributeThatMustBeUnderstoodIsNamed() {
        byte[] request = request().attribute(0x7777, new byte[4]).finish(Optional.of(local.password()));
        assertThat(code(judge(request))).isEqualTo(420);
    }

    @Test
    void everyHarmedBitIsNoticedAndNothingThrows() {
        byte[] request = request().finish(Optional.of(local.password()));
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] harmed = request.clone();
            harmed[random.nextInt(harmed.length)] ^= (byte) (1 << random.nextInt(8));
            int length = random.nextInt(4) == 0 ? random.nextInt(harmed.length + 1) : harmed.length;
            assertThat(ice.received(ByteBuffer.wrap(harmed, 0, length).slice(), SOURCE))
                    .isNotInstanceOf(StunVerdict.Checked.class);
        }
    }

    private StunWriter request() {
        return new StunWriter(StunMessage.BINDING_REQUEST, TRANSACTION)
                .attribute(StunMessage.USERNAME, "evtj:h6vY".getBytes(StandardCharsets.UTF_8))
                .attribute(StunMessage.PRIORITY, new byte[] {0x6e, 0, 1, (byte) 0xff});
    }

    private StunVerdict judge(byte[] datagram) {
        return ice.received(ByteBuffer.wrap(datagram), SOURCE);
    }

    private static int code(StunVerdict verdict) {
        byte[] answer = ((StunVerdict.Refused) verdict).answer();
        return answer[StunMessage.HEADER + 6] * 100 + answer[StunMessage.HEADER + 7];
    }
}
