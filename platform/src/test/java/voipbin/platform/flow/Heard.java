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

    /** Whether all that may take its time lasts until somebody ends it. */
    volatile boolean lasting;

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
    public Answerer find() throws InterruptedException {
        does("finds " + answerer, lasting);
        return answerer;
    }

    @Override
    public void find(Consumer<Answerer> then) {
        said.add("finds " + answerer);
        then.accept(answerer);
    }

    @Override
    public void awaitMessageEnd() throws InterruptedException {
        does("beep", lasting);
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
    public boolean connect(Connection wish) throws InterruptedException {
        connections.add(wish);
        does("connects", lasting);
        return connects;
    }

    @Override
    public void join(Id<?> confbridge) throws InterruptedException {
        does("joined " + confbridge, lasting);
    }

    @Override
    public void talk(Utterance utterance) throws InterruptedException {
        about = MDC.getCopyOfContextMap();
        if (mute) {
            throw new Problem(Problem.Status.UNAVAILABLE, "SYNTHESIZER_UNAVAILABLE", "install flite");
        }
        does(utterance.text(), utterance.text().endsWith("..."));
    }

    /** What the flow does, one thing at a time if it is right. */
    private void does(String what, boolean lasts) throws InterruptedException {
        mostAtOnce = Math.max(mostAtOnce, atOnce.incrementAndGet());
        try {
            said.add(what);
            if (lasts) {
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
    public void play(List<URI> urls) throws InterruptedException {
        for (URI url : urls) {
            does(url.toString(), lasting);
        }
    }

    @Override
    public void beep() throws InterruptedException {
        does("beep", lasting);
    }

    @Override
    public void echo(Duration duration) throws InterruptedException {
        does("echo " + duration.toMillis(), lasting);
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
