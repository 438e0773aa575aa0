package voipbin.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import voipbin.kit.json.Json;
import voipbin.platform.auth.Appearance;
import voipbin.platform.auth.AuthModule;
import voipbin.platform.customer.Lifecycle;
import voipbin.platform.customer.Sweeper;
import voipbin.platform.mail.MailFolder;
import voipbin.platform.mail.MailServer;
import voipbin.platform.mail.Mailer;
import voipbin.platform.mail.SmtpMailer;
import voipbin.server.config.Config;

/** How customers come and go, and who is let in. */
final class Identities implements AutoCloseable {

    static final String CARD = "card.json";

    /** With what the platform's first operator logs in. */
    static final String OPERATOR = "operator.json";

    private static final Duration TOP_UPS = Duration.ofMinutes(1);
    private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(20);

    private final Core core;
    private final Telephony telephony;
    private final Lifecycle lifecycle;
    private final AuthModule auth;
    private final Sweeper sweeper;
    private final Optional<SmtpMailer> smtp;

    private Identities(
            Core core, Telephony telephony, Lifecycle lifecycle, AuthModule auth, Optional<SmtpMailer> smtp) {
        this.core = core;
        this.telephony = telephony;
        this.lifecycle = lifecycle;
        this.auth = auth;
        this.smtp = smtp;
        this.sweeper = new Sweeper(lifecycle, telephony.timers(), Thread::startVirtualThread);
    }

    static Identities of(Config config, Core core, Telephony telephony) {
        Resources resources = core.resources();
        Lifecycle lifecycle = new Lifecycle(
                resources.customers(),
                core.locks().secrets(),
                Stream.concat(
                                resources.listeners().stream(),
                                Stream.of(
                                        telephony.calls(),
                                        telephony.groupcalls(),
                                        telephony.recording().customerListener()))
                        .toList());
        Optional<SmtpMailer> smtp = smtp(config, core, telephony);
        Mailer mailer = smtp.<Mailer>map(server -> server)
                .orElseGet(() -> new MailFolder(core.folder().path("mail"), core.clock()));
        AuthModule auth = AuthModule.of(
                core.db(),
                new AuthModule.People(
                        resources.customers(),
                        lifecycle,
                        resources.agents(),
                        resources.accesskeys(),
                        resources.directs()),
                new AuthModule.Locks(
                        core.locks().passwords(),
                        core.locks().tokens(),
                        core.locks().secrets()),
                new AuthModule.Post(mailer, new Site(config).url()),
                Appearance.NONE);
        return new Identities(core, telephony, lifecycle, auth, smtp);
    }

    private static Optional<SmtpMailer> smtp(Config config, Core core, Telephony telephony) {
        Config.Mail mail = config.mail();
        if (mail.server().isEmpty()) {
            return Optional.empty();
        }
        MailServer server = new MailServer(
                mail.server(),
                mail.port(),
                mail.security(),
                mail.username(),
                mail.password(),
                mail.from(),
                MAIL_TIMEOUT);
        return Optional.of(
                new SmtpMailer(server, new SmtpMailer.Works(core.clock(), telephony.timers(), core.counters())));
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    AuthModule auth() {
        return auth;
    }

    /** Makes who must be there from the start, and lets time do its work; the answer is this start's card. */
    Optional<Card> begin(Card.Place place) {
        Optional<Card> card = card(place);
        // whoever may read the file may have the platform, as with the key of the tokens beside it
        auth.operators()
                .createFirst()
                .ifPresent(operator -> PrivateFile.write(core.folder().path(OPERATOR), Json.write(operator) + "\n"));
        sweeper.start();
        core.resources().billing().topUps().repeat(telephony.timers(), TOP_UPS);
        core.resources()
                .flows()
                .temporaries(core.clock())
                .forgetAgainAndAgain(telephony.timers(), Thread::startVirtualThread);
        return card;
    }

    /** The card with this start's addresses; a database without any customer gets its first one. */
    private Optional<Card> card(Card.Place place) {
        Path file = core.folder().path(CARD);
        Optional<Card.Credentials> credentials = Card.read(file).map(Card::credentials);
        if (credentials.isEmpty() && !core.resources().customers().any()) {
            credentials = Optional.of(new FirstCustomer(core, lifecycle).create());
        }
        Optional<Card> card = credentials.map(first -> Card.of(first, place));
        card.ifPresent(found -> found.write(file));
        return card;
    }

    @Override
    public void close() {
        sweeper.close();
        smtp.ifPresent(SmtpMailer::close);
    }
}
