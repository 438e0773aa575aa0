package voipbin.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import voipbin.base.Counters;
import voipbin.base.ManualTime;

/** Who is let in, by a clock that only the test moves. */
class GuardTest {

    private static final InetAddress STRANGER = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private final ManualTime time = new ManualTime();
    private final Counters counters = new Counters();
    private final List<Block> heard = new ArrayList<>();
    private final Guard guard = guard(GuardLimits.STANDARD);

    private Guard guard(GuardLimits limits) {
        return new Guard(limits, time, counters, heard::add);
    }

    @Test
    void whoDoesNothingWrongIsAdmitted() {
        assertThat(guard.admits(STRANGER)).isTrue();
        assertThat(guard.isBlocked(STRANGER)).isFalse();
        assertThat(guard.blocks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WRONG_PASSWORD, 10", "REFUSED, 10", "MALFORMED, 10", "CHALLENGED, 40", "SCANNER, 1"})
    void aFewTriesBlockAStrangerAndNobodyElse(Offence offence, int tries) {
        for (int i = 1; i <= tries; i++) {
            assertThat(guard.admits(STRANGER)).as("before try " + i).isTrue();
            guard.offended(STRANGER, offence);
        }
        assertThat(guard.admits(STRANGER)).isFalse();
        assertThat(guard.admits(OTHER)).isTrue();
        assertThat(guard.blocks()).isEqualTo(heard).singleElement().satisfies(block -> {
            assertThat(block.source()).isEqualTo("192.0.2.1");
            assertThat(block.reason()).isEqualTo(offence);
            assertThat(block.until()).isEqualTo(block.since().plus(Duration.ofMinutes(1)));
        });
    }

    @Test
    void aBlockEndsAndTheNextOneLastsTwiceAsLongUpToADay() {
        Duration expected = Duration.ofMinutes(1);
        for (int i = 1; i <= 14; i++) {
            guard.offended(STRANGER, Offence.SCANNER);
            assertThat(Duration.between(time.instant(), heard.getLast().until()))
                    .isEqualTo(expected);
            time.advance(expected.minusMillis(1));
            assertThat(guard.admits(STRANGER)).isFalse();
            time.advance(Duration.ofMillis(1));
            assertThat(guard.admits(STRANGER)).isTrue();
            expected = expected.multipliedBy(2).compareTo(Duration.ofDays(1)) > 0
                    ? Duration.ofDays(1)
                    : expected.multipliedBy(2);
        }
        assertThat(expected).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void whoHasBehavedForADayBeginsAnew() {
        guard.offended(STRANGER, Offence.SCANNER);
        time.advance(Duration.ofMinutes(1));
        guard.offended(STRANGER, Offence.SCANNER);
        time.advance(Duration.ofMinutes(3).plusDays(1));
        guard.offended(STRANGER, Offence.SCANNER);
        assertThat(heard).extracting(Block::count).containsExactly(1, 2, 1);
    }

    @Test
    void offencesAreForgivenWithTime() {
        for (int i = 0; i < 1000; i++) {
            guard.offended(STRANGER, Offence.REFUSED);
            time.advance(Duration.ofSeconds(6));
        }
        assertThat(guard.admits(STRANGER)).isTrue();
    }

    @Test
    void anOfficeWithOneWrongPhoneIsNotShutOut() {
        guard.authenticated(STRANGER);
        for (int i = 0; i < 99; i++) {
            guard.offended(STRANGER, Offence.WRONG_PASSWORD);
        }
        assertThat(guard.admits(STRANGER)).isTrue();
        guard.offended(STRANGER, Offence.WRONG_PASSWORD);
        assertThat(guard.admits(STRANGER)).isFalse();
    }

    @Test
    void aProvenPasswordIsForgottenToo() {
        guard.authenticated(STRANGER);
        time.advance(Duration.ofHours(2));
        guard.offended(STRANGER, Offence.SCANNER);
        assertThat(guard.admits(STRANGER)).isFalse();
    }

    @Test
    void aFullOfficeRegistersThroughOneAddress() {
        for (int phone = 0; phone < 1000; phone++) {
            guard.offended(STRANGER, Offence.CHALLENGED);
            guard.authenticated(STRANGER);
        }
        assertThat(guard.admits(STRANGER)).isTrue();
    }

    @Test
    void whomWeAskMayAnswerHoweverMuchThereIsToAnswer() {
        for (int i = 0; i < 6_000; i++) {
            guard.admits(STRANGER);
        }
        assertThat(guard.admits(STRANGER)).isFalse();
        guard.asked(STRANGER);
        for (int i = 0; i < 10; i++) {
            assertThat(guard.admits(STRANGER)).as("answer " + i).isTrue();
        }
        assertThat(guard.admits(STRANGER)).isFalse();
    }

    @Test
    void whatIsOverTheRateIsDroppedButBlocksNobody() {
        int admitted = 0;
        for (int i = 0; i < 20_000; i++) {
            admitted += guard.admits(STRANGER) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(5_000);
        assertThat(counters.counts()).containsEntry("sip.guard.over_rate", 15_000L);
        time.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 600; i++) {
            admitted += guard.admits(STRANGER) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(5_500);
        assertThat(guard.admits(OTHER)).isTrue();
        assertThat(heard).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsTrustedMayDoWhatHeLikes(Offence offence) {
        Guard trusting = guard(GuardLimits.STANDARD.trusting(
                List.of(Network.parse("192.0.2.0/24").orElseThrow())));
        for (int i = 0; i < 10_000; i++) {
            trusting.offended(STRANGER, offence);
            assertThat(trusting.admits(STRANGER)).isTrue();
        }
        assertThat(trusting.blocks()).isEmpty();
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneSource() {
        for (int i = 0; i < 10; i++) {
            guard.offended(InetAddress.ofLiteral("2001:db8:1:2::" + i), Offence.MALFORMED);
        }
        assertThat(guard.admits(InetAddress.ofLiteral("2001:db8:1:2:ffff::1"))).isFalse();
        assertThat(guard.admits(InetAddress.ofLiteral("2001:db8:1:3::1"))).isTrue();
        assertThat(heard.getFirst().source()).isEqualTo("2001:db8:1:2::/64");
    }

    @Test
    void aFloodFromManyAddressesTakesNoMoreMemoryAndFreesNobody() {
        guard.offended(STRANGER, Offence.SCANNER);
        byte[] address = {10, 0, 0, 0};
        for (int i = 0; i < 70_000; i++) {
            address[1] = (byte) (i >>> 16);
            address[2] = (byte) (i >>> 8);
            address[3] = (byte) i;
            guard.admits(address(address));
        }
        assertThat(counters.levels()).containsEntry("sip.guard.known_sources", 65_536L);
        assertThat(guard.admits(STRANGER)).isFalse();
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (java.net.UnknownHostException wrongLength) {
            throw new AssertionError(wrongLength);
        }
    }

    @Test
    void aBlockedSourceIsOneInTheMetrics() {
        guard.offended(STRANGER, Offence.SCANNER);
        guard.admits(STRANGER);
        assertThat(counters.levels()).containsEntry("sip.guard.blocked_sources", 1L);
        assertThat(counters.counts())
                .containsEntry("sip.guard.blocks", 1L)
                .containsEntry("sip.guard.dropped", 1L)
                .containsEntry("sip.guard.offences.scanner", 1L);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true",
        "192.0.2.0/24, 192.0.3.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "127.0.0.0/9, 127.128.0.1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "0.0.0.0/0, 2001:db8::1, false"
    })
    void aNetworkHoldsTheAddressesThatBeginLikeIt(String network, String address, boolean held) {
        assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/x", "::/129", "/8"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void limitsAreTheirOwnCopy() {
        List<Network> list = new ArrayList<>(
                Stream.of("::1").flatMap(one -> Network.parse(one).stream()).toList());
        GuardLimits limits = GuardLimits.STANDARD.trusting(list);
        list.clear();
        assertThat(limits.trusted()).hasSize(1);
    }
}
