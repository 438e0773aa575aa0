package voipbin.sip.message;

import java.util.Optional;
import java.util.function.Supplier;

/** Text that breaks the grammar. Never leaves the package: it becomes an empty Optional or a refused message. */
final class Malformed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Malformed(String what) {
        // peers send garbage all day: no stack
        super(what, null, false, false);
    }

    static <T> Optional<T> ifAny(Supplier<T> parse) {
        try {
            return Optional.of(parse.get());
        } catch (Malformed malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
