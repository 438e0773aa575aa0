package voipbin.e2e.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import voipbin.e2e.peer.Happening.Kind;
import voipbin.e2e.sound.Heard;

/** Debian's linphonec 5, with files in place of a sound card, G.711 only, at one loopback address. */
public final class Linphone implements Phone {
    private static final Duration START = Duration.ofSeconds(15);
    private static final Duration GOODBYE = Duration.ofSeconds(4);

    private static final Pattern LOG = Pattern.compile("^\\d{4}-\\d\\d-\\d\\d [0-9:]+ \\w+-(message|error|warning)");

    private final Home home = Home.of("linphone");
    private final Happenings happenings;
    private final AtomicInteger recording = new AtomicInteger(1);
    private final String address;
    private final Program program;

    private Linphone(LinphoneSetting setting) {
        Program.demand("linphonec", "linphone-cli");
        this.address = setting.host() + ":" + setting.sipPort();
        var config = home.write("linphonerc", setting.file());
        home.write(".local/share/linphone/.keep", "");
        this.happenings = new Happenings("linphone " + address, this::output);
        // linphonec 5 tells of registrations in its log only, and without -l that goes to its output
        var command = List.of("linphonec", "-d", "5", "-c", config.toString());
        this.program = Program.start(command, home.path(), Map.of("PULSE_SERVER", "none"), this::heed);
        program.tell("soundcard use files");
        record();
        happenings.await(Kind.READY, START);
    }

    /** A phone at 127.0.0.1 without an account, reachable by its address. */
    public static Linphone unregistered() {
        return new Linphone(LinphoneSetting.at("127.0.0.1", Optional.empty()));
    }

    /** A phone at 127.0.0.1 that registers at once. */
    public static Linphone registering(Account account) {
        return registering(account, "127.0.0.1");
    }

    /** A phone at this loopback address that registers at once. */
    public static Linphone registering(Account account, String host) {
        return new Linphone(LinphoneSetting.at(host, Optional.of(account)));
    }

    /** A phone whose owner talks already: refuses each call with 486. */
    public static Linphone busy(Account account) {
        return new Linphone(
                LinphoneSetting.at("127.0.0.1", Optional.of(account)).busy());
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
        program.tell("autoanswer enable");
    }

    @Override
    public void answer() {
        program.tell("answer");
    }

    @Override
    public void call(String uri) {
        program.tell("call " + uri);
    }

    /** Ends the call; a ringing one is refused with 603. */
    @Override
    public void hangUp() {
        program.tell("terminate");
    }

    /** Refuses the ringing call with 603. */
    public void decline() {
        program.tell("terminate");
    }

    @Override
    public void play(Path wav) {
        program.tell("play " + wav);
    }

    /** Presses a key: 0-9, * or #, sent as telephone-event. */
    public void press(char digit) {
        program.tell(String.valueOf(digit));
    }

    @Override
    public void unregister() {
        program.tell("unregister");
    }

    @Override
    public Heard heard() {
        return Heard.finished(file(Math.max(1, recording.get() - 1)));
    }

    @Override
    public void kill() {
        program.close();
    }

    @Override
    public void close() {
        if (program.alive() && happenings.count(Kind.REGISTERED) > 0 && happenings.count(Kind.UNREGISTERED) == 0) {
            unregister();
            happenings.comesWithin(Kind.UNREGISTERED, GOODBYE);
        }
        program.tell("quit");
        program.endsWithin(GOODBYE);
        program.close();
        home.close();
    }

    /** What it printed but for most of its log, for the message of a failed test. */
    private String output() {
        return program.output()
                .lines()
                .filter(line -> !LOG.matcher(line).find() || line.contains("moving from state"))
                .collect(Collectors.joining("\n"));
    }

    private Path file(int number) {
        return home.path().resolve("heard-" + number + ".wav");
    }

    /** linphonec appends to a file that exists, so each call gets one of its own. */
    private void record() {
        program.tell("record " + file(recording.get()));
    }

    private void heed(String line) {
        var text = line.replace("linphonec> ", "").strip();
        if (text.startsWith("Using wav files")) {
            happenings.add(Kind.READY, text);
        } else if (text.contains("to [LinphoneRegistrationOk]")) {
            happenings.add(Kind.REGISTERED, text);
        } else if (text.contains("to [LinphoneRegistrationFailed]")) {
            happenings.add(Kind.REGISTRATION_FAILED, text);
        } else if (text.contains("to [LinphoneRegistrationCleared]")) {
            happenings.add(Kind.UNREGISTERED, text);
        } else if (text.startsWith("Receiving new incoming call")) {
            happenings.add(Kind.RINGING, text);
        } else if (text.startsWith("Call ")) {
            heedCall(text);
        }
    }

    private void heedCall(String text) {
        if (text.endsWith(" ringing.")) {
            happenings.add(Kind.RINGING_THERE, text);
        } else if (text.endsWith(" connected.")) {
            happenings.add(Kind.CONNECTED, text);
        } else if (text.contains(" ended (") || text.endsWith(" error.")) {
            if (Files.exists(file(recording.get()))) {
                recording.incrementAndGet();
                record();
            }
            happenings.add(Kind.ENDED, text);
        }
    }
}
