package voipbin.server.doctor;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** Who can reach us, and whether what we tell them about ourselves is true. */
record Addresses(Patient patient) implements Check {

    @Override
    public List<Finding> look() {
        InetAddress host = patient.host();
        List<Finding> found = new ArrayList<>();
        if (!host.isAnyLocalAddress() && !isOurs(host)) {
            found.add(Finding.fail(
                    "host", text(host) + " is no address of this machine", "set host to one of ip -brief address"));
        } else {
            found.add(Finding.ok("host", text(host) + audience(host)));
        }
        found.add(nat(host));
        return found;
    }

    private static String audience(InetAddress host) {
        return host.isLoopbackAddress() ? ": only this machine reaches it" : "";
    }

    private static boolean isOurs(InetAddress host) {
        try {
            return NetworkInterface.getByInetAddress(host) != null || host.isLoopbackAddress();
        } catch (SocketException unknown) {
            return true;
        }
    }

    private Finding nat(InetAddress host) {
        String configured = patient.config().publicAddress();
        InetAddress reached = patient.reached();
        if (host.isLoopbackAddress()) {
            return configured.isEmpty()
                    ? Finding.ok("nat", "none; --host 0.0.0.0 opens the server to the network")
                    : Finding.warn(
                            "nat",
                            "public_address is " + configured + ", but only this machine can send to us",
                            "set host to 0.0.0.0");
        }
        if (!configured.isEmpty()) {
            return isPrivate(reached)
                    ? Finding.warn(
                            "nat",
                            "public_address " + configured + " is a private one",
                            "the Internet cannot send there")
                    : Finding.ok("nat", "the world is told " + configured);
        }
        return isPrivate(reached)
                ? Finding.warn(
                        "nat",
                        "our address " + text(reached) + " is a private one: phones beyond a NAT will hear nothing",
                        "set public_address to the router's address and forward the SIP and media ports")
                : Finding.ok("nat", "none: " + text(reached) + " is public");
    }

    /** RFC 1918, RFC 6598, RFC 4193, link-local. */
    private static boolean isPrivate(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean shared = octets.length == 4 && octets[0] == 100 && (octets[1] & 0xc0) == 64;
        boolean unique = octets.length == 16 && (octets[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || shared || unique;
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}
