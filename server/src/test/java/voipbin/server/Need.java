package voipbin.server;

import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.CUSTOMER_ADMIN;
import static voipbin.kit.auth.Permission.CUSTOMER_ALL;

import java.util.Optional;
import voipbin.kit.auth.Caller.Kind;

/** What a route asks of its caller (conventions §4 and §5), said without a look at how the routes do it. */
enum Need {
    /** Everybody, without a credential. */
    OPEN,
    /** A bit of {@code admin|manager}: what a route needs unless {@link Needs} says otherwise. */
    MANAGER,
    ADMIN,
    /** Any bit of the customer's. */
    ANY_BIT,
    /** Whoever is of the customer. */
    ANYONE,
    /** Any agent, for itself. */
    AGENT,
    /** An agent, for what is assigned to it; the object of this test is assigned to nobody. */
    ASSIGNED_AGENT,
    /** An agent, for its own or as a manager; the object of this test is the manager's. */
    OWNING_AGENT,
    /** A platform operator. */
    OPERATOR,
    /** A platform operator in person. */
    OPERATING_AGENT,
    /** An admin of the customer's own, whoever else may act for it. */
    OWN_ADMIN,
    /** Everybody with a credential but delegates. */
    SOCKET,
    /** A bit of {@code admin|manager}, and no delegate. */
    MEDIA_SOCKET;

    /** Why somebody of the object's customer is refused; empty for who may. */
    Optional<String> refusal(Somebody who) {
        return switch (this) {
            case OPEN, ANYONE -> Optional.empty();
            case MANAGER -> unless(who.holds(ADMIN_OR_MANAGER));
            case ADMIN -> unless(who.holds(CUSTOMER_ADMIN));
            case ANY_BIT -> unless(who.holds(CUSTOMER_ALL));
            case AGENT -> inPerson(who);
            case ASSIGNED_AGENT -> inPerson(who).or(() -> unless(false));
            case OWNING_AGENT -> inPerson(who).or(() -> unless(who.holds(ADMIN_OR_MANAGER)));
            case OPERATOR -> unless(who.isOperator());
            case OPERATING_AGENT -> inPerson(who).or(() -> unless(who.isOperator()));
            case OWN_ADMIN -> unless(who.kind() != Kind.DELEGATE && who.hasBit(CUSTOMER_ADMIN));
            case SOCKET -> unless(who.kind() != Kind.DELEGATE);
            case MEDIA_SOCKET -> unless(who.kind() != Kind.DELEGATE && who.holds(ADMIN_OR_MANAGER));
        };
    }

    boolean isInPerson() {
        return this == AGENT || this == ASSIGNED_AGENT || this == OWNING_AGENT || this == OPERATING_AGENT;
    }

    private static Optional<String> inPerson(Somebody who) {
        return who.kind() == Kind.AGENT ? Optional.empty() : Optional.of("AGENT_AUTH_REQUIRED");
    }

    private static Optional<String> unless(boolean allowed) {
        return allowed ? Optional.empty() : Optional.of("PERMISSION_DENIED");
    }
}
