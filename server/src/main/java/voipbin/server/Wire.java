package voipbin.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.media.MediaConfig;
import voipbin.media.MediaEngine;
import voipbin.server.config.Config;
import voipbin.sip.SipApplication;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.guard.Guard;
import voipbin.sip.transport.SipTrace;
import voipbin.speech.Speech;
import voipbin.speech.SpeechConfig;

/** What talks to phones: SIP, media and speech. */
record Wire(SipStack stack, MediaEngine engine, Speech speech) implements AutoCloseable {

    /** Who takes what arrives by SIP, who sees all that passes, and who decides what may. */
    record Sip(SipApplication application, SipTrace trace, Guard guard) {}

    static Wire start(Config config, Path speechCache, Reach reach, Counters counters, Sip edge) {
        InetAddress host = address(config.host(), "host");
        MediaEngine engine = engine(config, host, counters);
        Speech speech = Speech.withInstalled(speechConfig(config, speechCache), counters);
        try {
            SipConfig sip = SipConfig.of(
                            new InetSocketAddress(host, config.sip().port()))
                    .withThreads(config.sip().threads())
                    .withTrace(edge.trace())
                    .withGuard(edge.guard());
            return new Wire(SipStack.start(sip, reach, counters, edge.application()), engine, speech);
        } catch (IOException taken) {
            engine.close();
            speech.close();
            throw new Refusal("SIP port " + config.sip().port() + " (UDP) at " + config.host()
                    + " cannot be used: " + taken.getMessage()
                    + ". Stop what listens there, or choose another with --sip-port.");
        }
    }

    private static MediaEngine engine(Config config, InetAddress host, Counters counters) {
        try {
            return MediaEngine.start(
                    new MediaConfig(
                            host,
                            config.media().firstPort(),
                            config.media().lastPort(),
                            config.media().threads()),
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
