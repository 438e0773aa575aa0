package voipbin.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages with the traits of those in RFC 4475 and RFC 5118, under the RFCs' own short names; the texts are ours.
 *
 * @param fate what must become of it: {@code good}, the status of a refusal, or {@code garbage}
 */
public record TortureMessages(String name, String fate, byte[] octets) {

    @Override
    public String toString() {
        return name + " is " + fate;
    }

    public static List<TortureMessages> all() {
        List<TortureMessages> all = new ArrayList<>(valid());
        all.addAll(invalid());
        all.addAll(application());
        all.addAll(ipv6());
        return all;
    }

    private static TortureMessages of(String name, String fate, String text) {
        return new TortureMessages(name, fate, text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What most of them have in common. */
    private static String request(String startLine, String method, String more) {
        return """
                %s
                Via: SIP/2.0/UDP client.example:5060;branch=z9hG4bK-%d
                From: <sip:caller@client.example>;tag=f
                To: <sip:callee@server.example>
                Call-ID: %d@client.example
                CSeq: 7 %s
                Max-Forwards: 70
                %s
                """.formatted(
                        startLine,
                        (31 * startLine.hashCode() + more.hashCode()) & 0xffffff,
                        more.hashCode() & 0xffff,
                        method,
                        more.isEmpty() ? "" : more + "\n");
    }

    private static String options(String more) {
        return request("OPTIONS sip:callee@server.example SIP/2.0", "OPTIONS", more);
    }

    /** RFC 4475, 3.1.1. */
    private static List<TortureMessages> valid() {
        String folded = """
                INVITE sip:vivekg@server.example;unknownparam SIP/2.0
                TO :
                 sip:vivekg@server.example ;   tag    = 1918181833n
                from   : "J Rosenberg \\\\\\""       <sip:jdrosen@client.example>
                  ;
                  tag = 98asjd8
                MaX-fOrWaRdS: 0068
                Call-ID: wsinv.ndaksdj@192.0.2.1
                Content-Length   : 3
                cseq: 0009
                  INVITE
                Via  : SIP  /   2.0
                 /UDP
                    192.0.2.2;branch=390skdjuw
                s :
                NewFangledHeader:   newfangled value
                 continued newfangled value
                UnknownHeaderWithUnusualValue: ;;,,;;,;
                Route:
                 <sip:services.example;lr;unknownwith=value;unknown-no-value>
                v:  SIP  / 2.0  / TCP     spindle.example   ;
                  branch  =   z9hG4bK9ikj8  ,
                 SIP  /    2.0   / UDP  192.168.255.111   ; branch=
                 z9hG4bK30239
                m:"Quoted string \\"\\"" <sip:jdrosen@client.example> ; newparam =
                      newvalue ;
                  secondparam ; q = 0.33

                v=0""";
        String strange = "!interesting-Method0123456789_*+`.%indeed'~";
        String any = "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)"
                + "@server.example";
        return List.of(
                of("wsinv", "good", folded),
                of(
                        "intmeth",
                        "good",
                        request(strange + " " + any + " SIP/2.0", strange, "extensionHeader-!.%*+_`'~:\uFEFF大停電")),
                of(
                        "esc01",
                        "good",
                        request(
                                "INVITE sip:sips%3Auser%40server.example@server.example SIP/2.0",
                                "INVITE",
                                "Contact: <sip:cal%6Cer@client.example:5070;%6C%72;n%61me=v%61lue%25%34%31>")),
                of(
                        "escnull",
                        "good",
                        request(
                                "REGISTER sip:server.example SIP/2.0",
                                "REGISTER",
                                "Contact: <sip:%00@client.example>\nContact: <sip:%00%00@client.example>")),
                of(
                        "esc02",
                        "good",
                        request(
                                "RE%47IST%45R sip:server.example SIP/2.0",
                                "RE%47IST%45R", "Contact: <sip:alias1@client.example>")),
                of("lwsdisp", "good", options("").replace("<sip:caller@", "caller<sip:caller@")),
                of(
                        "longreq",
                        "good",
                        request(
                                "INVITE sip:callee@server.example SIP/2.0",
                                "INVITE",
                                "Unknown-" + "Long".repeat(20) + ": unknown-" + "value".repeat(200)
                                        + "\n" + "Via: SIP/2.0/TCP sip33.example\n".repeat(33)
                                        + "Contact: <sip:amazinglylongcallername" + "x".repeat(400)
                                        + "@client.example>")),
                of(
                        "dblreq",
                        "good",
                        request("REGISTER sip:server.example SIP/2.0", "REGISTER", "l: 0")
                                + request("INVITE sip:server.example SIP/2.0", "INVITE", "Content-Length: 150")),
                of(
                        "semiuri",
                        "good",
                        request("OPTIONS sip:user;par=u%40example.net@server.example SIP/2.0", "OPTIONS", "l: 0")),
                of(
                        "transports",
                        "good",
                        options("Via: SIP/2.0/SCTP t2.example;branch=z9hG4bK2\nVia: SIP/2.0/TLS t3.example;"
                                + "branch=z9hG4bK3\nVia: SIP/2.0/UNKNOWN t4.example;branch=z9hG4bK4\nl: 0")),
                of(
                        "mpart01",
                        "good",
                        request(
                                        "MESSAGE sip:callee@server.example SIP/2.0",
                                        "MESSAGE",
                                        "Content-Type: multipart/mixed;boundary=7a9cbec02ceef655")
                                + "--7a9cbec02ceef655\n\u0001\u0002ÿ--"),
                of("unreason", "good", """
                        SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое
                        Via: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1324923
                        Call-ID: unreason.1234ksdfak3j2erwedfsASdf
                        CSeq: 35 INVITE
                        From: sip:user@client.example;tag=11141343
                        To: sip:user@server.example;tag=2229
                        Content-Length: 0

                        """),
                of("noreason", "good", """
                        SIP/2.0 100\u0020
                        Via: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe
                        Call-ID: noreason.asndj203insdf99223ndf
                        CSeq: 35 INVITE
                        From: <sip:user@client.example>;tag=39ansfi3
                        To: <sip:user@server.example>;tag=902jndnke3
                        Content-Length: 0

                        """),
                of("inv2543", "good", """
                        INVITE sip:callee@server.example SIP/2.0
                        Via: SIP/2.0/UDP iftgw.example
                        From: <sip:+13035551111@ift.client.example;user=phone>
                        Record-Route: <sip:UserB@server.example;maddr=ss1.example>
                        To: sip:+16505552222@ss1.example;user=phone
                        Call-ID: inv2543.1717@ift.client.example
                        CSeq: 56 INVITE
                        Content-Type: application/sdp

                        v=0"""));
    }

    /** RFC 4475, 3.1.2; where the RFC lets an element be lenient, we are what the name says. */
    private static List<TortureMessages> invalid() {
        String invite = "INVITE sip:callee@server.example SIP/2.0";
        String ok = """
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1
                From: <sip:a@client.example>;tag=1
                To: <sip:b@server.example>;tag=2
                Call-ID: response
                """;
        return List.of(
                of("badinv01", "400", request(invite, "INVITE", "Contact: \"Joe\" <sip:joe@server.example>;;;;,,")),
                of("clerr", "400", request(invite, "INVITE", "Content-Length: 9999") + "v=0"),
                of("ncl", "400", request(invite, "INVITE", "Content-Length: -999") + "v=0"),
                of(
                        "scalar02",
                        "400",
                        request("REGISTER sip:server.example SIP/2.0", "REGISTER", "Expires: 10000000000000")
                                .replace("CSeq: 7", "CSeq: 36893488147419103232")),
                of("maxforwards", "400", options("").replace("Max-Forwards: 70", "Max-Forwards: 300")),
                of(
                        "scalarlg",
                        "garbage",
                        "SIP/2.0 503 Service Unavailable\n" + ok + "CSeq: 9292394834772304023312 OPTIONS\n"
                                + "Retry-After: 949302838503028349304023988\n\n"),
                of("quotbal", "400", options("").replace("To: <", "To: \"Mr. J. User <")),
                of("ltgtruri", "400", request("INVITE <sip:callee@server.example> SIP/2.0", "INVITE", "")),
                of("lwsruri", "400", request("INVITE sip:callee@server.example; lr SIP/2.0", "INVITE", "")),
                of("lwsstart", "400", request("INVITE  sip:callee@server.example  SIP/2.0", "INVITE", "")),
                of("trws", "400", request("OPTIONS sip:callee@server.example SIP/2.0  ", "OPTIONS", "")),
                of(
                        "regbadct",
                        "400",
                        request(
                                "REGISTER sip:server.example SIP/2.0",
                                "REGISTER",
                                "Contact: sip:user@client.example?Route=%3Csip:sip.example%3E")),
                of("baddate", "good", request(invite, "INVITE", "Date: Fri, 01 Jan 2010 16:00:00 EST")),
                of(
                        "badaspec",
                        "good",
                        options("").replace("<sip:callee@server.example>", "\"Watson, T\" < sip:t@server.example >")),
                of(
                        "baddn",
                        "good",
                        options("")
                                .replace("From: <", "From: Bell, Alexander <")
                                .replace("Bell, ", "Bell. ")),
                of("badvers", "505", request("OPTIONS sip:callee@server.example SIP/7.0", "OPTIONS", "")),
                of("mismatch01", "400", options("").replace("CSeq: 7 OPTIONS", "CSeq: 8 INVITE")),
                of("mismatch02", "400", request("NEWMETHOD sip:callee@server.example SIP/2.0", "INVITE", "")),
                of(
                        "bigcode",
                        "garbage",
                        "SIP/2.0 4294967301 better not break the receiver\n" + ok + "CSeq: 8 INVITE\n\n"));
    }

    /** RFC 4475, 3.2 and 3.3. */
    private static List<TortureMessages> application() {
        String register = "REGISTER sip:server.example SIP/2.0";
        return List.of(
                of("badbranch", "good", options("").replaceFirst("branch=z9hG4bK-\\d+", "branch=z9hG4bK")),
                of("insuf", "garbage", "INVITE sip:callee@server.example SIP/2.0\nCSeq: 193942 INVITE\n\n"),
                of(
                        "unkscm",
                        "good",
                        request("OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0", "OPTIONS", "")),
                of("novelsc", "good", request("OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0", "OPTIONS", "")),
                of(
                        "unksm2",
                        "good",
                        request(register, "REGISTER", "").replace("<sip:callee@server.example>", "isbn:2983792873")),
                of("bext01", "good", options("Require: nothingSupportsThis, nothingSupportsThisEither")),
                of(
                        "invut",
                        "good",
                        request(
                                        "INVITE sip:callee@server.example SIP/2.0",
                                        "INVITE",
                                        "Content-Type: application/unknownformat")
                                + "<audio/>"),
                of(
                        "regaut01",
                        "good",
                        request(register, "REGISTER", "Authorization: NoOneKnowsThisScheme opaque-data=here")),
                of("multi01", "400", options("CSeq: 8 OPTIONS\nCall-ID: other\nFrom: <sip:x@y>;tag=z")),
                of("mcl01", "400", options("Content-Length: 13\nContent-Length: 5") + "body"),
                of(
                        "bcast",
                        "good",
                        "SIP/2.0 200 OK\nVia: SIP/2.0/UDP 192.0.2.198;branch=z9hG4bK1\nVia: SIP/2.0/UDP "
                                + "255.255.255.255;branch=z9hG4bK2\nCall-ID: bcast\nCSeq: 35 INVITE\nFrom: sip:a@b;tag=1\nTo: sip:c@d;tag=2\n\n"),
                of("zeromf", "good", options("").replace("Max-Forwards: 70", "Max-Forwards: 0")),
                of(
                        "cparam01",
                        "good",
                        request(register, "REGISTER", "Contact: sip:+19725552222@gw1.client.example;unknownparam")),
                of(
                        "cparam02",
                        "good",
                        request(register, "REGISTER", "Contact: <sip:+19725552222@gw1.client.example;unknownparam>")),
                of(
                        "regescrt",
                        "good",
                        request(
                                register,
                                "REGISTER",
                                "Contact: <sip:user@client.example?Route=%3Csip:sip.example%3E>")));
    }

    /** RFC 5118, 4. */
    private static List<TortureMessages> ipv6() {
        return List.of(
                of(
                        "ipv6-good",
                        "good",
                        request("OPTIONS sip:[2001:db8::10] SIP/2.0", "OPTIONS", "")
                                .replace("client.example:5060", "[2001:db8::9:1]")),
                of("ipv6-bad", "400", request("OPTIONS sip:2001:db8::10 SIP/2.0", "OPTIONS", "")),
                of("port-ambiguous", "good", request("OPTIONS sip:[2001:db8::10:5070] SIP/2.0", "OPTIONS", "")),
                of("port-unambiguous", "good", request("OPTIONS sip:[2001:db8::10]:5070 SIP/2.0", "OPTIONS", "")),
                of(
                        "via-received-param-with-delim",
                        "good",
                        options("").replace("client.example:5060;", "[2001:db8::9:1];received=[2001:db8::9:255];")),
                of(
                        "via-received-param-no-delim",
                        "good",
                        options("").replace("client.example:5060;", "[2001:db8::9:1];received=2001:db8::9:255;")),
                of(
                        "mult-ip-in-header",
                        "good",
                        options("Via: SIP/2.0/UDP 192.0.2.1;received=2001:db8::9:255;branch=z9hG4bKas3-111")),
                of(
                        "ipv4-mapped-ipv6",
                        "good",
                        request(
                                "OPTIONS sip:[::ffff:192.0.2.10] SIP/2.0",
                                "OPTIONS",
                                "Contact: <sip:a@[::ffff:192.0.2.2]>")),
                of(
                        "ipv6-bug-abnf-3-colons",
                        "400",
                        request("OPTIONS sip:user@[2001:db8:::192.0.2.1] SIP/2.0", "OPTIONS", "")));
    }
}
