package voipbin.kit.outward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private final AddressRules rules = AddressRules.publicAnd(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1"
            })
    void specialAddressesAreRefused(String address) {
        assertThat(rules.allow(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::101:101",
                "2002:808:808::1"
            })
    void publicAddressesAreAllowed(String address) {
        assertThat(rules.allow(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void theOperatorMayNameRangesOrAllowEverything() {
        AddressRules named = AddressRules.publicAnd(List.of(
                Cidr.parse("10.1.0.0/16").orElseThrow(), Cidr.parse("fd00::5").orElseThrow()));
        assertThat(named.allow(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(named.allow(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
        assertThat(named.allow(InetAddress.ofLiteral("fd00::5"))).isTrue();
        assertThat(named.allow(InetAddress.ofLiteral("fd00::6"))).isFalse();
        assertThat(AddressRules.anything().allow(InetAddress.getLoopbackAddress()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.org/8", "::/129", "10.0.0/8/8"})
    void whatIsNoRangeIsNotRead(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }
}
