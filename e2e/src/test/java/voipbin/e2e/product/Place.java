package voipbin.e2e.product;

import java.nio.file.Path;
import voipbin.e2e.peer.Ports;

/** Where one server lives: its data and its ports, the same over restarts. */
public record Place(Path data, int port, int sipPort, int firstRtpPort, int lastRtpPort) {
    private static final String HOST = "127.0.0.1";

    /** From UDP and TCP to secure WebSocket. */
    private static final int SIP_PORTS = 8;

    /** Free ports at 127.0.0.1 and room for twenty calls. */
    public static Place below(Path home) {
        var rtp = Ports.free(HOST, 40);
        return new Place(home.resolve("data"), Ports.free(HOST, 1), Ports.free(HOST, SIP_PORTS), rtp, rtp + 39);
    }

    /** The launcher's arguments that start a server here. */
    public String[] start() {
        return new String[] {
            "start",
            "--data",
            data.toString(),
            "--port",
            String.valueOf(port),
            "--sip-port",
            String.valueOf(sipPort),
            "--rtp-ports",
            firstRtpPort + "-" + lastRtpPort
        };
    }
}
