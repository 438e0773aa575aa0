package voipbin.platform.flow.action;

import java.util.List;
import voipbin.platform.address.Address;
import voipbin.platform.flow.Connection;
import voipbin.platform.flow.Run;

/**
 * Connects the call with others: they ring, the first one to answer talks with it until either leaves. The flow goes on
 * afterwards; it ends when nobody could be rung at all.
 */
@Traits(media = Media.RTC, onError = OnError.STOP)
record Connect(Address source, List<Address> destinations, boolean earlyMedia, boolean relayReason, String anonymous)
        implements Step {

    @Override
    public Next run(Run run) throws InterruptedException {
        boolean goesOn = run.call().connect(new Connection(source, destinations, earlyMedia, relayReason, anonymous));
        return goesOn ? Next.ONWARD : Next.STOP;
    }
}
