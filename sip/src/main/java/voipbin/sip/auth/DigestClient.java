package voipbin.sip.auth;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;

/** Answers digest challenges (RFC 3261, 22.2; RFC 8760, 2.4: the strongest algorithm that both know). */
public final class DigestClient {

    private record Challenge(DigestFields fields, Algorithm algorithm) {}

    private DigestClient() {}

    /**
     * The headers of the request to send next, with credentials in the place of old ones; Via and CSeq are the caller's
     * to renew. Empty if the response is no challenge, none that we understand, or one that these credentials have
     * failed already (a stale nonce is no failure).
     *
     * @param cnonce gives a fresh token
     */
    public static Optional<Headers> answer(
            Request request, Response response, Credentials credentials, Supplier<String> cnonce) {
        boolean proxy = response.status() == 407;
        if (!proxy && response.status() != 401) {
            return Optional.empty();
        }
        String name = proxy ? "Proxy-Authorization" : "Authorization";
        return strongest(response.headers().values(proxy ? "Proxy-Authenticate" : "WWW-Authenticate"))
                .filter(challenge -> challenge.fields().text("stale").equalsIgnoreCase("true")
                        || others(request, name, challenge).size()
                                == request.headers().values(name).size())
                .map(challenge -> {
                    Headers.Builder headers = request.headers().toBuilder().remove(name);
                    // several proxies on the way may each have a realm (22.3)
                    others(request, name, challenge).forEach(other -> headers.add(name, other));
                    return headers.add(name, credentials(request, challenge, credentials, cnonce.get()))
                            .build();
                });
    }

    /** The credentials that the request carries for other realms. */
    private static List<String> others(Request request, String name, Challenge challenge) {
        String realm = challenge.fields().text("realm");
        return request.headers().values(name).stream()
                .filter(value -> DigestFields.parse(value)
                        .map(fields -> !fields.text("realm").equals(realm))
                        .orElse(true))
                .toList();
    }

    private static Optional<Challenge> strongest(List<String> headers) {
        return headers.stream()
                .flatMap(header -> DigestFields.parse(header).stream())
                .filter(fields -> !fields.text("nonce").isEmpty() && understands(fields))
                .flatMap(fields -> Algorithm.of(fields.get("algorithm")).stream()
                        .map(algorithm -> new Challenge(fields, algorithm)))
                .max(Comparator.comparing(Challenge::algorithm));
    }

    private static boolean understands(DigestFields fields) {
        return fields.get("qop").isEmpty() || offersAuth(fields);
    }

    private static boolean offersAuth(DigestFields fields) {
        for (String qop : fields.text("qop").split(",")) {
            if (qop.strip().equalsIgnoreCase("auth")) {
                return true;
            }
        }
        return false;
    }

    private static String credentials(Request request, Challenge challenge, Credentials known, String cnonce) {
        DigestFields fields = challenge.fields();
        String uri = request.uri().toString();
        DigestSum sum = new DigestSum(
                challenge.algorithm(),
                known.username(),
                fields.text("realm"),
                request.method().name(),
                uri);
        String nonce = fields.text("nonce");
        StringBuilder text = new StringBuilder(256)
                .append("Digest username=")
                .append(DigestFields.quoted(known.username()))
                .append(", realm=")
                .append(DigestFields.quoted(fields.text("realm")))
                .append(", nonce=")
                .append(DigestFields.quoted(nonce))
                .append(", uri=")
                .append(DigestFields.quoted(uri))
                .append(", algorithm=")
                .append(challenge.algorithm().token());
        if (offersAuth(fields)) {
            text.append(", qop=auth, nc=00000001, cnonce=\"").append(cnonce).append("\", response=\"");
            text.append(sum.response(known.password(), nonce, "00000001", cnonce));
        } else {
            text.append(", response=\"").append(sum.response(known.password(), nonce));
        }
        text.append('"');
        fields.get("opaque").ifPresent(opaque -> text.append(", opaque=").append(DigestFields.quoted(opaque)));
        return text.toString();
    }
}
