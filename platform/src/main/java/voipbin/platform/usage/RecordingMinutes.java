package voipbin.platform.usage;

import java.time.Instant;
import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.billing.Charges;
import voipbin.platform.billing.CostType;
import voipbin.platform.billing.Usage;
import voipbin.platform.customer.Customer;
import voipbin.platform.recording.Metering;
import voipbin.platform.recording.Recording;

/** Recordings are paid by the minute, from start to end (accounts §7.3). */
public final class RecordingMinutes implements Metering {

    private final Charges charges;

    public RecordingMinutes(Charges charges) {
        this.charges = charges;
    }

    @Override
    public void requireAffordable(Tx tx, Id<Customer> customer) {
        charges.require(tx, customer, CostType.RECORDING, 1);
    }

    @Override
    public void started(Tx tx, Recording recording, Instant start) {
        Usage usage = new Usage(recording.customerId(), ReferenceType.RECORDING, recording.id(), CostType.RECORDING);
        charges.open(tx, usage, start);
    }

    @Override
    public void finished(Tx tx, Recording recording, Instant end) {
        charges.close(tx, ReferenceType.RECORDING, recording.id(), end);
    }
}
