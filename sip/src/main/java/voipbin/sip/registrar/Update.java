package voipbin.sip.registrar;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import voipbin.sip.IncomingRequest;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.SipUri;

/** What one REGISTER wants, and what it makes of the bindings there are (RFC 3261, 10.3, steps 6 to 8). Pure. */
record Update(String aor, Request request, InetSocketAddress source, String flow, Instant now) {

    static final Duration MINIMUM = Duration.ofSeconds(60);

    private static final Duration STANDARD = Duration.ofSeconds(3600);
    private static final Duration MAXIMUM = Duration.ofDays(1);
    private static final int MOST_CONTACTS = 3;
    private static final int MOST_FLOWS = 6;

    sealed interface Result {

        /** The bindings from now on. */
        record Kept(List<Binding> bindings) implements Result {}

        /** 423: a time shorter than the {@link #MINIMUM}. */
        record TooBrief() implements Result {}

        record Wrong(int status, String phrase) implements Result {}
    }

    static Update of(String aor, IncomingRequest register, Instant now) {
        return new Update(aor, register.message(), register.source(), register.flow(), now);
    }

    /** Whether it is more than a question. */
    boolean changes() {
        return request.contactIsStar() || !request.contacts().isEmpty();
    }

    Result apply(List<Binding> stored) {
        List<Binding> live = new ArrayList<>(
                stored.stream().filter(one -> one.expires().isAfter(now)).toList());
        if (request.contactIsStar()) {
            return removeAll(live);
        }
        if (wantsOutbound() && !firstHopKeepsFlows()) {
            return new Result.Wrong(439, "First Hop Lacks Outbound Support");
        }
        List<Binding> touched = new ArrayList<>();
        for (NameAddress contact : request.contacts()) {
            if (!(contact.uri() instanceof SipUri uri)) {
                return new Result.Wrong(400, "Contact Is Not SIP");
            }
            Duration asked = asked(contact);
            if (!asked.isZero() && asked.compareTo(MINIMUM) < 0) {
                return new Result.TooBrief();
            }
            Binding fresh = binding(uri, contact, asked);
            List<Binding> same = live.stream().filter(one -> isSame(one, fresh)).toList();
            if (same.stream().anyMatch(one -> isNewer(one) && !touched.contains(one))) {
                return new Result.Wrong(500, "Out Of Order");
            }
            live.removeAll(same);
            if (!asked.isZero()) {
                live.add(fresh);
                touched.add(fresh);
            }
        }
        return new Result.Kept(withinLimit(live, touched));
    }

    private Result removeAll(List<Binding> live) {
        if (request.expires().orElse(-1) != 0) {
            return new Result.Wrong(400, "Contact * Wants Expires 0");
        }
        return live.stream().anyMatch(this::isNewer)
                ? new Result.Wrong(500, "Out Of Order")
                : new Result.Kept(List.of());
    }

    /** Made by a later request of the same phone than this one: the two have crossed on the way. */
    private boolean isNewer(Binding binding) {
        return binding.callId().equals(request.callId())
                && binding.cseq() >= request.cseq().number();
    }

    private Duration asked(NameAddress contact) {
        Optional<Long> own = contact.parameters()
                .get("expires")
                .filter(text -> text.matches("\\d{1,10}"))
                .map(Long::valueOf);
        long seconds = own.orElseGet(() -> request.expires().orElse(STANDARD.toSeconds()));
        return Duration.ofSeconds(Math.min(seconds, MAXIMUM.toSeconds()));
    }

    private Binding binding(SipUri uri, NameAddress contact, Duration asked) {
        return new Binding(
                aor,
                uri,
                source,
                request.callId(),
                request.cseq().number(),
                now.plus(asked),
                request.header("User-Agent").orElse(""),
                contact.parameters().get("+sip.instance").orElse(""),
                regId(contact),
                path().isEmpty() ? flow : "",
                path());
    }

    /** The number of a flow, where the phone and what stands between it and us keep flows (RFC 5626, 6). */
    private int regId(NameAddress contact) {
        return outbound() ? asked(contact, "reg-id") : 0;
    }

    private static int asked(NameAddress contact, String name) {
        return contact.parameters()
                .get(name)
                .filter(text -> text.matches("[1-9]\\d{0,8}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /** Whether the phone wants its flows kept. */
    private boolean wantsOutbound() {
        return request.words("Supported").stream().anyMatch("outbound"::equalsIgnoreCase)
                && request.contacts().stream()
                        .anyMatch(contact -> asked(contact, "reg-id") > 0
                                && contact.parameters().has("+sip.instance"));
    }

    /** Whether the first element on the way keeps the flow: we ourselves over a connection, else it says so. */
    private boolean firstHopKeepsFlows() {
        List<NameAddress> path = path();
        if (path.isEmpty()) {
            return request.headers().values("Via").size() <= 1;
        }
        return path.getLast().sip().filter(uri -> uri.parameters().has("ob")).isPresent();
    }

    /** Whether the flows are kept; over UDP it is STUN that keeps one alive. */
    boolean outbound() {
        return wantsOutbound() && firstHopKeepsFlows();
    }

    /** Over a proxy it is the proxy's flow that counts, and the proxy that knows whether it stands. */
    private List<NameAddress> path() {
        List<NameAddress> path = new ArrayList<>();
        request.headers().values("Path").forEach(value -> path.addAll(NameAddress.list(value)));
        return List.copyOf(path);
    }

    /**
     * The same flow of the same device (RFC 5626, 6), or the same address (RFC 3261, 19.1.4, what matters of it). A
     * device that numbers no flows has one.
     */
    private static boolean isSame(Binding one, Binding other) {
        if (one.isSameDevice(other)) {
            return one.regId() == other.regId() || one.regId() == 0 || other.regId() == 0;
        }
        SipUri left = one.contact();
        SipUri right = other.contact();
        return left.user().equals(right.user())
                && left.host().equals(right.host())
                && left.port().equals(right.port())
                && left.parameters().get("transport").equals(right.parameters().get("transport"));
    }

    /** Over the limit, what would end soonest goes, but not what has just come while anything else is left. */
    private static List<Binding> withinLimit(List<Binding> live, List<Binding> touched) {
        List<Binding> kept = new ArrayList<>(live);
        Comparator<Binding> leastWorth =
                Comparator.<Binding, Boolean>comparing(touched::contains).thenComparing(Binding::expires);
        while (devices(kept) > MOST_CONTACTS || kept.size() > MOST_FLOWS) {
            kept.remove(kept.stream().min(leastWorth).orElseThrow());
        }
        return List.copyOf(kept);
    }

    /** Two flows to a device are one place to ring. */
    private static int devices(List<Binding> bindings) {
        List<Binding> one = new ArrayList<>();
        bindings.stream()
                .filter(binding -> one.stream().noneMatch(binding::isSameDevice))
                .forEach(one::add);
        return one.size();
    }

    /** As the answer lists it: seconds left, rounded up. */
    static NameAddress contact(Binding binding, Instant now) {
        long left = (Duration.between(now, binding.expires()).toMillis() + 999) / 1000;
        NameAddress address = NameAddress.of(binding.contact()).with("expires", Long.toString(left));
        if (binding.instance().isEmpty()) {
            return address;
        }
        NameAddress named = address.with("+sip.instance", binding.instance());
        return binding.regId() == 0 ? named : named.with("reg-id", Integer.toString(binding.regId()));
    }
}
