package voipbin.platform.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static voipbin.kit.auth.Permission.ADMIN_OR_MANAGER;
import static voipbin.kit.auth.Permission.PROJECT_ALL;

import voipbin.base.Id;
import voipbin.base.Problem;
import voipbin.kit.auth.Caller;
import voipbin.kit.auth.Permission;
import voipbin.platform.agent.Agent.RingMethod;
import voipbin.platform.mail.MailAddress;

/** What an agent may be, and who may make it so. */
final class AgentRules {

    private static final int LONGEST_NAME = 255;

    /** Conventions §18. */
    private static final String GUEST = "d819c626-0284-4df8-99d6-d03e1c6fba88";

    private AgentRules() {}

    static boolean isGuest(Id<Agent> id) {
        return id.toString().equals(GUEST);
    }

    /** The checks that need no database, in the order of accounts §3.2. */
    static void check(Caller caller, Agent.Draft draft) {
        if (draft.addresses().isEmpty()) {
            throw Problem.invalid("addresses", "at least one is needed");
        }
        checkPermission(caller, draft.permission());
        if (!MailAddress.isPlausible(draft.username())) {
            throw Problem.invalid("INVALID_USERNAME_FORMAT", "username", "must be an e-mail address");
        }
        if (draft.ringMethod() != RingMethod.RINGALL) {
            throw Problem.invalid("INVALID_RING_METHOD", "ring_method", "must be ringall");
        }
        checkName(draft.name());
    }

    static void checkName(String name) {
        if (name.getBytes(UTF_8).length > LONGEST_NAME) {
            throw Problem.invalid("name", "must not be longer than " + LONGEST_NAME + " bytes");
        }
    }

    /** Only an operator makes operators. */
    static void checkPermission(Caller caller, int permission) {
        if (permission < 0 || permission > Permission.ANYONE) {
            throw Problem.invalid("permission", "must be a mask of permission bits");
        }
        if ((permission & PROJECT_ALL) != 0 && !caller.isSuperAdmin()) {
            throw Problem.forbidden("Only an operator grants platform permissions.");
        }
    }

    /** Whoever could take over or remove an operator's login would have the platform. */
    static void requirePower(Caller caller, Agent agent) {
        if ((agent.permission() & PROJECT_ALL) != 0 && !caller.isSuperAdmin()) {
            throw Problem.forbidden("This agent is an operator of the platform.");
        }
    }

    /** An agent itself, or who manages the customer. */
    static void requireSelfOrManager(Caller caller, Agent agent) {
        if (!caller.agentId().equals(agent.id())) {
            caller.require(agent.customerId(), ADMIN_OR_MANAGER);
        }
    }
}
