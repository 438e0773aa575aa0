package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code ;name=value} list after a URI or a header value, in the order and the spelling in which it came. Names
 * compare without regard to case. Immutable.
 */
public final class Parameters {

    /** @param raw the value as on the wire, quotes included; empty for a parameter without a value */
    record Parameter(String name, Optional<String> raw) {}

    private static final Parameters NONE = new Parameters(List.of());

    private final List<Parameter> all;

    Parameters(List<Parameter> all) {
        this.all = all;
    }

    public static Parameters none() {
        return NONE;
    }

    /** The value, unquoted; the empty text if the parameter is there without a value. */
    public Optional<String> get(String name) {
        for (Parameter parameter : all) {
            if (parameter.name().equalsIgnoreCase(name)) {
                return Optional.of(parameter.raw().map(Quotes::unquote).orElse(""));
            }
        }
        return Optional.empty();
    }

    public boolean has(String name) {
        return get(name).isPresent();
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** With this value in the place of an old one, or at the end; quoted where it is not a token or a host. */
    public Parameters with(String name, String value) {
        return put(new Parameter(name, Optional.of(Quotes.ifNeeded(value))));
    }

    /** With this parameter without a value, e.g. {@code lr}, {@code rport}. */
    public Parameters withFlag(String name) {
        return put(new Parameter(name, Optional.empty()));
    }

    public Parameters without(String name) {
        List<Parameter> kept = new ArrayList<>(all);
        kept.removeIf(parameter -> parameter.name().equalsIgnoreCase(name));
        return new Parameters(List.copyOf(kept));
    }

    private Parameters put(Parameter parameter) {
        List<Parameter> changed = new ArrayList<>(all);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name().equalsIgnoreCase(parameter.name())) {
                changed.set(i, parameter);
                return new Parameters(List.copyOf(changed));
            }
        }
        changed.add(parameter);
        return new Parameters(List.copyOf(changed));
    }

    void write(StringBuilder text) {
        for (Parameter parameter : all) {
            text.append(';').append(parameter.name());
            parameter.raw().ifPresent(raw -> text.append('=').append(raw));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text);
        return text.toString();
    }
}
