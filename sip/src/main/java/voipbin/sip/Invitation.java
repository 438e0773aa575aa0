package voipbin.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import voipbin.sip.auth.DigestClient;
import voipbin.sip.message.CSeq;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SessionExpires;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Hop;

/** The INVITEs of one call of ours: the first, and what refusals make of it (RFC 3261, 8.1.3). On the shard. */
final class Invitation {

    /** A server that calls every nonce stale would otherwise never end. */
    private static final int MOST_TRIES = 6;

    private final Shard shard;
    private final CallRequest wish;
    private final String callId;
    private final String localTag;
    private final Set<String> tried = new HashSet<>(1);
    private final List<SipUri> left = new ArrayList<>(0);
    private SipUri target;
    private Optional<Duration> least = Optional.empty();
    private int redirects;
    private int tries;
    private long cseq;

    Invitation(Shard shard, CallRequest wish, String callId) {
        this.shard = shard;
        this.wish = wish;
        this.callId = callId;
        this.localTag = shard.tokens().next();
        this.target = wish.target();
    }

    String callId() {
        return callId;
    }

    SipUri target() {
        return target;
    }

    /** The first to this target. */
    Request first(Hop hop) {
        cseq++;
        Headers.Builder headers = Headers.builder()
                .add("Via", shard.outbound().via(hop))
                .add("Max-Forwards", 70)
                .add("From", wish.from().withTag(localTag))
                .add("To", wish.to())
                .add("Call-ID", callId)
                .add("CSeq", new CSeq(cseq, Method.INVITE));
        shard.introduce(headers, shard.contact(wish.from(), hop)).addAll(wish.headers());
        Duration expires = shard.terms().sessionExpires();
        if (!expires.isZero()) {
            headers.add("Session-Expires", expires.toSeconds());
        }
        if (wish.offer().length > 0) {
            headers.set("Content-Type", "application/sdp");
        }
        return Request.of(Method.INVITE, target, headers.build(), wish.offer());
    }

    /** The same to another place (RFC 3263, 4.3). */
    Request elsewhere(Request invite, Hop hop) {
        return invite.with(invite.headers().toBuilder()
                .remove("Via")
                .addFirst("Via", shard.outbound().via(hop))
                .set("Contact", shard.contact(wish.from(), hop))
                .build());
    }

    /** What to send to the same place after this refusal; empty if that is the end. */
    Optional<Request> again(Request invite, Response response, Hop hop) {
        if (tries++ >= MOST_TRIES) {
            return Optional.empty();
        }
        Optional<Headers> changed = switch (response.status()) {
            case 401, 407 ->
                wish.credentials().flatMap(known -> DigestClient.answer(invite, response, known, shard.tokens()::next));
            case 422 -> longer(invite, response);
            default -> Optional.empty();
        };
        return changed.map(headers -> {
            cseq++;
            return invite.with(headers.toBuilder()
                    .remove("Via")
                    .addFirst("Via", shard.outbound().via(hop))
                    .set("CSeq", new CSeq(cseq, Method.INVITE))
                    .build());
        });
    }

    /** RFC 4028, 7.3: with the Min-SE that was asked for, as long as that grows. */
    private Optional<Headers> longer(Request invite, Response response) {
        Duration asked = SessionExpires.least(response);
        if (least.isPresent() && asked.compareTo(least.get()) <= 0) {
            return Optional.empty();
        }
        least = Optional.of(asked);
        Duration ours = shard.terms().sessionExpires();
        Duration longer = ours.compareTo(asked) < 0 ? asked : ours;
        return Optional.of(invite.headers().toBuilder()
                .set("Session-Expires", longer.toSeconds())
                .set("Min-SE", asked.toSeconds())
                .build());
    }

    /** Turns to the next target that a 3xx gives, if that is allowed and leads to a new place (8.1.3.4). */
    boolean redirect(Response response) {
        if (redirects >= shard.terms().redirects()) {
            return false;
        }
        tried.add(target.toString());
        for (NameAddress contact : targets(response)) {
            contact.sip().map(SipUri::withoutHeaders).ifPresent(left::add);
        }
        left.removeIf(uri -> tried.contains(uri.toString()));
        if (left.isEmpty()) {
            return false;
        }
        redirects++;
        target = left.removeFirst();
        return true;
    }

    /** The Contacts of a 3xx, highest q first. */
    static List<NameAddress> targets(Response response) {
        return response.contacts().stream()
                .sorted(Comparator.comparingDouble(Invitation::q).reversed())
                .toList();
    }

    private static double q(NameAddress contact) {
        try {
            return contact.parameters().get("q").map(Double::parseDouble).orElse(1.0);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
