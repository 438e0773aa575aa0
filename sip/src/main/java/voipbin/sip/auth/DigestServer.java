package voipbin.sip.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import voipbin.sip.message.Header;
import voipbin.sip.message.Request;

/**
 * Checks digest credentials (RFC 7616; RFC 8760: MD5 and SHA-256 are offered, the client chooses). An unknown user
 * takes the same way and time as a wrong password. Any thread may call.
 */
public final class DigestServer {

    private static final Pattern COUNT = Pattern.compile("[0-9a-fA-F]{1,8}");

    private final Nonces nonces;
    private final String opaque;

    /** What an unknown user's answer is compared with. */
    private final String nobodysPassword;

    /** @param nonceLife how long a challenge can be answered before it is stale */
    public DigestServer(Duration nonceLife, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[32];
        byte[] names = new byte[24];
        random.nextBytes(key);
        random.nextBytes(names);
        this.nonces = new Nonces(nonceLife, clock, key);
        this.opaque = HexFormat.of().formatHex(names, 0, 8);
        this.nobodysPassword = HexFormat.of().formatHex(names, 8, 24);
    }

    /** Nonces live five minutes. */
    public static DigestServer of(InstantSource clock) {
        return new DigestServer(Duration.ofMinutes(5), clock);
    }

    /**
     * Reads Authorization or Proxy-Authorization, whichever is there for this realm.
     *
     * @param realm of the challenge and of the passwords
     * @param password finds a user's password; may block if the caller may
     */
    public Verdict check(Request request, String realm, Role role, Function<String, Optional<String>> password) {
        Optional<DigestFields> given = credentials(request, realm);
        if (given.isEmpty()) {
            return new Verdict.Challenge(challenge(request, realm, role, false));
        }
        DigestFields fields = given.get();
        String user = fields.text("username");
        Optional<String> known = password.apply(user);
        boolean matches = matches(fields, request, known.orElse(nobodysPassword));
        if (!matches || known.isEmpty()) {
            return new Verdict.Refused(user, challenge(request, realm, role, false));
        }
        String nonce = fields.text("nonce");
        boolean timely = nonces.isFresh(nonce, realm) && nonces.take(nonce, count(fields));
        return timely ? new Verdict.Accepted(user) : new Verdict.Challenge(challenge(request, realm, role, true));
    }

    /** Whether the request brings credentials for this realm, right or wrong. */
    public boolean hasCredentials(Request request, String realm) {
        return credentials(request, realm).isPresent();
    }

    private static Optional<DigestFields> credentials(Request request, String realm) {
        List<String> all = new ArrayList<>(request.headers().values("Authorization"));
        all.addAll(request.headers().values("Proxy-Authorization"));
        return all.stream()
                .flatMap(header -> DigestFields.parse(header).stream())
                .filter(fields -> fields.text("realm").equals(realm))
                .findFirst();
    }

    /** By the {@code uri} that the client names: proxies may have changed the Request-URI on the way. */
    private static boolean matches(DigestFields fields, Request request, String password) {
        Optional<Algorithm> algorithm = Algorithm.of(fields.get("algorithm"));
        if (algorithm.isEmpty()) {
            return false;
        }
        DigestSum sum = new DigestSum(
                algorithm.get(),
                fields.text("username"),
                fields.text("realm"),
                request.method().name(),
                fields.text("uri"));
        String nonce = fields.text("nonce");
        String expected = hasQop(fields)
                ? sum.response(password, nonce, fields.text("nc"), fields.text("cnonce"))
                : sum.response(password, nonce);
        boolean qopKnown = !hasQop(fields) || fields.text("qop").equalsIgnoreCase("auth");
        return Nonces.same(expected, fields.text("response")) && qopKnown;
    }

    private static boolean hasQop(DigestFields fields) {
        return fields.get("qop").isPresent();
    }

    /** Eight hexadecimal digits; without qop a nonce serves once, as if it were counted 1. */
    private static long count(DigestFields fields) {
        String count = fields.text("nc");
        if (!hasQop(fields)) {
            return 1;
        }
        return COUNT.matcher(count).matches() ? HexFormat.fromHexDigitsToLong(count) : 0;
    }

    private List<Header> challenge(Request request, String realm, Role role, boolean stale) {
        String nonce = nonces.next(realm);
        List<Header> headers = new ArrayList<>(2);
        for (Algorithm algorithm : Algorithms.offeredTo(request)) {
            String value = "Digest realm=" + DigestFields.quoted(realm) + ", nonce=\"" + nonce + "\", opaque=\""
                    + opaque + "\"" + (stale ? ", stale=true" : "") + ", algorithm=" + algorithm.token()
                    + ", qop=\"auth\"";
            headers.add(new Header(role.header(), value));
        }
        return List.copyOf(headers);
    }
}
