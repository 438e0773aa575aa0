package voipbin.sip.transport;

import java.util.Locale;
import java.util.Optional;

/** What can carry SIP (RFC 3261, 18; RFC 7118). The names are those of Via. */
public enum Protocol {
    UDP,
    TCP,
    TLS,
    WS,
    WSS;

    /** Whether it repeats lost octets itself: then transactions do not. */
    public boolean reliable() {
        return this != UDP;
    }

    public boolean secure() {
        return this == TLS || this == WSS;
    }

    public boolean webSocket() {
        return this == WS || this == WSS;
    }

    /** Where it is listened to when nobody says otherwise (RFC 3261, 19.1.2; RFC 7118, 5.3). */
    public int usualPort() {
        return switch (this) {
            case UDP, TCP -> 5060;
            case TLS -> 5061;
            case WS -> 80;
            case WSS -> 443;
        };
    }

    /** The URI parameter {@code transport}; both kinds of WebSocket are {@code ws} (RFC 7118, 5.2). */
    public String parameter() {
        return webSocket() ? "ws" : name().toLowerCase(Locale.ROOT);
    }

    /** By the name in a Via. */
    public static Optional<Protocol> named(String name) {
        for (Protocol protocol : values()) {
            if (protocol.name().equalsIgnoreCase(name)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }
}
