package voipbin.platform.usage;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import voipbin.kit.sql.Tx;
import voipbin.platform.address.Address;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.billing.Charges;
import voipbin.platform.billing.CostType;
import voipbin.platform.billing.Usage;
import voipbin.platform.call.Call;
import voipbin.platform.call.CallListener;

/**
 * Charges calls from the answer to the hangup; ringing costs nothing, and a call that nobody answered has no row
 * (accounts §7.3).
 */
public final class CallCharges implements CallListener {

    private final Charges charges;

    public CallCharges(Charges charges) {
        this.charges = charges;
    }

    @Override
    public void changed(Tx tx, Call call) {
        switch (call.status()) {
            case PROGRESSING -> charges.open(tx, usage(call), timeOf(call.tmProgressing(), tx));
            case HANGUP -> charges.close(tx, referenceTypeOf(call), call.id(), timeOf(call.tmHangup(), tx));
            case DIALING, RINGING, TERMINATING, CANCELING -> {
                // only the time between answer and hangup is paid for
            }
        }
    }

    private static Instant timeOf(@Nullable Instant recorded, Tx tx) {
        return Optional.ofNullable(recorded).orElseGet(tx::now);
    }

    private static Usage usage(Call call) {
        return new Usage(call.customerId(), referenceTypeOf(call), call.id(), costTypeOf(call));
    }

    static CostType costTypeOf(Call call) {
        return switch (call.direction()) {
            case INCOMING -> CostType.incoming(call.source(), call.destination());
            case OUTGOING -> CostType.outgoing(call.destination());
        };
    }

    static ReferenceType referenceTypeOf(Call call) {
        Address far = switch (call.direction()) {
            case INCOMING -> call.source();
            case OUTGOING -> call.destination();
        };
        return far.is(Address.TEL) ? ReferenceType.CALL : ReferenceType.CALL_EXTENSION;
    }
}
