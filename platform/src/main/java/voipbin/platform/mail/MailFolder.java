package voipbin.platform.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each mail to a file of its own: for a server that has no mail server to send through. */
public final class MailFolder implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(MailFolder.class);

    private final Path folder;
    private final Clock clock;

    public MailFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public void send(Mail mail) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        String text = "Date: %s\r\nTo: %s\r\nSubject: %s\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n%s"
                .formatted(date, oneLine(mail.to()), oneLine(mail.subject()), mail.text());
        Path file = folder.resolve(clock.millis() + "-" + UUID.randomUUID() + ".eml");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            LOG.error("cannot write the mail {}", file, e);
        }
    }

    /** A line break in an address or subject would start a header of the sender's choice. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
