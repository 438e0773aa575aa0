package voipbin.platform.call;

import java.net.InetAddress;
import java.util.Optional;
import voipbin.base.Id;
import voipbin.media.PacketWatch;

/**
 * Hears which SIP dialogs are whose: each attempt of a call has a Call-ID of its own; and who watches the packets of a
 * call whose metadata asks for that. Any thread; must not block.
 */
@FunctionalInterface
public interface CallIds {

    /** Nobody wants to know. */
    CallIds NONE = (_, _) -> {};

    void belongs(String sipCallId, Id<Call> call);

    /** Who sees the packets of a leg with {@code rtp_debug}, sent and received at this address of ours. */
    default Optional<PacketWatch> packets(Id<Call> call, InetAddress local) {
        return Optional.empty();
    }
}
