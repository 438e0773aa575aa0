package voipbin.platform.extension;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import voipbin.base.Id;
import voipbin.platform.customer.Customer;

/** The extensions whose phones come again and again, as they are in the database. Any thread. */
final class KnownExtensions {

    /** Beyond this many all are forgotten: they come again. */
    private static final int MOST = 200_000;

    private record Name(Id<Customer> customer, String dialName) {}

    private final ConcurrentMap<Name, Extension> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    Optional<Extension> find(Id<Customer> customer, String dialName) {
        return Optional.ofNullable(known.get(new Name(customer, dialName)));
    }

    /** Keeps what is read, unless something has been changed meanwhile: it may have been read before that. */
    Optional<Extension> keep(Supplier<Optional<Extension>> read) {
        long before = changes.get();
        Optional<Extension> found = read.get();
        if (found.isEmpty()) {
            return found;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        Name name = name(found.get());
        known.put(name, found.get());
        if (changes.get() != before) {
            known.remove(name);
        }
        return found;
    }

    /** Its change has been committed. */
    void changed(Extension extension) {
        changes.incrementAndGet();
        known.remove(name(extension));
    }

    private static Name name(Extension extension) {
        return new Name(extension.customerId(), extension.extension());
    }
}
