package voipbin.media.ice;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Checks as a full agent sends them. */
public final class Checks {

    private Checks() {}

    /** A check that nominates, from the peer of this name to the agent with these credentials. */
    public static byte[] nominating(IceCredentials to, String from) {
        return new StunWriter(StunMessage.BINDING_REQUEST, "twelve bytes".getBytes(StandardCharsets.US_ASCII))
                .attribute(StunMessage.USERNAME, (to.fragment() + ":" + from).getBytes(StandardCharsets.UTF_8))
                .attribute(StunMessage.PRIORITY, new byte[] {0x6e, 0, 1, (byte) 0xff})
                .attribute(0x802A, new byte[8])
                .attribute(StunMessage.USE_CANDIDATE, new byte[0])
                .finish(Optional.of(to.password()));
    }
}
