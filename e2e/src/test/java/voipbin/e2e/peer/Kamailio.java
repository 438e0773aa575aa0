package voipbin.e2e.peer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import voipbin.e2e.sound.Pause;

/**
 * Debian's Kamailio 5.6: a stateful proxy that stays in the dialog, answers OPTIONS and brings every call to one place;
 * as a carrier to a telephone, as a PBX's border to the product. It prints each INVITE as it comes.
 */
public final class Kamailio implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(15);

    private static final String CONFIG = """
            #!KAMAILIO
            debug=2
            log_stderror=yes
            children=1
            tcp_children=1
            disable_tcp=yes
            auto_aliases=no
            server_header="Server: a carrier"
            listen=udp:%s
            loadmodule "kex.so"
            loadmodule "pv.so"
            loadmodule "sl.so"
            loadmodule "tm.so"
            loadmodule "tmx.so"
            loadmodule "rr.so"
            loadmodule "maxfwd.so"
            loadmodule "textops.so"
            loadmodule "siputils.so"
            loadmodule "xlog.so"
            loadmodule "uac.so"
            modparam("uac", "restore_mode", "none")
            %s
            request_route {
                if (!mf_process_maxfwd_header("10")) {
                    sl_send_reply("483", "Too Many Hops");
                    exit;
                }
                if (is_method("OPTIONS")) {
                    sl_send_reply("200", "OK");
                    exit;
                }
                if (is_method("CANCEL")) {
                    if (t_check_trans()) {
                        t_relay();
                    }
                    exit;
                }
                if (has_totag()) {
                    if (loose_route()) {
                        t_relay();
                    } else if (!is_method("ACK")) {
                        sl_send_reply("404", "Not here");
                    }
                    exit;
                }
                if (!is_method("INVITE")) {
                    sl_send_reply("405", "Method Not Allowed");
                    exit;
                }
                xlog("L_ERR", "carrier got $mb");
                record_route();
                %s
                t_on_failure("CHALLENGED");
                t_relay();
            }
            failure_route[CHALLENGED] {
                if (t_check_status("401|407") && uac_auth()) {
                    t_relay();
                }
            }
            """;

    private final Home home = Home.of("kamailio");
    private final String address;
    private final Program program;

    /** @param next where calls go, as statements; with what credentials, as a parameter */
    private Kamailio(String next, String credentials) {
        Program.demand("kamailio", "kamailio");
        int port = Ports.free("127.0.0.1", 1);
        this.address = "127.0.0.1:" + port;
        var config = home.write("kamailio.cfg", CONFIG.formatted(address, credentials, next));
        var command = List.of(
                "kamailio",
                "-f",
                config.toString(),
                "-DD",
                "-E",
                "-m",
                "32",
                "-M",
                "8",
                "-Y",
                home.path().toString(),
                "-P",
                home.path().resolve("pid").toString());
        this.program = Program.start(command, home.path(), Map.of(), line -> {});
        var end = System.nanoTime() + START.toNanos();
        while (!Ports.isBound(port)) {
            if (!program.alive() || System.nanoTime() > end) {
                throw new AssertionError("Kamailio does not listen:\n" + program.output());
            }
            Pause.briefly();
        }
    }

    /** Starts it; returns when it listens. */
    public static Kamailio carryingTo(Phone telephone) {
        return new Kamailio("$ru = \"sip:e2e@%s\";".formatted(telephone.address()), "");
    }

    /** Sends the calls of a PBX to a trunk; the account says the trunk's domain and where the product is. */
    public static Kamailio trunk(Account account) {
        var next = "$ru = \"sip:\" + $rU + \"@%s\"; $du = \"sip:%s\";".formatted(account.domain(), account.proxy());
        var credentials = account.password().isEmpty()
                ? ""
                : "modparam(\"uac\", \"credential\", \"%s:%s:%s\")"
                        .formatted(account.user(), account.domain(), account.password());
        return new Kamailio(next, credentials);
    }

    /** {@code host:port} of its SIP. */
    public String address() {
        return address;
    }

    /** All that it printed: the INVITEs with all their lines. */
    public String output() {
        return program.output();
    }

    @Override
    public void close() {
        program.close();
        home.close();
    }
}
