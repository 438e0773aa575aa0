package voipbin.server;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code card}: the ready card of a data folder again. */
@Command(name = "card", description = "Prints the ready card again.")
final class CardCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "the data folder")
    private @Nullable Path data;

    @Override
    public Integer call() {
        Path folder = data == null ? Path.of("data") : data;
        Card card = Card.read(folder.resolve(Identities.CARD))
                .orElseThrow(() -> new Refusal("There is no card in the data folder " + folder + "."));
        System.out.println(card.text());
        return 0;
    }
}
