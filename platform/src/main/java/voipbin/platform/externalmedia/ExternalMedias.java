package voipbin.platform.externalmedia;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.media.MediaSession;
import voipbin.platform.call.Calls;
import voipbin.platform.flow.ExternalMediaPort;

/** The servers of customers that flows have connected calls with. */
final class ExternalMedias implements ExternalMediaPort {

    /** Calls §5. */
    private static final int MOST = 5;

    /** One that goes on. */
    private record Going(MediaSession media, Bystander bystander) {

        void end() {
            media.untap(bystander);
            bystander.close();
        }
    }

    private final Calls calls;
    private final Connector connector;
    private final Map<Id<?>, Set<Going>> going = new ConcurrentHashMap<>();

    ExternalMedias(Calls calls, Connector connector) {
        this.calls = calls;
        this.connector = connector;
    }

    @Override
    public void start(Id<?> call, Wish wish, Consumer<Problem> broken) {
        Terms terms = Terms.of(wish);
        MediaSession media =
                calls.audible(call.as()).orElseThrow(() -> Problem.conflict("CALL_STATE_INVALID", "The call is over."));
        Going one = new Going(media, new Bystander(terms.listens(), terms.speaks()));
        going.compute(call, (_, before) -> with(before == null ? Set.of() : before, one));
        Thread.ofVirtual().name("external-media").start(() -> run(call, one, terms, broken));
    }

    private static Set<Going> with(Set<Going> before, Going one) {
        if (before.size() >= MOST) {
            throw new Problem(
                    Problem.Status.RESOURCE_EXHAUSTED,
                    "EXTERNAL_MEDIA_LIMIT",
                    "A call has at most " + MOST + " external media.");
        }
        Set<Going> after = new HashSet<>(before);
        after.add(one);
        return Set.copyOf(after);
    }

    private void run(Id<?> call, Going one, Terms terms, Consumer<Problem> broken) {
        try {
            one.media().tap(one.bystander());
            connector.connect(terms.way(), one.bystander());
        } catch (IOException unreachable) {
            if (!one.bystander().isClosed()) {
                broken.accept(new Problem(
                        Problem.Status.UNAVAILABLE, "EXTERNAL_MEDIA_UNREACHABLE", String.valueOf(unreachable)));
            }
        } catch (InterruptedException nobodyInterruptsIt) {
            Thread.currentThread().interrupt();
        } finally {
            one.end();
            going.computeIfPresent(call, (_, all) -> without(all, one));
        }
    }

    private static @Nullable Set<Going> without(Set<Going> all, Going one) {
        Set<Going> left = new HashSet<>(all);
        left.remove(one);
        return left.isEmpty() ? null : Set.copyOf(left);
    }

    @Override
    public void stop(Id<?> call) {
        going.getOrDefault(call, Set.of()).forEach(Going::end);
    }

    /** How many go on. */
    int count() {
        return going.values().stream().mapToInt(Set::size).sum();
    }
}
