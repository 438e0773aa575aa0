package voipbin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Makes calls whose flow is empty: each rings, is answered, and is hung up by the server. */
final class Load implements AutoCloseable {

    private static final String EMPTY_FLOW = "[]";
    private static final long SECOND = 1_000_000_000;

    private final Api api;
    private final Phones phones;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Load(Api api, Phones phones) {
        this.api = api;
        this.phones = phones;
    }

    /** Each when the one before is over; time runs from just before the POST. */
    Round oneAfterAnother(int calls) throws InterruptedException {
        Round.Tally tally = new Round.Tally();
        for (int i = 0; i < calls; i++) {
            count(threads.submit(() -> make(System.nanoTime())), tally);
        }
        return tally.round();
    }

    /** Each when it is due, however the others fare; time runs from when it was due. */
    Round atRate(int perSecond, int calls) throws InterruptedException {
        long began = System.nanoTime();
        List<Future<Round.Made>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            long due = began + i * SECOND / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            all.add(threads.submit(() -> make(due)));
        }
        Round.Tally tally = new Round.Tally();
        for (Future<Round.Made> one : all) {
            count(one, tally);
        }
        return tally.round();
    }

    private Round.Made make(long due) throws IOException, InterruptedException {
        Phone phone = phones.next();
        long posted = System.nanoTime();
        api.call(phone.address(), EMPTY_FLOW);
        long answered = System.nanoTime();
        long invited = phone.awaitInvite();
        phone.awaitEnd();
        return new Round.Made(invited - due, answered - due, posted - due);
    }

    private static void count(Future<Round.Made> call, Round.Tally tally) throws InterruptedException {
        try {
            tally.made(call.get());
        } catch (ExecutionException failed) {
            tally.failed(String.valueOf(failed.getCause()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
