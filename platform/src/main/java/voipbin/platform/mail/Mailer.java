package voipbin.platform.mail;

/** A way by which mails leave the platform. Called on any thread, may block. */
public interface Mailer {

    void send(Mail mail);
}
