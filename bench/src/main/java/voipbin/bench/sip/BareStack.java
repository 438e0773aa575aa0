package voipbin.bench.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;

/** A process of its own: the SIP stack without a platform, which answers each call at once. Ends with its input. */
public final class BareStack {

    private BareStack() {}

    /** Prints its port. */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        byte[] answer = Texts.sdp(9).getBytes(StandardCharsets.ISO_8859_1);
        Reach reach = new Reach(any.getAddress(), Optional.empty());
        try (SipStack stack = SipStack.start(SipConfig.of(any), reach, new Counters(), call -> {
            call.listener(_ -> {});
            call.answer(answer);
        })) {
            System.out.println(stack.address().getPort());
            while (System.in.read() >= 0) {
                // until whoever started it is gone
            }
        }
    }
}
