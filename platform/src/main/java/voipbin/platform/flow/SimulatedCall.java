package voipbin.platform.flow;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.json.Json;
import voipbin.kit.sql.Tx;
import voipbin.media.amd.Answerer;
import voipbin.speech.Utterance;

/** A call that a script makes: what a flow does to it takes simulated time, and is written down. */
final class SimulatedCall implements CallPort, SoundPort, KeyPort, FactPort, AnswerPort {

    /** About what the installed voices need. */
    private static final int MILLIS_PER_LETTER = 65;

    private static final Duration FILE = Duration.ofSeconds(5);
    private static final Duration LISTENING = Duration.ofSeconds(2);
    private static final Duration BEEP = Duration.ofMillis(400);

    private final Script script;
    private final VirtualTime time;
    private final Id<?> id = Id.random();
    private final Deque<Script.Answer> answers;
    private final List<String> heard = new ArrayList<>();
    private boolean answered;

    SimulatedCall(Script script, VirtualTime time) {
        this.script = script;
        this.time = time;
        this.answers = new ArrayDeque<>(script.answers());
    }

    /** What was noticed since the last time that somebody asked. */
    List<String> heard() {
        List<String> since = List.copyOf(heard);
        heard.clear();
        return since;
    }

    void note(String what) {
        heard.add(what);
    }

    @Override
    public void answer() {
        if (!answered) {
            answered = true;
            note("answered");
        }
    }

    @Override
    public SoundPort sounds() {
        return this;
    }

    @Override
    public KeyPort keys() {
        return this;
    }

    @Override
    public AnswerPort answers() {
        return this;
    }

    @Override
    public Answerer find() throws InterruptedException {
        Answerer who = script.machine() ? Answerer.MACHINE : Answerer.HUMAN;
        note("listens: " + who.name().toLowerCase(Locale.ROOT));
        time.sleep(LISTENING);
        return who;
    }

    @Override
    public void find(Consumer<Answerer> then) {
        time.happen(LISTENING.toMillis(), () -> then.accept(script.machine() ? Answerer.MACHINE : Answerer.HUMAN));
    }

    @Override
    public void awaitMessageEnd() throws InterruptedException {
        note("waits for the beep");
        time.sleep(FILE);
    }

    @Override
    public void mute(String direction) {
        note("is muted: " + (direction.isEmpty() ? "both" : direction));
    }

    @Override
    public FactPort facts() {
        return this;
    }

    @Override
    public void talk(Utterance utterance) throws InterruptedException {
        note("says: " + utterance.text());
        time.sleep(Duration.ofMillis((long) utterance.text().length() * MILLIS_PER_LETTER));
    }

    @Override
    public void speak(Utterance utterance, Consumer<Problem> broken) {
        note("says meanwhile: " + utterance.text());
    }

    @Override
    public void play(List<URI> urls) throws InterruptedException {
        for (URI url : urls) {
            note("plays: " + url);
            time.sleep(FILE);
        }
    }

    @Override
    public void beep() throws InterruptedException {
        note("beeps");
        time.sleep(BEEP);
    }

    @Override
    public void echo(Duration duration) throws InterruptedException {
        note("echoes");
        time.sleep(duration);
    }

    @Override
    public void listen(Consumer<Character> pressed) {
        for (Script.Key key : script.keys()) {
            for (int i = 0; i < key.digits().length(); i++) {
                char digit = key.digits().charAt(i);
                time.happen(key.at() + 100L * i, () -> pressed.accept(digit));
            }
        }
    }

    @Override
    public void send(String digits, Duration each, Duration gap) {
        note("presses: " + digits);
    }

    /** The caller waits while it rings; who answers is talked with for a while. */
    @Override
    public boolean connect(Connection wish) throws InterruptedException {
        List<String> whom = wish.destinations().stream()
                .map(to -> to.type() + ":" + (to.targetName().isEmpty() ? to.target() : to.targetName()))
                .toList();
        note("rings: " + String.join(", ", whom));
        Script.Answer answer = answers.isEmpty() ? Script.Answer.NOBODY : answers.pop();
        time.sleep(Duration.ofMillis(answer.after()));
        if (!answer.reason().isEmpty()) {
            note("is told: " + answer.reason());
            return !wish.relayReason();
        }
        answer();
        note("talks");
        time.sleep(Duration.ofMillis(answer.talk()));
        return !wish.relayReason();
    }

    @Override
    public void join(Id<?> confbridge) {
        throw Problem.notFound("confbridge");
    }

    @Override
    public void hangup(String reason) {
        note("hangs up: " + (reason.isEmpty() ? "normal" : reason));
    }

    @Override
    public void hangupLike(Id<?> call) {
        hangup("normal");
    }

    @Override
    public Map<String, String> variables() {
        return new CallVariables(id, "incoming", Id.nil(), script.source(), script.destination()).byName();
    }

    @Override
    public String status() {
        return answered ? "progressing" : "ringing";
    }

    @Override
    public String json() {
        return Json.write(
                Map.of("id", id, "status", status(), "source", script.source(), "destination", script.destination()));
    }

    @Override
    public void show(Tx tx, Action action) {
        throw new IllegalStateException("a simulated call has no row");
    }

    @Override
    public void failed(Action action, String reason, String message) {
        throw new IllegalStateException("a simulation writes its failures itself");
    }

    @Override
    public void flowEnded() {
        note("hangs up: normal");
    }
}
