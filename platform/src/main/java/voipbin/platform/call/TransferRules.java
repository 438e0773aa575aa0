package voipbin.platform.call;

import java.util.Optional;
import voipbin.platform.address.Address;
import voipbin.sip.message.Uri;

/** Who may hand calls on, and to whom. May ask the database. */
public interface TransferRules {

    /** Whether the far end of this call may: one of the customer's own phones, never a stranger or a carrier. */
    boolean mayTransfer(Call call);

    /** Whom that phone means; empty if it may not call that. */
    Optional<Address> destination(Call referrer, Uri to);

    /** How the far end of a call is shown to others. */
    Address shown(Call call);

    /** Nobody may. */
    TransferRules NONE = new TransferRules() {
        @Override
        public boolean mayTransfer(Call call) {
            return false;
        }

        @Override
        public Optional<Address> destination(Call referrer, Uri to) {
            return Optional.empty();
        }

        @Override
        public Address shown(Call call) {
            return call.source();
        }
    };
}
