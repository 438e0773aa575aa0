package voipbin.platform.billing;

import voipbin.base.Id;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.customer.Customer;

/** What somebody uses and pays for; the reference type and id together are charged once. */
public record Usage(Id<Customer> customer, ReferenceType referenceType, Id<?> referenceId, CostType costType) {}
