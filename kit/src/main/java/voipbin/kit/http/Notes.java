package voipbin.kit.http;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import voipbin.base.Problem;

/** What the description of a route says besides its types. */
public record Notes(String summary, List<Query> queries, List<Failure> failures, Optional<Form> form) {

    /** A query parameter. */
    public record Query(String name, Type type, String meaning) {}

    /** A refusal that callers can meet here. */
    public record Failure(Problem.Status status, String reason) {}

    /** A body of {@code multipart/form-data}: one file and some texts. */
    public record Form(String file, long maxBytes, List<String> texts) {}

    static final Notes NONE = new Notes("", List.of(), List.of(), Optional.empty());

    Notes summary(String sentence) {
        return new Notes(sentence, queries, failures, form);
    }

    Notes with(Query query) {
        return new Notes(summary, and(queries, query), failures, form);
    }

    Notes with(Failure failure) {
        return new Notes(summary, queries, and(failures, failure), form);
    }

    Notes form(Form other) {
        return new Notes(summary, queries, failures, Optional.of(other));
    }

    private static <E> List<E> and(List<E> some, E one) {
        List<E> more = new ArrayList<>(some);
        more.add(one);
        return List.copyOf(more);
    }
}
