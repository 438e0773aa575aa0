package voipbin.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import voipbin.base.Counters;
import voipbin.base.ManualTime;

/** Mails over a real socket to a server that speaks as much of RFC 5321 as it needs. */
class SmtpMailerTest {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final ServerSocket socket = listen();
    private final SmtpMailer mailer = new SmtpMailer(
            new MailServer(
                    "127.0.0.1",
                    socket.getLocalPort(),
                    MailServer.Security.PLAIN,
                    "",
                    "",
                    "voipbin@example.com",
                    Duration.ofSeconds(5)),
            new SmtpMailer.Works(
                    new ManualTime(),
                    (delay, callback) -> {
                        waiting.add(callback);
                        return () -> {};
                    },
                    new Counters()));

    private volatile boolean busy;

    private ServerSocket listen() {
        try {
            ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> serve(listening));
            return listening;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        mailer.close();
        socket.close();
    }

    private void serve(ServerSocket listening) {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                talk(client);
            } catch (IOException gone) {
                // the next one
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
        say(out, busy ? "421 later" : "220 here");
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("DATA")) {
                say(out, "354 go on");
                for (line = in.readLine(); !".".equals(line); line = in.readLine()) {
                    mail.append(line).append('\n');
                }
                received.add(mail.toString());
            } else if (line.startsWith("RCPT") || line.startsWith("MAIL")) {
                mail.append(line).append('\n');
            }
            say(out, line.startsWith("QUIT") ? "221 bye" : "250 ok");
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Test
    void aMailArrivesWithWhatItSays() throws InterruptedException {
        mailer.send(new Mail("ann@example.com", "Grüße", "Open http://x/auth\n"));
        String mail = received.poll(10, TimeUnit.SECONDS);
        assertThat(mail)
                .contains("MAIL FROM:<voipbin@example.com>", "RCPT TO:<ann@example.com>", "=?UTF-8?", "http://x/auth")
                .contains("Date: Thu, 1 Jan 2026");
    }

    @Test
    void whatTheServerDoesNotTakeNowIsTriedAgain() throws InterruptedException {
        busy = true;
        mailer.send(new Mail("ann@example.com", "Hello", "text"));
        Runnable again = waiting.poll(10, TimeUnit.SECONDS);
        busy = false;
        assertThat(again).isNotNull();
        again.run();
        assertThat(received.poll(10, TimeUnit.SECONDS)).contains("Hello");
    }

    @Test
    void anAddressIsOneAddressAndStartsNoHeader() throws InterruptedException {
        mailer.send(new Mail("ann@example.com, bob@example.com", "Hello", "text"));
        mailer.send(new Mail("eve@example.com\r\nBcc: bob@example.com", "Hello", "text"));
        assertThat(waiting.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(waiting.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(received).isEmpty();
    }
}
