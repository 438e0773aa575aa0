package voipbin.platform.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import voipbin.platform.address.Address;

/** What is paid for, with the price of one unit (accounts §7.2): tokens where they can pay, and micro-USD. */
public enum CostType {
    @JsonProperty("")
    NONE(0, 0),
    CALL_PSTN_OUTGOING(0, 10_000),
    CALL_PSTN_INCOMING(0, 10_000),
    CALL_VN(1, 1_000),
    CALL_EXTENSION(0, 0),
    CALL_DIRECT_EXT(0, 0),
    SMS(0, 10_000),
    EMAIL(0, 10_000),
    NUMBER(0, 5_000_000),
    NUMBER_RENEW(0, 5_000_000),
    TTS(3, 30_000),
    RECORDING(3, 30_000);

    private static final String VIRTUAL = "+899";

    private final long tokensPerUnit;
    private final long creditPerUnit;

    CostType(long tokensPerUnit, long creditPerUnit) {
        this.tokensPerUnit = tokensPerUnit;
        this.creditPerUnit = creditPerUnit;
    }

    /** Of an outgoing call: what goes to a telephone number costs, everything else stays on the Internet. */
    public static CostType outgoing(Address destination) {
        return destination.needsTelephoneNetwork() ? CALL_PSTN_OUTGOING : CALL_EXTENSION;
    }

    /** Of an incoming call; the first condition that holds decides. */
    public static CostType incoming(Address source, Address destination) {
        if (destination.is(Address.TEL) && destination.target().startsWith(VIRTUAL)) {
            return CALL_VN;
        }
        if (destination.is(Address.TEL) && source.is(Address.TEL)) {
            return CALL_PSTN_INCOMING;
        }
        return source.is(Address.SIP) && destination.is(Address.EXTENSION) ? CALL_DIRECT_EXT : CALL_EXTENSION;
    }

    /** 0 where tokens cannot pay. */
    public long tokensPerUnit() {
        return tokensPerUnit;
    }

    /** Micro-USD. */
    public long creditPerUnit() {
        return creditPerUnit;
    }

    public boolean isFree() {
        return tokensPerUnit == 0 && creditPerUnit == 0;
    }
}
