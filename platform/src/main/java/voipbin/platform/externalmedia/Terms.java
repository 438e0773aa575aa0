package voipbin.platform.externalmedia;

import java.net.URI;
import java.util.UUID;
import voipbin.base.Problem;
import voipbin.kit.outward.HostPort;
import voipbin.kit.outward.OutwardWebSocket;
import voipbin.media.codec.Codec;
import voipbin.media.codec.G711;
import voipbin.platform.flow.ExternalMediaPort.Wish;

/** What a flow wishes, as it is understood. */
record Terms(Way way, Sides listens, Sides speaks) {

    /** Where to, and over what. */
    sealed interface Way {

        /** RTP over UDP, both ways between the same two ports. */
        record Rtp(HostPort to, Codec codec) implements Way {}

        /** AudioSocket over TCP. */
        record Tcp(HostPort to, UUID id) implements Way {}

        /** Messages over a WebSocket. */
        record Web(URI to, Framing framing) implements Way {}
    }

    /** @throws Problem 400 for what there is not */
    static Terms of(Wish wish) {
        if (!wish.connectionType().isEmpty() && !wish.connectionType().equals("client")) {
            throw Problem.invalid("connection_type", "must be client");
        }
        String encapsulation = wish.encapsulation().isEmpty() ? "rtp" : wish.encapsulation();
        return new Terms(
                way(wish, encapsulation),
                Sides.named("direction_listen", wish.directionListen()),
                Sides.named("direction_speak", wish.directionSpeak()));
    }

    private static Way way(Wish wish, String encapsulation) {
        String transport = wish.transport().isEmpty() ? usual(encapsulation) : wish.transport();
        return switch (encapsulation + " " + transport) {
            case "rtp udp" -> new Way.Rtp(host(wish), codec(wish.format()));
            case "audiosocket tcp" -> new Way.Tcp(host(wish), id(wish.data()));
            case "none websocket" -> new Way.Web(uri(wish), plain(wish.format()));
            case "rtp websocket" -> new Way.Web(uri(wish), new LinearRtp());
            case "audiosocket websocket" -> new Way.Web(uri(wish), new AudioSocket());
            default ->
                throw Problem.invalid(
                        "transport", "rtp goes over udp, audiosocket over tcp, none over websocket, as do the others");
        };
    }

    private static String usual(String encapsulation) {
        return switch (encapsulation) {
            case "rtp" -> "udp";
            case "audiosocket" -> "tcp";
            case "none" -> "websocket";
            default -> throw Problem.invalid("encapsulation", "must be rtp, audiosocket or none");
        };
    }

    private static HostPort host(Wish wish) {
        return HostPort.parse(wish.externalHost())
                .orElseThrow(() -> Problem.invalid("external_host", "must be host:port"));
    }

    /** A host alone is meant without TLS. */
    private static URI uri(Wish wish) {
        String host = wish.externalHost().strip();
        String data = wish.transportData();
        String rest = data.isEmpty() || data.startsWith("/") || data.startsWith("?") ? data : "/" + data;
        try {
            URI uri = URI.create((host.contains("://") ? host : "ws://" + host) + rest);
            if (OutwardWebSocket.target(uri).isPresent()) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            // told below
        }
        throw Problem.invalid("external_host", "must be host:port, or a ws or wss URI");
    }

    private static Codec codec(String format) {
        Codec codec = switch (format) {
            case "", "ulaw" -> Codec.PCMU;
            case "alaw" -> Codec.PCMA;
            case "g722" -> Codec.G722;
            case "opus" -> Codec.OPUS;
            case "slin" -> Codec.L16;
            case "slin16" -> Codec.L16_WIDE;
            default ->
                throw Problem.invalid("format", "must be ulaw, alaw, g722, opus, slin or slin16 with rtp over udp");
        };
        if (!Codec.available().contains(codec)) {
            throw Problem.invalid("format", "cannot be opus here, where libopus is not installed");
        }
        return codec;
    }

    private static Framing plain(String format) {
        return switch (format) {
            case "", "ulaw" -> new CodedSound(G711.PCMU);
            case "alaw" -> new CodedSound(G711.PCMA);
            case "slin" -> new LinearPcm();
            default -> throw Problem.invalid("format", "must be ulaw, alaw or slin with none");
        };
    }

    /** What is no id gets one. */
    private static UUID id(String data) {
        try {
            return UUID.fromString(data);
        } catch (IllegalArgumentException none) {
            return UUID.randomUUID();
        }
    }
}
