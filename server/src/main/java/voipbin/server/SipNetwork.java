package voipbin.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.server.config.Config;
import voipbin.sip.Network;
import voipbin.sip.transport.Certificates;
import voipbin.sip.transport.DevelopmentCertificates;
import voipbin.sip.transport.Flows;
import voipbin.sip.transport.Listener;
import voipbin.sip.transport.Protocol;

/**
 * What the configuration says of TCP, TLS and WebSocket.
 *
 * @param certificates the folder of the certificates that we make when none are configured
 */
record SipNetwork(Config.Sip config, InetAddress host, Path certificates) {

    private static final Logger LOG = LoggerFactory.getLogger(SipNetwork.class);

    /** A port that nobody chose. */
    private static final int AUTO = -1;

    private record Port(Protocol protocol, int configured, int aboveSipPort) {}

    /** @param names by which phones look for this server */
    Network network(Flows flows, List<String> names) {
        try {
            Network network = Network.standard().with(listeners()).with(flows).withOrigins(words(config.webOrigins()));
            Network secured = wants("tls") || wants("wss") ? network.with(certificates(names)) : network;
            return config.nameServer().isEmpty() ? secured : secured.withNameServer(nameServer());
        } catch (IOException unusable) {
            throw new Refusal("sip.certificate: " + unusable.getMessage());
        }
    }

    private List<Listener> listeners() {
        List<Listener> listeners = new ArrayList<>();
        List<Port> ports = List.of(
                new Port(Protocol.TCP, config.port(), 0),
                new Port(Protocol.TLS, config.tlsPort(), 1),
                new Port(Protocol.WS, config.wsPort(), 6),
                new Port(Protocol.WSS, config.wssPort(), 7));
        for (Port port : ports) {
            if (wants(port.protocol().name().toLowerCase(java.util.Locale.ROOT))) {
                number(port)
                        .ifPresent(number ->
                                listeners.add(new Listener(port.protocol(), new InetSocketAddress(host, number))));
            }
        }
        return listeners;
    }

    /** What was chosen must be had; what nobody chose is done without when it is taken. */
    private Optional<Integer> number(Port port) {
        if (port.configured() != AUTO) {
            return Optional.of(port.configured());
        }
        int number = config.port() == 0 ? 0 : config.port() + port.aboveSipPort();
        if (number == 0 || isFree(number)) {
            return Optional.of(number);
        }
        LOG.warn(
                "no SIP over {}: port {} is taken; choose another with --set sip.{}_port=…",
                port.protocol(),
                number,
                port.protocol().name().toLowerCase(java.util.Locale.ROOT));
        return Optional.empty();
    }

    private boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private boolean wants(String transport) {
        return words(config.transports()).contains(transport);
    }

    private Certificates certificates(List<String> names) throws IOException {
        if (config.certificate().isEmpty()) {
            return DevelopmentCertificates.in(certificates, names, new SecureRandom(), InstantSource.system());
        }
        return Certificates.of(
                new Certificates.PemFiles(
                        Path.of(config.certificate()),
                        Path.of(config.certificateKey()),
                        config.trustedCertificates().isEmpty()
                                ? Optional.empty()
                                : Optional.of(Path.of(config.trustedCertificates()))),
                InstantSource.system());
    }

    private InetSocketAddress nameServer() {
        String text = config.nameServer();
        boolean port = text.matches(".*[^:]:\\d+") && !text.matches("[^\\[]*:[^\\]]*:.*");
        int colon = text.lastIndexOf(':');
        try {
            return port
                    ? new InetSocketAddress(
                            InetAddress.getByName(text.substring(0, colon)),
                            Integer.parseInt(text.substring(colon + 1)))
                    : new InetSocketAddress(InetAddress.getByName(text), 53);
        } catch (UnknownHostException unknown) {
            throw new Refusal("sip.name_server: '" + text + "' is not an address.");
        }
    }

    private static Set<String> words(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
