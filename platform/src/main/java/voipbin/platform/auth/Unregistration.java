package voipbin.platform.auth;

import java.util.Optional;
import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.kit.sql.Db;
import voipbin.platform.agent.Agents;
import voipbin.platform.customer.Customer;
import voipbin.platform.customer.Lifecycle;

/** How a customer goes: frozen for thirty days, in which it can come back, or at once. */
final class Unregistration {

    private static final String PHRASE = "DELETE";

    private final Db db;
    private final Lifecycle lifecycle;
    private final Agents agents;

    Unregistration(Db db, Lifecycle lifecycle, Agents agents) {
        this.db = db;
        this.lifecycle = lifecycle;
        this.agents = agents;
    }

    /** One of password and phrase. */
    record Ask(String password, String confirmationPhrase, boolean immediate) {
        @Override
        public String toString() {
            return "Ask";
        }
    }

    /** Empty when it is not confirmed or the customer's state does not allow it. */
    Optional<Customer> unregister(Caller caller, Ask ask) {
        Id<Customer> customer = requireAdmin(caller);
        if (!isConfirmed(caller, ask)) {
            return Optional.empty();
        }
        return attempt(() -> db.write(
                tx -> ask.immediate() ? lifecycle.deleteAndForget(tx, customer) : lifecycle.freeze(tx, customer)));
    }

    /** Empty when it is not frozen. */
    Optional<Customer> recover(Caller caller) {
        Id<Customer> customer = requireAdmin(caller);
        return attempt(() -> db.write(tx -> lifecycle.recover(tx, customer)));
    }

    /** Somebody of the customer's own: a delegate acts for it, but does not end it. */
    private static Id<Customer> requireAdmin(Caller caller) {
        boolean own = caller.kind() == Caller.Kind.AGENT || caller.kind() == Caller.Kind.ACCESSKEY;
        if (!own || (caller.permission() & Permission.CUSTOMER_ADMIN) == 0) {
            throw Problem.forbidden("Only an admin of the customer may.");
        }
        return caller.customerId().as();
    }

    private boolean isConfirmed(Caller caller, Ask ask) {
        if (ask.password().isEmpty()) {
            return ask.confirmationPhrase().equals(PHRASE);
        }
        return ask.confirmationPhrase().isEmpty()
                && caller.kind() == Caller.Kind.AGENT
                && agents.hasPassword(caller.agentId().as(), ask.password());
    }

    private static Optional<Customer> attempt(java.util.function.Supplier<Customer> step) {
        try {
            return Optional.of(step.get());
        } catch (Problem state) {
            if (state.reason().equals("STATE_INVALID")) {
                return Optional.empty();
            }
            throw state;
        }
    }
}
