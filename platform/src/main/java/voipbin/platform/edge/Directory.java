package voipbin.platform.edge;

import voipbin.platform.agent.AgentAddresses;
import voipbin.platform.agent.Agents;
import voipbin.platform.customer.Customers;
import voipbin.platform.direct.Directs;
import voipbin.platform.extension.Extensions;
import voipbin.platform.number.Numbers;
import voipbin.platform.trunk.Trunks;

/** Where the rules look up who and what there is. */
public record Directory(
        Customers customers,
        Extensions extensions,
        Agents agents,
        AgentAddresses owners,
        Numbers numbers,
        Directs directs,
        Trunks trunks) {}
