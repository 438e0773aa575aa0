package voipbin.server.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import voipbin.server.config.Config;

/** Whether the ports can be had, or are held by our own server. */
record Ports(Patient patient) implements Check {

    private static final int SAMPLES = 20;

    /** One call with two legs takes two ports, and RTCP two more. */
    private static final int FEW_MEDIA_PORTS = 100;

    @Override
    public List<Finding> look() {
        Config config = patient.config();
        Config.Sip sip = config.sip();
        Set<String> transports =
                Set.of(sip.transports().toLowerCase(java.util.Locale.ROOT).split("[\\s,]+"));
        List<Finding> found = new ArrayList<>();
        found.add(port("http port", config.http().port(), false, "--port"));
        found.add(port("sip udp port", sip.port(), true, "--sip-port"));
        if (transports.contains("tcp")) {
            found.add(port("sip tcp port", sip.port(), false, "--sip-port"));
        }
        if (transports.contains("tls")) {
            found.add(port("sip tls port", relative(sip, sip.tlsPort(), 1), false, "--set sip.tls_port="));
        }
        if (transports.contains("ws")) {
            found.add(port("sip ws port", relative(sip, sip.wsPort(), 6), false, "--set sip.ws_port="));
        }
        if (transports.contains("wss")) {
            found.add(port("sip wss port", relative(sip, sip.wssPort(), 7), false, "--set sip.wss_port="));
        }
        found.add(media(config.media()));
        return found;
    }

    private static int relative(Config.Sip sip, int port, int offset) {
        return port >= 0 ? port : sip.port() == 0 ? 0 : sip.port() + offset;
    }

    private Finding port(String check, int port, boolean udp, String option) {
        if (port == 0) {
            return Finding.ok(check, "any free one");
        }
        String why = refusal(port, udp);
        if (why.isEmpty()) {
            boolean missing = patient.server().runs();
            return missing
                    ? Finding.warn(check, port + " is free although the server runs", "it was started otherwise")
                    : Finding.ok(check, port + " is free");
        }
        return patient.server().runs()
                ? Finding.ok(check, port + " is held, by our own server as it seems")
                : Finding.fail(
                        check, port + ": " + why, "stop what listens there (ss -lpn), or choose another: " + option);
    }

    /** Empty if it can be bound. */
    private String refusal(int port, boolean udp) {
        InetSocketAddress address = new InetSocketAddress(patient.host(), port);
        try {
            if (udp) {
                new DatagramSocket(address).close();
            } else {
                try (ServerSocket socket = new ServerSocket()) {
                    socket.setReuseAddress(true);
                    socket.bind(address);
                }
            }
            return "";
        } catch (IOException taken) {
            return String.valueOf(taken.getMessage());
        }
    }

    private Finding media(Config.Media media) {
        int all = media.lastPort() - media.firstPort() + 1;
        String range = media.firstPort() + "-" + media.lastPort();
        int step = Math.max(1, all / SAMPLES);
        int tried = 0;
        int taken = 0;
        for (int port = media.firstPort(); port <= media.lastPort(); port += step) {
            tried++;
            taken += refusal(port, true).isEmpty() ? 0 : 1;
        }
        if (taken == tried) {
            return Finding.fail("media ports", range + ": none of " + tried + " tried is free", "choose --rtp-ports");
        }
        if (all < FEW_MEDIA_PORTS) {
            return Finding.warn("media ports", range + ": enough for some " + all / 4 + " calls", "widen --rtp-ports");
        }
        return Finding.ok("media ports", range + ", " + (tried - taken) + " of " + tried + " tried are free");
    }
}
