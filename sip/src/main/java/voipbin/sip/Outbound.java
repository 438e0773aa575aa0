package voipbin.sip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import voipbin.base.Reach;
import voipbin.sip.dialog.Dialog;
import voipbin.sip.locate.Locator;
import voipbin.sip.locate.Place;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Hosts;
import voipbin.sip.message.NameAddress;
import voipbin.sip.message.Parameters;
import voipbin.sip.message.SipUri;
import voipbin.sip.message.Via;
import voipbin.sip.transport.Hop;
import voipbin.sip.transport.Protocol;
import voipbin.sip.transport.Transport;

/** Where our requests go, and what they say about where we are. */
final class Outbound {

    /** Where to send, or why there is nowhere. */
    sealed interface Way {
        record Found(Hop hop) implements Way {}

        record Nowhere(String why) implements Way {}
    }

    private final Transports transports;
    private final Reach reach;
    private final Locator locator;
    private final Tokens tokens;

    Outbound(Transports transports, Reach reach, Locator locator, Tokens tokens) {
        this.transports = transports;
        this.reach = reach;
        this.locator = locator;
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
        SipUri uri = user.isEmpty()
                ? SipUri.ofHost(Hosts.text(self.getAddress())).withPort(self.getPort())
                : SipUri.of(user, self);
        Optional<Protocol> protocol = Protocol.named(hop.transport().name()).filter(Protocol::reliable);
        return NameAddress.of(protocol.map(one -> uri.withParameter("transport", one.parameter()))
                .orElse(uri));
    }

    private InetSocketAddress self(Hop hop) {
        InetAddress peer = hop.address().getAddress();
        InetSocketAddress bound = hop.transport().address();
        InetAddress ours = reach.towards(peer);
        boolean otherFamily = ours instanceof Inet6Address != peer instanceof Inet6Address;
        // where one socket is bound to IPv4 and one to IPv6, only the socket itself knows
        InetAddress self = otherFamily && !bound.getAddress().isAnyLocalAddress() ? bound.getAddress() : ours;
        return new InetSocketAddress(self, bound.getPort());
    }

    /** The way of a request outside a dialog: as told, or by its first Route, or by its target. */
    void way(Optional<InetSocketAddress> told, Headers headers, SipUri target, Executor shard, Consumer<Way> found) {
        SipUri next = headers.first("Route")
                .flatMap(NameAddress::parse)
                .flatMap(NameAddress::sip)
                .orElse(target);
        if (told.isPresent()) {
            found.accept(way(told.get(), next));
        } else {
            locate(next, shard, found);
        }
    }

    /** Where such a request goes first; empty if there is nowhere. */
    CompletableFuture<Optional<InetAddress>> first(SipUri uri) {
        return locator.locate(uri, transports.protocols())
                .thenApply(places ->
                        places.stream().findFirst().map(place -> place.address().getAddress()));
    }

    /** To an address that we know better than the URI does: over the connection that stands to it, if one does. */
    private Way way(InetSocketAddress told, SipUri next) {
        List<Protocol> fitting = fitting(next);
        Optional<Transport> transport = transports
                .connected(fitting, told)
                .or(() -> fitting.stream()
                        .filter(one -> !one.webSocket())
                        .findFirst()
                        .flatMap(one -> transports.towards(one, told.getAddress())));
        return transport
                .<Way>map(one -> new Way.Found(new Hop(one, told)))
                .orElseGet(() -> new Way.Nowhere("no connection to " + next.host()));
    }

    /** The protocols that the URI allows; a {@code ws} may be either kind (RFC 7118, 5.2). */
    private List<Protocol> fitting(SipUri next) {
        Optional<Protocol> wanted = Locator.wanted(next);
        if (wanted.isEmpty()) {
            return next.secure() ? List.of(Protocol.TLS, Protocol.WSS) : transports.protocols();
        }
        return wanted.get() == Protocol.WS ? List.of(Protocol.WS, Protocol.WSS) : List.of(wanted.get());
    }

    /** The way of a request within a dialog. */
    void way(Dialog dialog, Executor shard, Consumer<Way> found) {
        Optional<Hop> heardFrom = dialog.heardFrom();
        if (heardFrom.isPresent()) {
            found.accept(new Way.Found(heardFrom.get()));
        } else {
            locate(dialog.nextHop().orElseThrow(), shard, found);
        }
    }

    private void locate(SipUri uri, Executor shard, Consumer<Way> found) {
        CompletableFuture<List<Place>> places = locator.locate(uri, transports.protocols());
        if (places.isDone()) {
            found.accept(way(places.join(), uri));
        } else {
            places.thenAccept(known -> shard.execute(() -> found.accept(way(known, uri))));
        }
    }

    private Way way(List<Place> places, SipUri uri) {
        List<Hop> hops = places.stream()
                .flatMap(place -> transports
                        .towards(place.protocol(), place.address().getAddress())
                        .map(transport -> hop(transport, place.address()))
                        .stream())
                .toList();
        if (hops.isEmpty()) {
            boolean spoken = fitting(uri).stream().anyMatch(transports.protocols()::contains);
            return new Way.Nowhere(spoken ? "unknown host " + uri.host() : "no transport for " + uri);
        }
        return new Way.Found(hops.getFirst().with(hops.subList(1, hops.size())));
    }

    /** Who is found by a name or a number can be asked for a connection; who only came to us over UDP cannot. */
    private Hop hop(Transport transport, InetSocketAddress address) {
        Optional<Transport> stream = transport.name().equals(Protocol.UDP.name())
                ? transports.towards(Protocol.TCP, address.getAddress())
                : Optional.empty();
        return new Hop(transport, address, List.of(), stream);
    }
}
