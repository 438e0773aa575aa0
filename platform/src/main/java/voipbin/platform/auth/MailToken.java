package voipbin.platform.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import voipbin.base.Id;
import voipbin.kit.json.Secret;
import voipbin.platform.agent.Agent;
import voipbin.platform.customer.Customer;

/** A token that only the reader of a mail knows; {@code tmDelete} is set once it has been used. */
record MailToken(
        Id<MailToken> id,
        Id<Agent> agentId,
        Id<Customer> customerId,
        MailTokens.Purpose purpose,
        @Secret String tokenHash,
        Instant tmExpire,
        Instant tmCreate,
        @Nullable Instant tmUpdate,
        @Nullable Instant tmDelete) {}
