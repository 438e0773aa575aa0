package voipbin.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final int SENDERS = 4;
    private static final int EACH = 20_000;

    @Test
    void messagesComeOnceAndInTheOrderOfWhoPostedThem() throws InterruptedException {
        Mailbox mailbox = new Mailbox();
        List<int[]> came = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(SENDERS);
        for (int sender = 0; sender < SENDERS; sender++) {
            int who = sender;
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < EACH; i++) {
                    int number = i;
                    mailbox.add(() -> came.add(new int[] {who, number}));
                }
                done.countDown();
            });
        }
        while (done.getCount() > 0 || !mailbox.isEmpty()) {
            mailbox.deliver(Runnable::run);
        }
        int[] next = new int[SENDERS];
        for (int[] one : came) {
            assertThat(one[1]).isEqualTo(next[one[0]]++);
        }
        assertThat(next).containsOnly(EACH);
    }

    @Test
    void whatAMessagePostsIsDeliveredToo() {
        Mailbox mailbox = new Mailbox();
        List<String> said = new ArrayList<>();
        mailbox.add(() -> {
            said.add("first");
            mailbox.add(() -> said.add("last"));
        });
        mailbox.add(() -> said.add("second"));
        mailbox.deliver(Runnable::run);
        assertThat(said).containsExactly("first", "second", "last");
        assertThat(mailbox.isEmpty()).isTrue();
    }
}
