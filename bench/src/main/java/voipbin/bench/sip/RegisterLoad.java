package voipbin.bench.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Registers phones, each by a challenge and its answer (RFC 3261, 10.2 and 22), so many at the same time. Phone
 * {@code n} has extension {@code n / contacts}. One thread.
 */
final class RegisterLoad implements AutoCloseable {

    private static final int AT_ONCE = 64;
    private static final long T1 = 500_000_000;
    private static final int MOST_REPEATS = 20;
    private static final String PASSWORD = "bench-password-1";

    /** @param contacts phones an extension has */
    record Phones(String domain, int extensions, int contacts) {

        int count() {
            return extensions * contacts;
        }

        static String name(int extension) {
            return "x" + (100_000 + extension);
        }

        static String password() {
            return PASSWORD;
        }
    }

    private final Wire wire;
    private final Phones phones;
    private final String self;
    private final MessageDigest md5;
    private final String digestOfTarget;
    private int round;

    // of the round
    private Wheel wheel = new Wheel(0);
    private String[] challenges = {};
    private boolean[] over = {};
    private String run = "";
    private int registered;
    private int failed;
    private int next;

    RegisterLoad(InetSocketAddress server, Phones phones) throws IOException {
        this.wire = new Wire(server);
        this.phones = phones;
        this.self = wire.self();
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        digestOfTarget = hash("REGISTER:sip:" + phones.domain());
    }

    /** Registers the phones from the first one on; how many failed. */
    int round(int count) throws IOException {
        run = "g" + ++round + Long.toString(System.nanoTime(), 36);
        challenges = new String[count];
        over = new boolean[count];
        wheel = new Wheel(System.nanoTime());
        registered = 0;
        failed = 0;
        next = 0;
        while (registered + failed < count) {
            while (next < count && next - registered - failed < AT_ONCE) {
                send(next++, 0);
            }
            wheel.advance(System.nanoTime(), this::repeat);
            wire.receive(2_000_000, this::received);
        }
        return failed;
    }

    private void send(int phone, int count) throws IOException {
        boolean proves = challenges[phone] != null;
        wire.send(register(phone, proves ? authorization(phone) : ""));
        wheel.add(System.nanoTime() + T1, new Wheel.Due(phone, proves ? 1 : 0, count + 1));
    }

    private void repeat(Wheel.Due due) throws IOException {
        int phone = due.call();
        boolean stage = challenges[phone] != null == (due.kind() == 1);
        if (over[phone] || !stage) {
            return;
        }
        if (due.count() >= MOST_REPEATS) {
            over[phone] = true;
            failed++;
        } else {
            send(phone, due.count());
        }
    }

    private void received(Answer answer) {
        int phone = answer.call(run);
        if (phone < 0 || over[phone]) {
            return;
        }
        try {
            if (answer.status() == 401 && challenges[phone] == null) {
                challenges[phone] = nonce(answer.text());
                send(phone, 0);
            } else if (answer.status() == 200) {
                over[phone] = true;
                registered++;
            } else if (answer.status() != 401) {
                over[phone] = true;
                failed++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the challenge for MD5: there is one for each algorithm (RFC 8760). */
    private static String nonce(String text) {
        int at = text.indexOf("algorithm=MD5");
        int line = text.lastIndexOf("\r\n", at);
        int start = text.indexOf("nonce=\"", line) + 7;
        return text.substring(start, text.indexOf('"', start));
    }

    private String authorization(int phone) {
        String user = Phones.name(phone / phones.contacts());
        String nonce = challenges[phone];
        String secret = hash(user + ":" + phones.domain() + ":" + PASSWORD);
        String response = hash(secret + ":" + nonce + ":00000001:abcdef:auth:" + digestOfTarget);
        return "Authorization: Digest username=\"" + user + "\", realm=\"" + phones.domain() + "\", nonce=\"" + nonce
                + "\", uri=\"sip:" + phones.domain() + "\", response=\"" + response
                + "\", algorithm=MD5, cnonce=\"abcdef\", qop=auth, nc=00000001\r\n";
    }

    private String register(int phone, String authorization) {
        String aor = "<sip:" + Phones.name(phone / phones.contacts()) + "@" + phones.domain() + ">";
        int cseq = authorization.isEmpty() ? 1 : 2;
        return "REGISTER sip:" + phones.domain() + " SIP/2.0\r\nVia: SIP/2.0/UDP " + self + ";branch=z9hG4bK" + run
                + cseq
                + "-" + phone + ";rport\r\nMax-Forwards: 70\r\nFrom: " + aor + ";tag=" + phone + "\r\nTo: " + aor
                + "\r\nCall-ID: " + run + "-" + phone + "\r\nCSeq: " + cseq + " REGISTER\r\nContact: <sip:phone" + phone
                + "@127.0.0.1:" + (10_000 + phone % 50_000) + ">\r\nExpires: 3600\r\nUser-Agent: load\r\n"
                + authorization + "Content-Length: 0\r\n\r\n";
    }

    private String hash(String text) {
        return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
