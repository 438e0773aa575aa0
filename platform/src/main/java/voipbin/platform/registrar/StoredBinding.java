package voipbin.platform.registrar;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Binding;

/**
 * A registration as its row.
 *
 * @param source address and port with a blank between
 * @param expiresAt milliseconds since 1970
 * @param path as the header's value
 */
record StoredBinding(
        String aor,
        String contact,
        String source,
        String callId,
        long cseq,
        long expiresAt,
        String userAgent,
        String instance,
        int regId,
        String flow,
        String path) {

    static StoredBinding of(Binding binding) {
        InetSocketAddress source = binding.source();
        return new StoredBinding(
                binding.aor(),
                binding.contact().toString(),
                source.getAddress().getHostAddress() + " " + source.getPort(),
                binding.callId(),
                binding.cseq(),
                binding.expires().toEpochMilli(),
                binding.userAgent(),
                binding.instance(),
                binding.regId(),
                binding.flow(),
                binding.path().stream().map(NameAddress::toString).collect(Collectors.joining(", ")));
    }

    /** Another state of the same binding. */
    boolean isSameAs(StoredBinding other) {
        return aor.equals(other.aor) && contact.equals(other.contact) && regId == other.regId;
    }

    /** Empty if its contact cannot be read any more. */
    Optional<Binding> binding() {
        return SipUri.parse(contact)
                .map(uri -> new Binding(
                        aor,
                        uri,
                        address(source),
                        callId,
                        cseq,
                        Instant.ofEpochMilli(expiresAt),
                        userAgent,
                        instance,
                        regId,
                        flow,
                        NameAddress.list(path)));
    }

    private static InetSocketAddress address(String text) {
        int space = text.indexOf(' ');
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(text.substring(0, space)), Integer.parseInt(text.substring(space + 1)));
        } catch (UnknownHostException literalsAreNotLookedUp) {
            throw new IllegalStateException(literalsAreNotLookedUp);
        }
    }
}
