package voipbin.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static final InetAddress LOOPBACK = address("127.0.0.1");
    private static final InetAddress ANY = address("0.0.0.0");
    private static final InetAddress PUBLIC = address("198.51.100.7");

    @Test
    void aBoundAddressIsTheAddress() {
        assertThat(new Reach(address("127.0.0.5"), Optional.empty()).towards(LOOPBACK))
                .isEqualTo(address("127.0.0.5"));
    }

    @Test
    void boundEverywhereTheRouteToThePeerDecides() {
        assertThat(new Reach(ANY, Optional.empty()).towards(LOOPBACK)).isEqualTo(LOOPBACK);
    }

    @Test
    void onlyPeersBeyondTheNatSeeThePublicAddress() {
        Reach reach = new Reach(ANY, Optional.of(PUBLIC));
        assertThat(reach.towards(address("203.0.113.9"))).isEqualTo(PUBLIC);
        assertThat(reach.towards(LOOPBACK)).isEqualTo(LOOPBACK);
        assertThat(reach.towards(address("192.168.1.20"))).isNotEqualTo(PUBLIC);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
