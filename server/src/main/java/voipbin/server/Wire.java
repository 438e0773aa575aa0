package voipbin.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.media.MediaConfig;
import voipbin.media.MediaEngine;
import voipbin.server.config.Config;
import voipbin.sip.CallTerms;
import voipbin.sip.Network;
import voipbin.sip.Overload;
import voipbin.sip.PrivateHeaders;
import voipbin.sip.SipApplication;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.guard.Guard;
import voipbin.sip.transport.DevelopmentCertificates;
import voipbin.sip.transport.Flows;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.SipTrace;
import voipbin.speech.Speech;
import voipbin.speech.SpeechConfig;

/** What talks to phones: SIP, media and speech. */
record Wire(SipStack stack, MediaEngine engine, Speech speech) implements AutoCloseable {

    /**
     * Who takes what arrives by SIP, the network that it comes from, who sees all that passes, and who decides what
     * may.
     */
    record Sip(SipApplication application, Network network, SipTrace trace, Guard guard) {}

    static Wire start(Config config, Path speechCache, Reach reach, Counters counters, Sip edge) {
        InetAddress host = address(config.host(), "host");
        MediaEngine engine = engine(config, host, counters);
        Speech speech = Speech.withInstalled(speechConfig(config, speechCache), counters);
        try {
            SipConfig sip = SipConfig.of(
                            new InetSocketAddress(host, config.sip().port()))
                    .withThreads(config.sip().threads())
                    .withNetwork(edge.network())
                    .withTrace(edge.trace())
                    .withGuard(edge.guard())
                    .withPrivateHeaders(new PrivateHeaders("VB"))
                    .withTerms(CallTerms.STANDARD.withSession(
                            Duration.ofSeconds(config.sip().sessionExpires()),
                            Duration.ofSeconds(config.sip().minSe())))
                    .withOverload(overload(config.sip().overload()));
            return new Wire(SipStack.start(sip, reach, counters, edge.application()), engine, speech);
        } catch (IOException taken) {
            engine.close();
            speech.close();
            throw new Refusal("SIP port " + config.sip().port() + " at " + config.host() + " cannot be used: "
                    + taken.getMessage() + ". Stop what listens there, or choose another with --sip-port.");
        }
    }

    private static Overload overload(Config.Overload figures) {
        return new Overload(
                Duration.ofMillis(figures.delay()),
                Duration.ofMillis(figures.interval()),
                Duration.ofSeconds(figures.retryAfter()));
    }

    private static MediaEngine engine(Config config, InetAddress host, Counters counters) {
        try {
            return MediaEngine.start(
                    new MediaConfig(
                            host,
                            config.media().firstPort(),
                            config.media().lastPort(),
                            config.media().threads(),
                            config.media().realTime().orElse(false)),
                    counters);
        } catch (IOException e) {
            throw new Refusal("The media engine cannot start: " + e.getMessage());
        }
    }

    private static SpeechConfig speechConfig(Config config, Path cache) {
        int processes = config.speech().processes();
        return new SpeechConfig(
                cache,
                (long) config.speech().cacheMegabytes() << 20,
                processes > 0 ? processes : Runtime.getRuntime().availableProcessors());
    }

    static Reach reach(Config config) {
        return new Reach(
                address(config.host(), "host"),
                config.publicAddress().isEmpty()
                        ? Optional.empty()
                        : Optional.of(address(config.publicAddress(), "public_address")));
    }

    /** Of TCP, TLS and WebSocket. */
    static Network network(Config config, Path certificates, Flows flows) {
        String base = config.sip().baseDomain();
        List<String> names = List.of(
                "localhost",
                "127.0.0.1",
                "::1",
                new Site(config).host(),
                base,
                "*." + base,
                "*.registrar." + base,
                "*.trunk." + base);
        return new SipNetwork(config.sip(), address(config.host(), "host"), certificates)
                .network(flows, names.stream().distinct().toList());
    }

    /** For the card. */
    Card.SipPorts ports(Config config, Path certificates) {
        boolean own = config.sip().certificate().isEmpty() && (port(Protocol.TLS) > 0 || port(Protocol.WSS) > 0);
        return new Card.SipPorts(
                port(Protocol.TCP),
                port(Protocol.TLS),
                port(Protocol.WS),
                port(Protocol.WSS),
                own
                        ? DevelopmentCertificates.authority(certificates)
                                .toAbsolutePath()
                                .toString()
                        : "");
    }

    private int port(Protocol protocol) {
        return stack.address(protocol).map(InetSocketAddress::getPort).orElse(0);
    }

    private static InetAddress address(String text, String key) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw new Refusal(key + ": '" + text + "' is not an address of this machine or a name that resolves.");
        }
    }

    /** Hang up first: the stack does not wait for calls. */
    @Override
    public void close() {
        stack.close();
        engine.close();
        speech.close();
    }
}
