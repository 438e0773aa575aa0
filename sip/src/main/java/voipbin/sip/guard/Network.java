package voipbin.sip.guard;

import java.net.InetAddress;
import java.util.Optional;

/** Addresses that share their first bits, e.g. {@code 192.0.2.0/24}, {@code 2001:db8::/32} or one address alone. */
public record Network(InetAddress address, int bits) {

    /** Empty if the text is no numeric address with an optional length; no name is ever looked up. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = address.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > most ? Optional.empty() : Optional.of(new Network(address, bits));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (((ours[bit / 8] ^ theirs[bit / 8]) & 0x80 >>> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }
}
