package voipbin.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/** Stacks on free ports of the loopback address, closed together. */
final class Stacks implements AutoCloseable {

    static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    static final NameAddress ALICE = NameAddress.of(SipUri.of("alice", "127.0.0.1"));

    private final List<SipStack> all = new ArrayList<>();
    final Counters counters = new Counters();

    SipStack start(Network network, SipApplication application) throws IOException {
        return start(network, application, counters);
    }

    SipStack start(Network network, SipApplication application, Counters counted) throws IOException {
        return start(ANY, network, application, counted);
    }

    SipStack start(InetSocketAddress listen, Network network, SipApplication application, Counters counted)
            throws IOException {
        SipStack stack = SipStack.start(
                SipConfig.of(listen).withNetwork(network),
                new Reach(listen.getAddress(), Optional.empty()),
                counted,
                application);
        all.add(stack);
        return stack;
    }

    static CallRequest to(SipUri target) {
        return CallRequest.of(target, ALICE, "v=0\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        all.forEach(SipStack::close);
    }
}
