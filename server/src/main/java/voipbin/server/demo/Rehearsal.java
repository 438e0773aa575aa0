package voipbin.server.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.sip.CallListener;
import voipbin.sip.CallRequest;
import voipbin.sip.SipConfig;
import voipbin.sip.SipStack;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;

/**
 * Some thousand short calls both ways on a server that is there for nothing else, so that Java learns what a server
 * does most and need not find out again at each start (JEP 515). Whether a call succeeds does not matter.
 */
public final class Rehearsal {

    private static final String NUMBER = "+899100000099";
    private static final int SLOW = 100;
    private static final int CALLS = 2000;
    private static final Duration SLOWLY = Duration.ofMillis(20);
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final Demo.Place place;
    private final Requests requests;
    private final InetAddress host = InetAddress.getLoopbackAddress();

    public Rehearsal(Demo.Place place) {
        this.place = place;
        this.requests = new Requests(place);
    }

    /** Takes ten to twenty seconds. */
    public void run() throws IOException, InterruptedException {
        String flow = requests.post(
                        "/v1.0/flows", "{\"name\":\"rehearsal\",\"detail\":\"\",\"actions\":[{\"type\":\"answer\"}]}")
                .path("id")
                .asString();
        requests.post(
                "/v1.0/numbers",
                "{\"number\":\"%s\",\"type\":\"virtual\",\"name\":\"rehearsal\",\"call_flow_id\":\"%s\"}"
                        .formatted(NUMBER, flow));
        FutureTask<Boolean> talk = new FutureTask<>(MediaRehearsal::take);
        Thread.ofPlatform().daemon().name("media-rehearsal").start(talk);
        call();
        try {
            talk.get();
        } catch (ExecutionException failed) {
            throw new DemoFailure("the rehearsal of media: " + failed.getCause());
        }
    }

    private void call() throws IOException, InterruptedException {
        SipConfig config = SipConfig.of(new InetSocketAddress(host, 0));
        try (DatagramSocket deaf = new DatagramSocket(0, host)) {
            byte[] sdp = Sdp.pcmu(new InetSocketAddress(host, deaf.getLocalPort()));
            try (SipStack phone = SipStack.start(config, new Reach(host, Optional.empty()), new Counters(), call -> {
                call.ring();
                call.answer(sdp);
            })) {
                call(phone, sdp);
            }
        }
    }

    private void call(SipStack phone, byte[] sdp) throws InterruptedException {
        CallRequest in = CallRequest.of(
                SipUri.of(NUMBER, place.sip()), NameAddress.of("", SipUri.of("guest", phone.address())), sdp);
        String out = """
                    {"source":{"type":"sip","target":"rehearsal@127.0.0.1"},\
                    "destinations":[{"type":"sip","target":"phone@127.0.0.1:%d"}],"actions":[]}\
                    """.formatted(phone.address().getPort());
        for (int i = 0; i < CALLS; i++) {
            if (i % 2 == 0) {
                phone.call(in, CallListener.NOBODY);
            } else {
                requests.postAside("/v1.0/calls", out);
            }
            Thread.sleep(i < SLOW ? SLOWLY : BETWEEN);
        }
        Thread.sleep(BETWEEN.multipliedBy(SLOW));
    }
}
