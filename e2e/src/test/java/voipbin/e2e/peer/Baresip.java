package voipbin.e2e.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.sound.Heard;
import voipbin.e2e.sound.Speech;

/**
 * Debian's baresip 1.0 with files in place of a sound card, G.711 only, at 127.0.0.1. Unlike linphone it records only
 * the packets that came, so a pause in the stream is missing from its recording.
 */
public final class Baresip implements Phone {
    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration GOODBYE = Duration.ofSeconds(4);

    private final Home home = Home.of("baresip");
    private final Happenings happenings;
    private final String address;
    private final Program program;
    private final BaresipControl control;

    private Baresip(Optional<Account> account) {
        Program.demand("baresip", "baresip-core");
        var setting = BaresipSetting.at("127.0.0.1", account);
        this.address = setting.host() + ":" + setting.sipPort();
        this.happenings = new Happenings("baresip " + address, this::output);
        Speech.silence(Duration.ofMinutes(2), home.path().resolve(BaresipSetting.SILENCE));
        home.write("config", setting.config(home.path()));
        home.write("accounts", setting.accounts());
        home.write("contacts", "");
        var command = List.of("baresip", "-f", home.path().toString(), "-4");
        this.program = Program.start(command, home.path(), Map.of(), line -> {
            if (line.contains("baresip is ready")) {
                happenings.add(Kind.READY, line);
            }
        });
        happenings.await(Kind.READY, START);
        this.control = BaresipControl.connect(setting.host(), setting.controlPort(), this::heed);
        account.ifPresent(a -> control.tell("uanew", setting.account(a)));
    }

    /** A phone at 127.0.0.1 without an account, reachable as sip:e2e@ its address. */
    public static Baresip unregistered() {
        return new Baresip(Optional.empty());
    }

    /** A phone at 127.0.0.1 that registers at once. */
    public static Baresip registering(Account account) {
        return new Baresip(Optional.of(account));
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Happenings happenings() {
        return happenings;
    }

    @Override
    public void autoAnswer() {
        control.tell("answermode", "auto");
    }

    @Override
    public void answer() {
        control.tell("accept", "");
    }

    @Override
    public void call(String uri) {
        control.tell("dial", uri);
    }

    /** Asks the server to call this one in its own place: a blind transfer. */
    public void transfer(String uri) {
        control.tell("transfer", uri);
    }

    /** Ends the call; a ringing one is refused with 486. */
    @Override
    public void hangUp() {
        control.tell("hangup", "");
    }

    @Override
    public void play(Path wav) {
        control.tell("ausrc", "aufile," + wav);
    }

    @Override
    public void unregister() {
        control.tell("uadel", "");
    }

    @Override
    public Heard heard() {
        try (var files = Files.list(home.path())) {
            var newest = files.filter(file -> file.toString().endsWith("-dec.wav"))
                    .max(Comparator.comparing(Path::getFileName))
                    .orElseThrow(() -> new AssertionError("baresip recorded nothing:\n" + output()));
            return Heard.finished(newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void kill() {
        program.close();
    }

    @Override
    public void close() {
        control.tell("quit", "");
        program.endsWithin(GOODBYE);
        control.close();
        program.close();
        home.close();
    }

    private String output() {
        return program.output();
    }

    private void heed(JsonNode event) {
        var detail = event.path("param").asString("");
        switch (event.path("type").asString("")) {
            case "REGISTER_OK" -> happenings.add(Kind.REGISTERED, detail);
            case "REGISTER_FAIL" -> happenings.add(Kind.REGISTRATION_FAILED, detail);
            case "UNREGISTERING" -> happenings.add(Kind.UNREGISTERED, detail);
            case "CALL_INCOMING" -> happenings.add(Kind.RINGING, detail);
            case "CALL_RINGING" -> happenings.add(Kind.RINGING_THERE, detail);
            case "CALL_ESTABLISHED" -> happenings.add(Kind.CONNECTED, detail);
            case "CALL_CLOSED" -> happenings.add(Kind.ENDED, detail);
            default -> {
                // the other thirty kinds say nothing about a call's life
            }
        }
    }
}
