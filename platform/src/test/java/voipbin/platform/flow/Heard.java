package voipbin.platform.flow;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.MDC;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.sql.Tx;
import voipbin.media.amd.Answerer;
import voipbin.speech.Utterance;

/** A call that remembers what its flow did to it. Talking never takes time, but for what ends with three dots. */
final class Heard implements CallPort, SoundPort, KeyPort, FactPort, AnswerPort {

    final List<Connection> connections = new CopyOnWriteArrayList<>();
    volatile boolean connects = true;
    final List<String> said = new CopyOnWriteArrayList<>();
    final List<String> hangups = new CopyOnWriteArrayList<>();
    final List<Action> failed = new CopyOnWriteArrayList<>();
    final List<String> faults = new CopyOnWriteArrayList<>();
    final List<Action> shown = new ArrayList<>();
    final CountDownLatch began = new CountDownLatch(1);
    final CountDownLatch talking = new CountDownLatch(1);
    final CompletableFuture<Duration> over = new CompletableFuture<>();
    final CompletableFuture<Consumer<Character>> presses = new CompletableFuture<>();
    final AtomicInteger atOnce = new AtomicInteger();
    volatile int mostAtOnce;
    volatile boolean mute;
    /** Who is told when what is spoken meanwhile cannot be spoken. */
    volatile Consumer<Problem> breaks = _ -> {};

    volatile Map<String, String> about = Map.of();
    volatile String status = "progressing";

    @Override
    public void answer() {}

    @Override
    public SoundPort sounds() {
        return this;
    }

    @Override
    public KeyPort keys() {
        return this;
    }

    volatile Answerer answerer = Answerer.HUMAN;

    @Override
    public AnswerPort answers() {
        return this;
    }

    @Override
    public Answerer find() {
        said.add("finds " + answerer);
        return answerer;
    }

    @Override
    public void find(Consumer<Answerer> then) {
        then.accept(find());
    }

    @Override
    public void awaitMessageEnd() {
        said.add("beep");
    }

    @Override
    public void mute(String direction) {
        said.add("muted " + direction);
    }

    @Override
    public FactPort facts() {
        return this;
    }

    @Override
    public boolean connect(Connection wish) {
        connections.add(wish);
        return connects;
    }

    @Override
    public void join(Id<?> confbridge) {
        said.add("joined " + confbridge);
    }

    @Override
    public void talk(Utterance utterance) throws InterruptedException {
        mostAtOnce = Math.max(mostAtOnce, atOnce.incrementAndGet());
        about = MDC.getCopyOfContextMap();
        try {
            if (mute) {
                throw new Problem(Problem.Status.UNAVAILABLE, "SYNTHESIZER_UNAVAILABLE", "install flite");
            }
            said.add(utterance.text());
            if (utterance.text().endsWith("...")) {
                talking.countDown();
                new CountDownLatch(1).await();
            }
        } finally {
            atOnce.decrementAndGet();
        }
    }

    @Override
    public void speak(Utterance utterance, Consumer<Problem> broken) {
        said.add("meanwhile " + utterance.text());
        breaks = broken;
    }

    @Override
    public void play(List<URI> urls) {
        urls.forEach(url -> said.add(url.toString()));
    }

    @Override
    public void beep() {
        said.add("beep");
    }

    @Override
    public void echo(Duration duration) {
        said.add("echo " + duration.toMillis());
    }

    @Override
    public void listen(Consumer<Character> pressed) {
        presses.complete(pressed);
    }

    @Override
    public void send(String digits, Duration each, Duration gap) {
        said.add("keys " + digits);
    }

    @Override
    public Map<String, String> variables() {
        return Map.of("voipbin.call.source.target", "+15551230000", Digits.VARIABLE, "");
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String json() {
        return "{\"status\":\"" + status + "\"}";
    }

    @Override
    public void hangup(String reason) {
        hangups.add(reason);
    }

    @Override
    public void hangupLike(Id<?> call) {
        hangups.add("like " + call);
    }

    @Override
    public void show(Tx tx, Action action) {
        shown.add(action);
        began.countDown();
    }

    @Override
    public void failed(Action action, String reason, String message) {
        failed.add(action);
        faults.add(action.type() + " " + reason);
    }

    @Override
    public void flowEnded() {
        over.complete(Duration.ZERO);
    }
}
