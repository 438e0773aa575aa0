package voipbin.sip;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import voipbin.base.Reach;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Hosts;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Parameters;
import voipbin.sip.message.SipUri;
import voipbin.sip.message.Via;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.Transport;

/** Where our requests go, and what they say about where we are. */
final class Outbound {

    /** Where to send, or why there is nowhere. */
    sealed interface Way {
        record Found(Hop hop) implements Way {}

        record Nowhere(String why) implements Way {}
    }

    private final Transport transport;
    private final Reach reach;
    private final Resolver resolver;
    private final Tokens tokens;

    Outbound(Transport transport, Reach reach, Resolver resolver, Tokens tokens) {
        this.transport = transport;
        this.reach = reach;
        this.resolver = resolver;
        this.tokens = tokens;
    }

    /** A fresh Via with {@code rport} (RFC 3581). */
    Via via(Hop hop) {
        InetSocketAddress self = self(hop);
        return new Via(
                hop.transport().name(),
                Hosts.text(self.getAddress()),
                java.util.OptionalInt.of(self.getPort()),
                Parameters.none().with("branch", tokens.branch()).withFlag("rport"));
    }

    /** Our address as this peer reaches it. */
    NameAddress contact(String user, Hop hop) {
        InetSocketAddress self = self(hop);
        return NameAddress.of(
                user.isEmpty()
                        ? SipUri.ofHost(Hosts.text(self.getAddress())).withPort(self.getPort())
                        : SipUri.of(user, self));
    }

    private InetSocketAddress self(Hop hop) {
        return new InetSocketAddress(
                reach.towards(hop.address().getAddress()),
                hop.transport().address().getPort());
    }

    /** The way of a request outside a dialog: as told, or by its first Route, or by its target. */
    void way(Optional<InetSocketAddress> told, Headers headers, SipUri target, Executor shard, Consumer<Way> found) {
        if (told.isPresent()) {
            found.accept(new Way.Found(new Hop(transport, told.get())));
            return;
        }
        SipUri next = headers.first("Route")
                .flatMap(NameAddress::parse)
                .flatMap(NameAddress::sip)
                .orElse(target);
        String wanted = next.parameters().get("transport").orElse("udp").toLowerCase(Locale.ROOT);
        if (next.secure() || !wanted.equals("udp")) {
            found.accept(new Way.Nowhere("no transport for " + next));
            return;
        }
        resolve(next, shard, found);
    }

    /** The way of a request within a dialog. */
    void way(Dialog dialog, Executor shard, Consumer<Way> found) {
        Optional<Hop> heardFrom = dialog.heardFrom();
        if (heardFrom.isPresent()) {
            found.accept(new Way.Found(heardFrom.get()));
        } else {
            resolve(dialog.nextHop().orElseThrow(), shard, found);
        }
    }

    private void resolve(SipUri uri, Executor shard, Consumer<Way> found) {
        resolver.resolve(
                uri,
                shard,
                address -> found.accept(address.<Way>map(known -> new Way.Found(new Hop(transport, known)))
                        .orElseGet(() -> new Way.Nowhere("unknown host " + uri.host()))));
    }
}
