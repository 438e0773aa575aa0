package voipbin.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for, once. Safe for all threads. */
final class Lazy<T> {

    private final Supplier<T> make;
    private @Nullable T made;

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    /** Locked, so that two who ask at once do not make two. */
    synchronized T get() {
        if (made == null) {
            made = make.get();
        }
        return made;
    }
}
