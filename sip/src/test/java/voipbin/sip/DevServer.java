package voipbin.sip;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import voipbin.base.Counters;
import voipbin.base.Reach;
import voipbin.base.Timers;
import voipbin.sip.auth.DigestServer;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.SipUri;
import voipbin.sip.registrar.Account;
import voipbin.sip.registrar.Accounts;
import voipbin.sip.registrar.Binding;
import voipbin.sip.registrar.MemoryBindings;
import voipbin.sip.registrar.Registrar;
import voipbin.sip.transport.SipTrace;

/**
 * A small server for trying real phones by hand: users 1000–1009 with password {@code secret} may register; a call to a
 * registered user makes the server ring it by itself (no relaying); a call to {@code echo} is answered with its own
 * SDP, to {@code busy} gets 486, to {@code ring} rings. Lines on standard input: {@code call USER}, {@code hangup},
 * {@code bindings}, {@code counts}. Argument: the port.
 */
public final class DevServer implements SipApplication {

    private final MemoryBindings bindings = new MemoryBindings();
    private final Counters counters = new Counters();
    private final Registrar registrar;
    private final SipStack stack;
    private Optional<OutgoingCall> last = Optional.empty();

    private DevServer(int port, boolean trace) throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        Timers timers = (delay, callback) -> {
            var future = scheduler.schedule(callback, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        };
        InstantSource clock = InstantSource.system();
        registrar = new Registrar(new Tens(), bindings, DigestServer.of(clock), timers, clock, counters);
        InetSocketAddress listen = new InetSocketAddress("127.0.0.1", port);
        SipConfig config = SipConfig.of(listen);
        stack = SipStack.start(
                trace ? config.withTrace(new Printer()) : config,
                new Reach(listen.getAddress(), Optional.empty()),
                counters,
                this);
    }

    private record Tens() implements Accounts {
        @Override
        public Optional<Account> find(String host, String user) {
            return user.matches("100\\d") ? Optional.of(new Account(user + "@dev", user, "secret")) : Optional.empty();
        }

        @Override
        public String realm(String host) {
            return "dev";
        }
    }

    private record Printer() implements SipTrace {
        @Override
        public void received(byte[] message, InetSocketAddress from, InetSocketAddress to, java.time.Instant at) {
            System.out.println(at + " <<< " + from + "\n" + new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void sent(byte[] message, InetSocketAddress from, InetSocketAddress to, java.time.Instant at) {
            System.out.println(at + " >>> " + to + "\n" + new String(message, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void onInvite(IncomingCall call) {
        call.listener(new Said("incoming " + call.callId()));
        String user = call.invite().uri().user().orElse("");
        call.ring();
        switch (user) {
            case "echo" -> call.answer(call.invite().body());
            case "busy" -> call.refuse(486, "Busy Here");
            case "ring" -> {}
            default -> call.refuse(404, "Not Found");
        }
    }

    @Override
    public void onRequest(IncomingRequest request) {
        if (request.message().method().name().equals("REGISTER")) {
            registrar.handle(request);
        } else {
            request.respondByDefault();
        }
    }

    private record Said(String who) implements CallListener {
        @Override
        public void onProgress(voipbin.sip.message.Response provisional) {
            System.out.println(who + " progress " + provisional.status());
        }

        @Override
        public void onAnswered(voipbin.sip.message.Response ok) {
            System.out.println(who + " answered");
        }

        @Override
        public void onConfirmed(voipbin.sip.message.Request ack) {
            System.out.println(who + " confirmed");
        }

        @Override
        public void onReoffer(Reoffer reoffer) {
            System.out.println(who + " reoffer");
            reoffer.answer(reoffer.offer().orElse(SDP));
        }

        @Override
        public void onEnded(CallOutcome outcome) {
            System.out.println(who + " ended " + outcome);
        }
    }

    private static final byte[] SDP = String.join(
                    "\r\n",
                    "v=0",
                    "o=- 1 1 IN IP4 127.0.0.1",
                    "s=-",
                    "c=IN IP4 127.0.0.1",
                    "t=0 0",
                    "m=audio 40000 RTP/AVP 0 8 101",
                    "a=rtpmap:0 PCMU/8000",
                    "a=rtpmap:8 PCMA/8000",
                    "a=rtpmap:101 telephone-event/8000",
                    "a=sendrecv",
                    "")
            .getBytes(StandardCharsets.UTF_8);

    private void command(String line) {
        String[] words = line.strip().split(" ");
        switch (words[0]) {
            case "call" -> {
                for (Binding binding : bindings.of(words[1] + "@dev")) {
                    CallRequest request = new CallRequest(
                            binding.contact(),
                            Optional.of(binding.source()),
                            NameAddress.of("Dev", SipUri.of("dev", stack.address())),
                            NameAddress.of(binding.contact().bare()),
                            java.util.List.of(),
                            SDP,
                            Optional.empty());
                    last = Optional.of(stack.call(request, new Said("call to " + binding.contact())));
                }
            }
            case "hangup" -> last.ifPresent(OutgoingCall::hangup);
            case "bindings" -> {
                for (int i = 0; i < 10; i++) {
                    bindings.of("100" + i + "@dev").forEach(System.out::println);
                }
            }
            case "counts" -> System.out.println(counters.counts() + " " + counters.levels());
            default -> System.out.println("call USER | hangup | bindings | counts");
        }
    }

    public static void main(String[] arguments) throws Exception {
        DevServer server = new DevServer(Integer.parseInt(arguments[0]), arguments.length > 1);
        System.out.println("listening on " + server.stack.address());
        try (var in = new java.util.Scanner(System.in, StandardCharsets.UTF_8)) {
            while (in.hasNextLine()) {
                server.command(in.nextLine());
            }
        }
        server.stack.close();
        System.exit(0);
    }
}
