package voipbin.platform.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Counters;
import voipbin.base.Timers;

/**
 * Sends mails through a mail server, behind the back of whoever asks: nobody can tell from an answer's time whether a
 * mail goes out. What the server does not take is tried again for some hours; what waits is lost with the process.
 * Counts {@code mails.sent}, {@code mails.retried} and {@code mails.lost}.
 */
public final class SmtpMailer implements Mailer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final int AT_A_TIME = 4;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30));

    private final MailServer server;
    private final Session session;
    private final Works works;
    private final ExecutorService executor = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofVirtual().name("mail-", 0).factory());

    /** What time and counting are done with. */
    public record Works(Clock clock, Timers timers, Counters counters) {}

    public SmtpMailer(MailServer server, Works works) {
        this.server = server;
        this.session = Session.getInstance(server.properties());
        this.works = works;
    }

    @Override
    public void send(Mail mail) {
        attempt(mail, 0);
    }

    private void attempt(Mail mail, int failures) {
        try {
            executor.execute(() -> deliver(mail, failures));
        } catch (RejectedExecutionException closed) {
            count("mails.lost");
        }
    }

    private void deliver(Mail mail, int failures) {
        try {
            if (server.username().isEmpty()) {
                Transport.send(message(mail));
            } else {
                Transport.send(message(mail), server.username(), server.password());
            }
            count("mails.sent");
        } catch (MessagingException failed) {
            again(mail, failures, failed);
        }
    }

    private void again(Mail mail, int failures, MessagingException failed) {
        if (failures == PAUSES.size()) {
            count("mails.lost");
            LOG.error("{} does not take the mail '{}': {}", server, mail.subject(), failed.getMessage());
            return;
        }
        count("mails.retried");
        works.timers().after(PAUSES.get(failures), () -> attempt(mail, failures + 1));
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(server.from()));
        // one strict address: the parser for lists would take more than one
        message.setRecipient(RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), "UTF-8");
        message.setText(mail.text(), "UTF-8");
        message.setSentDate(Date.from(works.clock().instant()));
        return message;
    }

    private void count(String what) {
        works.counters().counter(what).increment();
    }

    /** What has not been sent yet is lost. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
