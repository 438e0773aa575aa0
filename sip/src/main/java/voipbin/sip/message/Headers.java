package voipbin.sip.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A message's headers in their order, without Content-Length, which the writer counts. Immutable. */
public final class Headers {

    private static final String CONTENT_LENGTH = "Content-Length";

    private final List<Header> all;

    private Headers(List<Header> all) {
        this.all = all;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What the parser read; Content-Length has been looked at and is dropped. */
    static Headers read(List<Header> lines) {
        List<Header> kept = new ArrayList<>(lines.size());
        for (Header header : lines) {
            if (!header.is(CONTENT_LENGTH)) {
                kept.add(header);
            }
        }
        return new Headers(Collections.unmodifiableList(kept));
    }

    public List<Header> all() {
        return all;
    }

    /** The value of the first header of this name. */
    public Optional<String> first(String name) {
        for (Header header : all) {
            if (header.is(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    /** The values of all headers of this name, one per line; comma lists are not split. */
    public List<String> values(String name) {
        List<String> values = List.of();
        for (Header header : all) {
            if (header.is(name)) {
                values = values.isEmpty() ? List.of(header.value()) : with(values, header.value());
            }
        }
        return values;
    }

    private static List<String> with(List<String> values, String value) {
        List<String> more = new ArrayList<>(values);
        more.add(value);
        return more;
    }

    /** How many lines of this name there are. */
    int count(String name) {
        int count = 0;
        for (Header header : all) {
            if (header.is(name)) {
                count++;
            }
        }
        return count;
    }

    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.headers.addAll(all);
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }

    /** Collects headers. Not thread-safe. */
    public static final class Builder {

        private final List<Header> headers = new ArrayList<>(16);

        private Builder() {}

        public Builder add(Header header) {
            headers.add(header);
            return this;
        }

        /** Adds a line at the end; {@code value} is written by its {@code toString}. */
        public Builder add(String name, Object value) {
            return add(new Header(name, value.toString()));
        }

        public Builder addFirst(String name, Object value) {
            headers.addFirst(new Header(name, value.toString()));
            return this;
        }

        public Builder addAll(Iterable<Header> more) {
            more.forEach(headers::add);
            return this;
        }

        /** Puts this in the place of all lines of that name. */
        public Builder set(String name, Object value) {
            return remove(name).add(name, value);
        }

        public Builder remove(String name) {
            headers.removeIf(header -> header.is(name));
            return this;
        }

        /** @throws IllegalArgumentException if Content-Length is among them */
        public Headers build() {
            for (Header header : headers) {
                if (header.is(CONTENT_LENGTH)) {
                    throw new IllegalArgumentException("Content-Length is the writer's");
                }
            }
            return new Headers(Collections.unmodifiableList(new ArrayList<>(headers)));
        }
    }
}
