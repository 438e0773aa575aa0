package voipbin.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as the wire has them: odd but right ones, and wrong ones (in the manner of RFC 4475). */
class MessageParserTest {

    private static final String FINE = """
            OPTIONS sip:bob@example.com SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK1
            From: <sip:alice@example.com>;tag=a
            To: <sip:bob@example.com>
            Call-ID: c@192.0.2.2
            CSeq: 1 OPTIONS
            """;

    private static Parsed parse(String text) {
        return MessageParser.parse(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Request request(String text) {
        Parsed parsed = parse(text);
        assertThat(parsed).as(text).isInstanceOf(Parsed.Good.class);
        return (Request) ((Parsed.Good) parsed).message();
    }

    @Test
    void aRequestInItsOddestButRightForm() {
        Request request = request("""
                INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0
                TO :
                 sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n
                from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>
                  ;
                  tag = 98asjd8
                MaX-fOrWaRdS: 0068
                Call-ID: wsinv.ndaksdj@192.0.2.1
                Content-Length   : 2
                cseq: 0009
                  INVITE
                v  : SIP  /   2.0
                 /UDP
                    192.0.2.2;branch=390skdjuw
                s :
                NewFangledHeader:   newfangled value
                 continued newfangled value
                UnknownHeaderWithUnusualValue: ;;,,;;,;
                Content-Type: application/sdp
                Route:
                 <sip:services.example.com;lr;unknownwith=value;unknown-no-value>
                v:  SIP  / 2.0  / TCP     spindle.example.com   ;
                  branch  =   z9hG4bK9ikj8  ,
                 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
                 z9hG4bK30239
                m:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =
                      newvalue ;
                  secondparam ; q = 0.33

                ab and more
                """);
        assertThat(request.uri()).hasToString("sip:vivekg@chair-dnrc.example.com;unknownparam");
        assertThat(request.to().tag()).contains("1918181833n");
        assertThat(request.from().displayName()).isEqualTo("J Rosenberg \\\"");
        assertThat(request.from().tag()).contains("98asjd8");
        assertThat(request.maxForwards()).hasValue(68);
        assertThat(request.cseq()).isEqualTo(new CSeq(9, Method.INVITE));
        assertThat(request.vias()).extracting(Via::transport).containsExactly("UDP", "TCP", "UDP");
        assertThat(request.vias())
                .extracting(via -> via.branch().orElse(""))
                .containsExactly("390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239");
        assertThat(request.header("Subject")).contains("");
        assertThat(request.header("NewFangledHeader")).contains("newfangled value continued newfangled value");
        assertThat(request.contacts().getFirst().parameters().get("q")).contains("0.33");
        assertThat(request.routes()).hasSize(1);
        assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("ab");
    }

    @Test
    void compactFormsAreTheSameHeaders() {
        Request request = request("""
                MESSAGE sip:bob@[2001:db8::9]:5070 SIP/2.0
                v: SIP/2.0/UDP [2001:db8::1]:5080;branch=z9hG4bK1;received=[2001:db8::2];rport
                f: sip:alice@example.com;tag=a
                t: tel:+12025550143;phone-context=x
                i: c
                CSeq: 2147483647 MESSAGE
                c: text/plain;charset=utf-8
                l: 2

                hi""");
        assertThat(request.via().host()).isEqualTo("[2001:db8::1]");
        assertThat(request.via().parameters().get("received")).contains("[2001:db8::2]");
        assertThat(request.uri()).isEqualTo(SipUri.of("bob", "[2001:db8::9]", 5070));
        assertThat(request.from().uri())
                .as("parameters of a bare address are the header's")
                .isEqualTo(SipUri.of("alice", "example.com"));
        assertThat(request.from().tag()).contains("a");
        assertThat(request.to().uri().user()).contains("+12025550143");
        assertThat(request.contentType()).contains("text/plain");
    }

    @Test
    void unknownMethodsAndHeadersAreKept() {
        Request request = request(FINE.replace("OPTIONS", "!interesting-Method0123456789_*+`.%indeed'~")
                + "X-Odd_Name.%!*+`'~: v1\nx-odd_name.%!*+`'~: v2\n");
        assertThat(request.method().name()).startsWith("!interesting");
        assertThat(request.headers().values("X-Odd_Name.%!*+`'~")).containsExactly("v1", "v2");
    }

    @Test
    void whatFollowsTheStatedLengthIsDropped() {
        assertThat(request(FINE + "Content-Length: 3\n\nabcdef").body()).hasSize(3);
        assertThat(request(FINE + "\nabcdef").body()).hasSize(6);
        assertThat(request(FINE + "Content-Length: 0\n\n").hasBody()).isFalse();
    }

    @Test
    void aResponseMayHaveAnyPhraseOrNone() {
        String rest = FINE.substring(FINE.indexOf('\n'));
        for (String line : List.of("SIP/2.0 200 ", "SIP/2.0 200", "SIP/2.0 200 = 2**3 * 5**2 но сто")) {
            Parsed parsed = parse(line + rest);
            assertThat(parsed).as(line).isInstanceOf(Parsed.Good.class);
        }
    }

    @Test
    void keepAlivesAreNoMessages() {
        for (String text : List.of("", "\n\n", "\0\0\0\0")) {
            assertThat(parse(text)).isInstanceOf(Parsed.KeepAlive.class);
        }
    }

    @Test
    void bareLineFeedsAreTaken() {
        assertThat(MessageParser.parse((FINE + "\n").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Parsed.Good.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 9999",
                "Content-Length: -5",
                "Content-Length: 1\nContent-Length: 0",
                "Max-Forwards: 300",
                "Max-Forwards: -1",
                "From: <sip:second@example.com>;tag=b",
                "CSeq: 2 OPTIONS",
                "Contact: <sip:a@b",
                "Contact: sip:a@",
                "Contact: \"Unterminated <sip:a@b>",
                "Contact: *, <sip:a@b>",
                "Route: <sip:a@b>, nonsense",
                "Record-Route: <>",
                "no colon here",
                ": no name",
                "Via: SIP/2.0/UDP ;branch=1",
                "Via: HTTP/2.0/UDP host;branch=1",
                "X: a\0b"
            })
    void whatBreaksTheGrammarIsRefusedPolitely(String line) {
        assertThat(parse(FINE + line + "\n\n")).isInstanceOfSatisfying(Parsed.Bad.class, bad -> {
            assertThat(bad.status()).isEqualTo(400);
            assertThat(bad.headers()).extracting(Header::name).contains("Via", "From", "To", "Call-ID", "CSeq");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS  sip:bob@example.com SIP/2.0",
                "OPTIONS sip:bob@example.com  SIP/2.0",
                "OPTIONS <sip:bob@example.com> SIP/2.0",
                "OPTIONS sip:bob@exa mple.com SIP/2.0",
                "OPTIONS sip:b%zz@example.com SIP/2.0",
                "OPTIONS sip:b%ff@example.com SIP/2.0",
                "OPTIONS sip:bob@example.com:99999 SIP/2.0",
                "OPTIONS sip:@example.com SIP/2.0",
                "OPTIONS sip:bob@[::g] SIP/2.0",
                "OPTIONS nothing SIP/2.0",
                "INVITE sip:bob@example.com SIP/2.0"
            })
    void brokenRequestLinesAreRefusedPolitely(String line) {
        assertThat(parse(line + FINE.substring(FINE.indexOf('\n')))).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void anotherVersionIsNotSupported() {
        assertThat(parse(FINE.replaceFirst("com SIP/2.0", "com SIP/7.0")))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class, bad -> assertThat(bad.status()).isEqualTo(505));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq"})
    void withoutTheHeadersOfAResponseThereIsNoAnswer(String name) {
        assertThat(parse(FINE.replaceFirst("(?m)^" + name + ":.*\n", ""))).isInstanceOf(Parsed.Garbage.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0 4294967301 better not break the receiver",
                "SIP/2.0 99 too small",
                "SIP/2.0 700 too large",
                "SIP/2.0 20x OK",
                "SIP/3.0 200 OK",
                "ACK sip:bob@[ SIP/2.0",
                "GET / HTTP/1.1",
                "hello"
            })
    void brokenResponsesAndAcksAreDropped(String line) {
        assertThat(parse(line + FINE.substring(FINE.indexOf('\n')))).isInstanceOf(Parsed.Garbage.class);
    }

    @Test
    void limitsHold() {
        assertThat(parse(FINE + "X: y\n".repeat(300))).isInstanceOf(Parsed.Garbage.class);
        assertThat(parse(FINE + "X: " + "y".repeat(20_000) + "\n")).isInstanceOf(Parsed.Garbage.class);
        assertThat(parse(FINE + "X: y\n".repeat(150))).isInstanceOf(Parsed.Good.class);
    }
}
