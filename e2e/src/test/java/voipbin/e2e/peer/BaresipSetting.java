package voipbin.e2e.peer;

import java.nio.file.Path;
import java.util.Optional;

/** baresip's configuration files. */
record BaresipSetting(String host, int sipPort, int rtpPort, int controlPort, Optional<Account> account) {
    static final String SILENCE = "silence.wav";

    static BaresipSetting at(String host, Optional<Account> account) {
        // baresip listens for TLS one above its SIP port
        return new BaresipSetting(host, Ports.free(host, 2), Ports.free(host, 10), Ports.free(host, 1), account);
    }

    /**
     * Debian's aufile can only play; sndfile, a filter, does the recording, and aubridge is the sink that makes the
     * decoding run.
     */
    String config(Path home) {
        return """
                poll_method epoll
                sip_listen %1$s:%2$d
                %8$s
                net_interface %1$s
                rtp_ports %3$d-%4$d
                audio_source aufile,%5$s/%6$s
                audio_player aubridge,sink
                audio_alert aubridge,alert
                ausrc_srate 8000
                auplay_srate 8000
                ausrc_channels 1
                auplay_channels 1
                ausrc_format s16
                auplay_format s16
                auenc_format s16
                audec_format s16
                audio_buffer 20-160
                jitter_buffer_delay 5-10
                rtcp_mux no
                module_path /usr/lib/baresip/modules
                module g711.so
                module g722.so
                module opus.so
                module srtp.so
                module dtls_srtp.so
                module aufile.so
                module aubridge.so
                module sndfile.so
                module_tmp account.so
                module_app menu.so
                module_app ctrl_tcp.so
                ctrl_tcp_listen %1$s:%7$d
                snd_path %5$s
                ringback_disabled yes
                menu_bell no
                statmode_default off
                """.formatted(host, sipPort, rtpPort, rtpPort + 9, home, SILENCE, controlPort, trust());
    }

    private String trust() {
        var authority = account.map(Account::authority).orElse("");
        return authority.isEmpty() ? "" : "sip_cafile %s%nsip_verify_server yes".formatted(authority);
    }

    /** Only an account without a registrar: one with a registrar is added when events are being listened to. */
    String accounts() {
        return account.isPresent()
                ? ""
                : "<sip:e2e@%s>;regint=0;answermode=manual;audio_codecs=pcmu,pcma%n".formatted(host);
    }

    /** The line that a softphone's user would type. */
    String account(Account a) {
        return "<sip:%s@%s;transport=%s>;auth_pass=%s;outbound=\"sip:%s;transport=%s\";regint=%d;audio_codecs=%s%s"
                .formatted(
                        a.user(),
                        a.domain(),
                        a.transport(),
                        a.password(),
                        a.proxy(),
                        a.transport(),
                        a.expires().toSeconds(),
                        a.codec().isEmpty() ? "pcmu,pcma" : a.codec(),
                        mediaenc(a));
    }

    private static String mediaenc(Account a) {
        return switch (a.protection()) {
            case "none" -> "";
            // of the two that go by SDP this is the one that does without no key
            case "srtp" -> ";mediaenc=srtp-mand";
            default -> ";mediaenc=" + a.protection();
        };
    }
}
