package voipbin.sip.message;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One hop of a request's way (RFC 3261, 20.42).
 *
 * @param transport in upper case: {@code UDP}, {@code TCP}, …
 * @param host the sent-by host, IPv6 in brackets
 */
public record Via(String transport, String host, OptionalInt port, Parameters parameters) {

    /** What the branch of an RFC 3261 element starts with. */
    public static final String MAGIC_COOKIE = "z9hG4bK";

    public Optional<String> branch() {
        return parameters.get("branch");
    }

    /** {@code host:port}, the port filled in where it is left out: what a transaction's key holds. */
    public String sentBy() {
        return host + ":" + port.orElse(transport.equals("TLS") || transport.equals("WSS") ? 5061 : 5060);
    }

    /** The same hop by another transport of ours. */
    public Via over(String otherTransport, int otherPort) {
        return new Via(otherTransport, host, OptionalInt.of(otherPort), parameters);
    }

    /** With a parameter that the receiver adds, e.g. {@code received}. */
    public Via with(String name, String value) {
        return new Via(transport, host, port, parameters.with(name, value));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(96)
                .append("SIP/2.0/")
                .append(transport)
                .append(' ')
                .append(host);
        port.ifPresent(number -> text.append(':').append(number));
        parameters.write(text);
        return text.toString();
    }
}
