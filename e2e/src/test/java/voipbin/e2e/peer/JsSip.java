package voipbin.e2e.peer;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.sound.Heard;

/**
 * JsSIP in a headless Chromium: a phone over secure WebSocket, with DTLS-SRTP and ICE, whose microphone is a file. What
 * it heard of a call is handed over before it reports {@link Kind#ENDED}.
 */
public final class JsSip implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final int RATE = 16_000;

    private final Home home = Home.of("chromium");
    private final Happenings happenings = new Happenings("JsSIP", this::output);
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Heard> recordings = new LinkedBlockingQueue<>();
    private final JsSipPage page;
    private final Program program;

    /**
     * Starts it; it registers at once.
     *
     * @param account whose proxy is the {@code host:port} of secure WebSockets, and whose authority is trusted
     * @param microphone WAV, said again and again
     */
    public JsSip(Account account, Path microphone) {
        Program.demand("chromium", "chromium");
        page = new JsSipPage(JsSipLibrary.modules(), this::happened, this::heard);
        program = Program.start(command(account, microphone), home.path(), Map.of(), line -> {});
        happenings.await(Kind.READY, START);
    }

    public Happenings happenings() {
        return happenings;
    }

    /** What it told besides, of DTLS for one. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    public void answer() {
        page.tell("answer");
    }

    public void call(String uri) {
        page.tell("call " + uri);
    }

    /** Lets it note {@code inbound-rtp audio/opus} and the like, of what has come and gone so far. */
    public void noteCodecs() {
        page.tell("spoken");
    }

    public void hangUp() {
        page.tell("hangup");
    }

    /** What it heard in the last call that has ended. */
    public Heard heard() {
        try {
            var recording = recordings.poll(10, TimeUnit.SECONDS);
            if (recording == null) {
                throw new AssertionError("JsSIP heard nothing:\n" + output());
            }
            return recording;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        program.close();
        page.close();
        home.close();
    }

    private void happened(String kind, String detail) {
        if (kind.equals("NOTE")) {
            notes.add(detail);
        } else {
            happenings.add(Kind.valueOf(kind), detail);
        }
    }

    private void heard(byte[] pcm) {
        recordings.add(Heard.of(RATE, pcm));
    }

    private String output() {
        return String.join("\n", notes) + "\n" + program.output();
    }

    private List<String> command(Account account, Path microphone) {
        return List.of(
                "chromium",
                "--headless=new",
                "--no-sandbox", // tests may run as root
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-features=WebRtcHideLocalIpsWithMdns", // a name that only a desktop's daemon resolves
                "--ignore-certificate-errors-spki-list=" + key(Path.of(account.authority())),
                "--autoplay-policy=no-user-gesture-required",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-audio-capture=" + microphone,
                "--user-data-dir=" + home.path().resolve("profile"),
                page.address()
                        + "?socket=" + encoded("wss://" + account.proxy() + "/")
                        + "&uri=" + encoded("sip:" + account.user() + "@" + account.domain())
                        + "&password=" + encoded(account.password()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How Chromium names a key that it shall trust, without a certificate store of its own. */
    private static String key(Path authority) {
        try (var in = Files.newInputStream(authority)) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return Base64.getEncoder().encodeToString(digest);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no certificate in " + authority, e);
        }
    }
}
