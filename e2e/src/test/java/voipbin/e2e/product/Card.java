package voipbin.e2e.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import voipbin.e2e.peer.Account;

/** What the first start leaves for the newcomer: card.json. */
public record Card(JsonNode json) {
    static Card read(Path data) {
        return new Card(read(data, "card.json"));
    }

    /** With what the platform's operator logs in. */
    static JsonNode operator(Path data) {
        return read(data, "operator.json");
    }

    private static JsonNode read(Path data, String file) {
        try {
            return new JsonMapper().readTree(Files.readString(data.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field; fails the test if it is missing. */
    public String get(String field) {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw new AssertionError("card.json has no " + field + ": " + json);
        }
        return value.asString();
    }

    /** {@code host:port} of its SIP side. */
    public String sip() {
        return get("sip_host") + ":" + get("sip_port");
    }

    /** What is typed into the softphone for the first extension. */
    public Account account() {
        return account(get("extension"), get("extension_password"));
    }

    /** The same for another extension of this customer. */
    Account account(String extension, String password) {
        return new Account(extension, password, get("sip_domain"), sip());
    }
}
