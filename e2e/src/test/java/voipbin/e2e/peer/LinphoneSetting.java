package voipbin.e2e.peer;

import java.util.List;
import java.util.Optional;

/**
 * linphonec's configuration file.
 *
 * @param calls how many at once before it is busy
 */
record LinphoneSetting(String host, int sipPort, int rtpPort, int calls, Optional<Account> account) {
    private static final List<String> CODECS = List.of(
            "PCMU/8000/1",
            "PCMA/8000/1",
            "opus/48000/2",
            "G722/8000/1",
            "speex/16000/1",
            "speex/8000/1",
            "G729/8000/1");

    static LinphoneSetting at(String host, Optional<Account> account) {
        return new LinphoneSetting(host, Ports.free(host, 1), Ports.free(host, 2), 10, account);
    }

    LinphoneSetting busy() {
        return new LinphoneSetting(host, sipPort, rtpPort, 0, account);
    }

    String file() {
        return general() + codecs() + account.map(LinphoneSetting::login).orElse("");
    }

    /**
     * ipv6_migration_done keeps use_ipv6 from being reset; auto_net_state_mon off, else a machine without a route to
     * the world opens no SIP socket at all.
     */
    private String general() {
        return """
                [sip]
                default_proxy=%d
                sip_port=%d
                sip_tcp_port=%d
                sip_tls_port=%d
                root_ca=%s
                verify_server_certs=1
                verify_server_cn=1
                bind_address=%s
                ipv6_migration_done=1
                use_ipv6=0
                auto_net_state_mon=0
                register_only_when_network_is_up=0
                guess_hostname=0
                contact="e2e" <sip:e2e@%s>
                inc_timeout=300
                media_encryption=%s
                media_encryption_mandatory=%d
                [rtp]
                bind_address=%s
                audio_rtp_port=%d
                video_rtp_port=0
                text_rtp_port=0
                [sound]
                remote_ring=
                local_ring=
                [misc]
                tone_indications=0
                max_calls=%d
                """.formatted(
                        account.isPresent() ? 0 : -1,
                        uses("udp") ? sipPort : 0,
                        uses("tcp") ? sipPort : 0,
                        uses("tls") ? sipPort : 0,
                        account.map(Account::authority).orElse(""),
                        host,
                        host,
                        account.map(Account::protection).orElse("none"),
                        account.map(Account::protection).orElse("none").equals("none") ? 0 : 1,
                        host,
                        rtpPort,
                        calls);
    }

    private boolean uses(String transport) {
        return account.map(Account::transport).orElse("udp").equals(transport);
    }

    private boolean speaks(String codec) {
        var only = account.map(Account::codec).orElse("");
        return only.isEmpty() ? codec.startsWith("PCM") : codec.equalsIgnoreCase(only);
    }

    private String codecs() {
        var text = new StringBuilder();
        for (var i = 0; i < CODECS.size(); i++) {
            var parts = CODECS.get(i).split("/", -1);
            text.append("[audio_codec_%d]%nmime=%s%nrate=%s%nchannels=%s%nenabled=%d%n"
                    .formatted(i, parts[0], parts[1], parts[2], speaks(CODECS.get(i)) ? 1 : 0));
        }
        return text.toString();
    }

    /** REGISTER goes to the identity's domain (which no DNS knows) with a Route to reg_proxy. */
    private static String login(Account account) {
        return """
                [proxy_0]
                reg_proxy=<sip:%s;transport=%s>
                reg_identity="e2e" <sip:%s@%s>
                reg_expires=%d
                reg_sendregister=1
                publish=0
                dial_escape_plus=0
                [auth_info_0]
                username=%s
                passwd=%s
                """.formatted(
                        account.proxy(),
                        account.transport(),
                        account.user(),
                        account.domain(),
                        account.expires().toSeconds(),
                        account.user(),
                        account.password());
    }
}
