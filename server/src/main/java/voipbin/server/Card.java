package voipbin.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
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
    record Place(String api, String sipHost, int sipPort, String baseDomain) {}

    static Card of(Credentials first, Place place) {
        return new Card(
                place.api(),
                first.customerId(),
                first.username(),
                first.password(),
                first.accesskey(),
                place.sipHost(),
                place.sipPort(),
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

                  softphone     server %s  port %d  transport UDP
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
