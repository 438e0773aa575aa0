package voipbin.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import voipbin.base.ManualTime;
import voipbin.sip.message.Header;
import voipbin.sip.message.Headers;
import voipbin.sip.message.Method;
import voipbin.sip.message.Request;
import voipbin.sip.message.Response;
import voipbin.sip.message.SipUri;

class DigestTest {

    private static final Function<String, Optional<String>> USERS =
            user -> user.equals("alice") ? Optional.of("se\"cret") : Optional.empty();

    private final ManualTime time = new ManualTime();
    private final DigestServer server = new DigestServer(Duration.ofMinutes(5), time);
    private final Credentials alice = new Credentials("alice", "se\"cret");

    private static Request plain() {
        return Request.of(
                Method.REGISTER,
                SipUri.ofHost("example.com"),
                Headers.builder().add("CSeq", "1 REGISTER").build());
    }

    private Verdict check(Request request) {
        return server.check(request, "the \"realm\"", Role.SERVER, USERS);
    }

    private static List<Header> challenge(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Challenge(List<Header> headers) -> headers;
            case Verdict.Refused(String _, List<Header> headers) -> headers;
            case Verdict.Accepted _ -> throw new AssertionError("accepted");
        };
    }

    private static Request answered(List<Header> challenge, Credentials credentials) {
        Response response = Response.of(
                401, "Unauthorized", Headers.builder().addAll(challenge).build());
        return plain().with(DigestClient.answer(plain(), response, credentials, () -> "cnonce")
                .orElseThrow());
    }

    /** RFC 7616, 3.9.1. */
    @Test
    void sumsAreThoseOfTheRfc() {
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        String cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        assertThat(new DigestSum(Algorithm.MD5, "Mufasa", "http-auth@example.org", "GET", "/dir/index.html")
                        .response("Circle of Life", nonce, "00000001", cnonce))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(new DigestSum(Algorithm.SHA_256, "Mufasa", "http-auth@example.org", "GET", "/dir/index.html")
                        .response("Circle of Life", nonce, "00000001", cnonce))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void bothAlgorithmsAreOfferedAndTheStrongerIsTaken() {
        List<Header> challenge = challenge(check(plain()));
        assertThat(challenge).extracting(Header::name).containsOnly("WWW-Authenticate");
        assertThat(challenge.getFirst().value()).contains("algorithm=MD5", "qop=\"auth\"", "opaque=");
        assertThat(challenge.getLast().value()).contains("algorithm=SHA-256");
        Request request = answered(challenge, alice);
        assertThat(request.header("Authorization").orElseThrow()).contains("algorithm=SHA-256");
        assertThat(check(request)).isEqualTo(new Verdict.Accepted("alice"));
    }

    @Test
    void eachAlgorithmAloneWillDo() {
        for (int which = 0; which < 2; which++) {
            Header one = challenge(check(plain())).get(which);
            assertThat(check(answered(List.of(one), alice))).isEqualTo(new Verdict.Accepted("alice"));
        }
    }

    @Test
    void baresipHearsOfMd5Only() {
        Request request = plain().with(plain().headers().toBuilder()
                .add("User-Agent", "baresip v1.0.0")
                .build());
        assertThat(challenge(check(request))).hasSize(1).first().asString().contains("algorithm=MD5");
    }

    @Test
    void aReplayedAnswerIsStale() {
        Request request = answered(challenge(check(plain())), alice);
        assertThat(check(request)).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(request))
                .isInstanceOfSatisfying(
                        Verdict.Challenge.class,
                        again -> assertThat(again.headers())
                                .allMatch(header -> header.value().contains("stale=true")));
    }

    @Test
    void anOldNonceIsStaleButNoFailure() {
        Request request = answered(challenge(check(plain())), alice);
        time.advance(Duration.ofMinutes(5));
        Verdict verdict = check(request);
        assertThat(verdict).isInstanceOf(Verdict.Challenge.class);
        assertThat(check(answered(challenge(verdict), alice))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aNonceOfSomebodyElseIsStale() {
        List<Header> foreign = challenge(
                new DigestServer(Duration.ofMinutes(5), time).check(plain(), "the \"realm\"", Role.SERVER, USERS));
        assertThat(check(answered(foreign, alice))).isInstanceOf(Verdict.Challenge.class);
        Header madeUp = new Header(
                "WWW-Authenticate",
                "Digest realm=\"the \\\"realm\\\"\", nonce=\"zz.1.0\", algorithm=MD5, qop=\"auth\"");
        assertThat(check(answered(List.of(madeUp), alice))).isInstanceOf(Verdict.Challenge.class);
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedAlike() {
        List<Header> challenge = challenge(check(plain()));
        assertThat(check(answered(challenge, new Credentials("alice", "wrong"))))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.headers())
                                .hasSize(2)
                                .noneMatch(header -> header.value().contains("stale")));
        assertThat(check(answered(challenge, new Credentials("mallory", "wrong"))))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.headers()).hasSize(2));
    }

    @Test
    void withoutQopANonceServesOnce() {
        String nonce = challenge(check(plain())).getFirst().value().replaceFirst(".*nonce=\"([^\"]*)\".*", "$1");
        Header old = new Header("WWW-Authenticate", "Digest realm=\"the \\\"realm\\\"\", nonce=\"" + nonce + "\"");
        Request request = answered(List.of(old), alice);
        assertThat(request.header("Authorization").orElseThrow()).doesNotContain("qop");
        assertThat(check(request)).isInstanceOf(Verdict.Accepted.class);
        assertThat(check(request)).isInstanceOf(Verdict.Challenge.class);
    }

    @Test
    void credentialsOfAnotherRealmOrBrokenOnesAreNone() {
        for (String value : List.of(
                "Digest realm=\"other\", username=\"alice\"",
                "Basic YWxpY2U6eA==",
                "Digest",
                "Digest realm",
                "Digest realm=\"the")) {
            Request request = plain().with(plain().headers().toBuilder()
                    .add("Authorization", value)
                    .build());
            assertThat(check(request)).as(value).isInstanceOf(Verdict.Challenge.class);
        }
    }

    @Test
    void theClientDoesNotTryTheSamePasswordTwice() {
        List<Header> challenge = challenge(check(plain()));
        Request tried = answered(challenge, alice);
        Response again = Response.of(
                401, "Unauthorized", Headers.builder().addAll(challenge).build());
        assertThat(DigestClient.answer(tried, again, alice, () -> "c")).isEmpty();
        assertThat(DigestClient.answer(
                        plain(), Response.of(401, "No", Headers.builder().build()), alice, () -> "c"))
                .isEmpty();
        assertThat(DigestClient.answer(
                        plain(), Response.of(403, "No", Headers.builder().build()), alice, () -> "c"))
                .isEmpty();
    }

    @Test
    void usedNoncesAreForgottenWhenTheyAreOld() {
        Nonces nonces = new Nonces(Duration.ofMinutes(5), time, new byte[32]);
        for (int i = 0; i < 100; i++) {
            assertThat(nonces.take(nonces.next("r"), 1)).isTrue();
        }
        time.advance(Duration.ofMinutes(6));
        nonces.take(nonces.next("r"), 1);
        assertThat(nonces.remembered()).isOne();
    }
}
