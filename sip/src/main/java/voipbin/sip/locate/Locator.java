package voipbin.sip.locate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import voipbin.sip.message.SipUri;
import voipbin.sip.transport.Protocol;

/**
 * Finds where to send a request (RFC 3263, 4): transport and address by the URI's parameter, scheme and port, by NAPTR,
 * SRV and address records. WebSocket servers are not looked for: SIP has no records for them.
 */
public final class Locator {

    private final Names names;
    private final RandomGenerator random;

    public Locator(Names names, RandomGenerator random) {
        this.names = names;
        this.random = random;
    }

    /**
     * All places, best first; none if the name is unknown. Done at once for an address literal.
     *
     * @param spoken the protocols that we can use
     */
    public CompletableFuture<List<Place>> locate(SipUri uri, List<Protocol> spoken) {
        if (uri.parameters().has("transport") && wanted(uri).isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        List<Protocol> usable = wanted(uri).map(List::of).orElse(uri.secure() ? List.of(Protocol.TLS) : spoken).stream()
                .filter(spoken::contains)
                .toList();
        if (usable.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Protocol usual = usable.contains(Protocol.UDP) ? Protocol.UDP : usable.getFirst();
        Optional<InetAddress> literal = uri.literalHost();
        if (literal.isPresent()) {
            int port = uri.port().orElse(usual.usualPort());
            return CompletableFuture.completedFuture(
                    List.of(new Place(usual, new InetSocketAddress(literal.get(), port))));
        }
        if (uri.port().isPresent() || !mayHaveRecords(uri.host())) {
            return hosts(usual, uri.host(), uri.port().orElse(usual.usualPort()));
        }
        return wanted(uri).isPresent() ? bySrv(uri.host(), List.of(usual)) : byNaptr(uri.host(), usable);
    }

    /** The protocol that the URI itself names; {@code sips} over {@code tcp} is TLS (RFC 3261, 26.2.2). */
    public static Optional<Protocol> wanted(SipUri uri) {
        Optional<Protocol> named =
                uri.parameters().get("transport").flatMap(name -> Protocol.named(name.toUpperCase(Locale.ROOT)));
        return uri.secure() ? named.map(Locator::secured) : named;
    }

    private static Protocol secured(Protocol protocol) {
        return switch (protocol) {
            case UDP, TCP, TLS -> Protocol.TLS;
            case WS, WSS -> Protocol.WSS;
        };
    }

    /** A name of one label, or of this machine, is no domain of telephony. */
    private boolean mayHaveRecords(String host) {
        return host.indexOf('.') > 0 && !names.isLocal(host);
    }

    private CompletableFuture<List<Place>> byNaptr(String host, List<Protocol> usable) {
        return names.naptr(host).thenCompose(records -> {
            List<Names.Naptr> ours = records.stream()
                    .filter(record -> record.flags().equalsIgnoreCase("s"))
                    .filter(record ->
                            service(record.service()).filter(usable::contains).isPresent())
                    .sorted(Comparator.comparingInt(Names.Naptr::order).thenComparingInt(Names.Naptr::preference))
                    .toList();
            if (ours.isEmpty()) {
                return bySrv(host, usable);
            }
            return inTurn(ours, record -> srv(service(record.service()).orElseThrow(), record.replacement()))
                    .thenCompose(found -> found.isEmpty() ? bySrv(host, usable) : done(found));
        });
    }

    /** RFC 3263, 4.1. */
    private static Optional<Protocol> service(String service) {
        return switch (service.toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Optional.of(Protocol.UDP);
            case "SIP+D2T" -> Optional.of(Protocol.TCP);
            case "SIPS+D2T" -> Optional.of(Protocol.TLS);
            default -> Optional.empty();
        };
    }

    /** SRV of each protocol, and without any the host itself (4.1 at its end, 4.2). */
    private CompletableFuture<List<Place>> bySrv(String host, List<Protocol> usable) {
        List<Protocol> asked = usable.stream().filter(one -> !one.webSocket()).toList();
        Protocol usual = usable.contains(Protocol.UDP) ? Protocol.UDP : usable.getFirst();
        return inTurn(asked, protocol -> srv(protocol, prefix(protocol) + host))
                .thenCompose(found -> found.isEmpty() ? hosts(usual, host, usual.usualPort()) : done(found));
    }

    private static String prefix(Protocol protocol) {
        return switch (protocol) {
            case UDP -> "_sip._udp.";
            case TCP -> "_sip._tcp.";
            case TLS -> "_sips._tcp.";
            case WS, WSS -> throw new IllegalArgumentException("no SRV for " + protocol);
        };
    }

    private CompletableFuture<List<Place>> srv(Protocol protocol, String name) {
        return names.srv(name).thenCompose(records -> {
            // RFC 2782: a target of "." says that there is no such service
            List<Names.Srv> real = records.stream()
                    .filter(record ->
                            !record.target().isEmpty() && !record.target().equals("."))
                    .toList();
            return inTurn(Weights.order(real, random), record -> hosts(protocol, bare(record.target()), record.port()));
        });
    }

    private CompletableFuture<List<Place>> hosts(Protocol protocol, String host, int port) {
        return names.addresses(bare(host))
                .thenApply(addresses -> addresses.stream()
                        .map(address -> new Place(protocol, new InetSocketAddress(named(bare(host), address), port)))
                        .toList());
    }

    /** Keeps the name beside the address, for the certificate's sake. */
    private static InetAddress named(String host, InetAddress address) {
        try {
            return InetAddress.getByAddress(host, address.getAddress());
        } catch (UnknownHostException fourOrSixteenOctets) {
            throw new IllegalStateException(fourOrSixteenOctets);
        }
    }

    private static String bare(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static <T> CompletableFuture<T> done(T found) {
        return CompletableFuture.completedFuture(found);
    }

    /** Asks for all at once and puts the answers together in the order of the questions. */
    private static <T> CompletableFuture<List<Place>> inTurn(
            List<T> questions, Function<T, CompletableFuture<List<Place>>> ask) {
        List<CompletableFuture<List<Place>>> asked = questions.stream().map(ask).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).thenApply(_ -> {
            List<Place> all = new ArrayList<>();
            asked.forEach(answer -> all.addAll(answer.join()));
            return List.copyOf(all);
        });
    }
}
