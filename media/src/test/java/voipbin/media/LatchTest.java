package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatchTest {

    private static final long SECOND = 1_000_000_000;
    private static final InetSocketAddress SIGNALLED = at("192.0.2.1", 4000);
    private static final InetSocketAddress BEHIND_NAT = at("198.51.100.7", 61_000);
    private static final InetSocketAddress STRANGER = at("203.0.113.66", 5000);

    private final Latch latch = new Latch();

    @Test
    void theFirstOneIsHeardAndNobodyElse() {
        latch.negotiated(Optional.of(SIGNALLED));
        assertThat(latch.target()).isEqualTo(SIGNALLED);
        assertThat(latch.admits(BEHIND_NAT, 7, 0)).isTrue();
        assertThat(latch.target()).isEqualTo(BEHIND_NAT);
        assertThat(latch.admits(STRANGER, 8, 1)).isFalse();
        assertThat(latch.admits(STRANGER, 8, 100 * SECOND)).isFalse();
        assertThat(latch.target()).isEqualTo(BEHIND_NAT);
    }

    @Test
    void whoWasFirstGivesWayToTheSignalledAddress() {
        latch.negotiated(Optional.of(SIGNALLED));
        assertThat(latch.admits(STRANGER, 8, 0)).isTrue();
        assertThat(latch.admits(SIGNALLED, 7, 1)).isTrue();
        assertThat(latch.target()).isEqualTo(SIGNALLED);
        assertThat(latch.admits(STRANGER, 8, 2)).isFalse();
    }

    @Test
    void aStreamThatGoesOnFromElsewhereIsTheSamePeer() {
        latch.negotiated(Optional.empty());
        assertThat(latch.admits(BEHIND_NAT, 7, 0)).isTrue();
        assertThat(latch.admits(at("198.51.100.7", 61_001), 7, SECOND))
                .as("the old one may live")
                .isFalse();
        assertThat(latch.admits(at("198.51.100.7", 61_001), 9, 3 * SECOND))
                .as("another")
                .isFalse();
        assertThat(latch.admits(at("198.51.100.7", 61_001), 7, 3 * SECOND)).isTrue();
        assertThat(latch.admits(BEHIND_NAT, 7, 3 * SECOND + 1)).isFalse();
    }

    @Test
    void aNewNegotiationAsksAnew() {
        latch.negotiated(Optional.of(SIGNALLED));
        latch.admits(BEHIND_NAT, 7, 0);
        latch.negotiated(Optional.of(SIGNALLED));
        assertThat(latch.target()).as("until somebody else sends").isEqualTo(BEHIND_NAT);
        assertThat(latch.admits(STRANGER, 3, 1)).isTrue();
        latch.negotiated(Optional.of(at("192.0.2.1", 4002)));
        assertThat(latch.target()).isEqualTo(at("192.0.2.1", 4002));
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
