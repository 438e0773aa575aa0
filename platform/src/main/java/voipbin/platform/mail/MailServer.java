package voipbin.platform.mail;

import java.time.Duration;
import java.util.Properties;

/**
 * The server that takes our mails (RFC 5321, submission as in RFC 6409).
 *
 * @param username empty where it asks for none
 * @param from what stands in {@code From}
 * @param timeout for connecting, reading and writing, each
 */
public record MailServer(
        String host, int port, Security security, String username, String password, String from, Duration timeout) {

    /** How the connection is kept from being read. */
    public enum Security {
        /** Not at all: for a server on this machine. */
        PLAIN,
        /** STARTTLS, without which nothing is sent (RFC 3207). */
        STARTTLS,
        /** TLS from the first byte (RFC 8314). */
        TLS
    }

    /** What Jakarta Mail wants to know. */
    Properties properties() {
        Properties properties = new Properties();
        String millis = Long.toString(timeout.toMillis());
        properties.put("mail.smtp.host", host);
        properties.put("mail.smtp.port", Integer.toString(port));
        properties.put("mail.smtp.auth", Boolean.toString(!username.isEmpty()));
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (security) {
            case PLAIN -> {
                // as it is
            }
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
        }
        return properties;
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
