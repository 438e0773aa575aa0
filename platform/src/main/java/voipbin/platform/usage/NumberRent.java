package voipbin.platform.usage;

import java.time.YearMonth;
import java.time.ZoneOffset;
import voipbin.base.Id;
import voipbin.kit.sql.Tx;
import voipbin.platform.billing.Billing.ReferenceType;
import voipbin.platform.billing.Charges;
import voipbin.platform.billing.CostType;
import voipbin.platform.billing.DerivedId;
import voipbin.platform.billing.Usage;
import voipbin.platform.customer.Customer;
import voipbin.platform.number.Number;
import voipbin.platform.number.Rent;

/** Normal numbers are paid by the month, once in each (accounts §7.3). */
public final class NumberRent implements Rent {

    private final Charges charges;

    public NumberRent(Charges charges) {
        this.charges = charges;
    }

    @Override
    public boolean pay(Tx tx, Number number) {
        YearMonth month = YearMonth.from(tx.now().atOffset(ZoneOffset.UTC));
        Id<?> reference = DerivedId.of(Id.nil(), number.id() + ":renew:" + month);
        return charges.chargeIfAffordable(
                tx, new Usage(number.customerId(), ReferenceType.NUMBER_RENEW, reference, CostType.NUMBER_RENEW), 1);
    }

    @Override
    public void requireAffordable(Tx tx, Id<Customer> customer) {
        charges.require(tx, customer, CostType.NUMBER, 1);
    }

    @Override
    public void payFirst(Tx tx, Number number) {
        charges.charge(tx, new Usage(number.customerId(), ReferenceType.NUMBER, number.id(), CostType.NUMBER), 1);
    }
}
