package voipbin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import voipbin.kit.json.Json;

/** What a newcomer needs for a first call: where the server is reached, and the first customer's credentials. */
record Card(
        String api,
        String customerId,
        String username,
        String password,
        String accesskey,
        String sipHost,
        int sipPort,
        SipPorts sipPorts,
        String sipDomain,
        String extension,
        String extensionName,
        String extensionPassword,
        String number) {

    /** The part that is made once and stays. */
    record Credentials(
            String customerId,
            String username,
            String password,
            String accesskey,
            String extension,
            String extensionName,
            String extensionPassword,
            String number) {}

    /** The part that each start can change. */
    record Place(String api, String sipHost, int sipPort, String baseDomain, SipPorts sipPorts) {}

    /**
     * Where SIP is taken besides UDP; 0 where it is not.
     *
     * @param certificateAuthority the file that a phone must trust for TLS and WSS; empty when the certificate is a
     *     configured one
     */
    record SipPorts(int tcp, int tls, int ws, int wss, String certificateAuthority) {

        /** Lines for a person. */
        String text() {
            String more = List.of(line("TCP", tcp), line("TLS", tls), line("WS", ws), line("WSS", wss)).stream()
                    .filter(one -> !one.isEmpty())
                    .collect(Collectors.joining(", "));
            String trust = certificateAuthority.isEmpty()
                    ? ""
                    : "\n                (for TLS and WSS let it trust " + certificateAuthority + ")";
            return more.isEmpty() ? "" : "\n                or " + more + trust;
        }

        private static String line(String transport, int port) {
            return port == 0 ? "" : transport + " at port " + port;
        }
    }

    static Card of(Credentials first, Place place) {
        return new Card(
                place.api(),
                first.customerId(),
                first.username(),
                first.password(),
                first.accesskey(),
                place.sipHost(),
                place.sipPort(),
                place.sipPorts(),
                first.customerId() + ".registrar." + place.baseDomain(),
                first.extension(),
                first.extensionName(),
                first.extensionPassword(),
                first.number());
    }

    Credentials credentials() {
        return new Credentials(
                customerId, username, password, accesskey, extension, extensionName, extensionPassword, number);
    }

    /** The card of this data folder, if it still lies there. */
    static Optional<Card> read(Path file) {
        try {
            return Optional.of(Json.read(Files.readString(file), Card.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    void write(Path file) {
        PrivateFile.write(file, Json.write(this) + "\n");
    }

    /** The card as a person reads it. */
    String text() {
        return """
                  API           %s   reference %s/docs
                  log in        username %s  password %s
                  access key    %s
                  customer id   %s
                  number        %s

                  softphone     server %s  port %d  transport UDP%s
                                user %s  password %s
                                domain %s
                                (the server's address does as the domain, too)

                  first call    register the phone, then:
                  %s
                """.formatted(
                        api,
                        api,
                        username,
                        password,
                        accesskey,
                        customerId,
                        number,
                        sipHost,
                        sipPort,
                        sipPorts.text(),
                        extension,
                        extensionPassword,
                        sipDomain,
                        curl());
    }

    /** The page's first call on one line. */
    String curl() {
        return "curl -X POST '" + api + "/v1.0/calls?accesskey=" + accesskey + "' -H 'Content-Type: application/json'"
                + " -d '" + body() + "'";
    }

    String body() {
        return """
                {"source":{"type":"tel","target":"%s"},"destinations":[{"type":"extension","target_name":"%s"}],\
                "actions":[{"type":"talk","option":{"text":"Hello. This is a VoIPBIN test call. Thank you, bye.",\
                "language":"en-US"}}]}""".formatted(number, extensionName);
    }
}
