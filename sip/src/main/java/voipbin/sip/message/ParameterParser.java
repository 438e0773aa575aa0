package voipbin.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code ;name=value} lists; of headers with quoted strings and white space, of URIs without. */
final class ParameterParser {

    private ParameterParser() {}

    /** @param text starts with {@code ;} */
    static Parameters ofUri(String text) {
        List<Parameters.Parameter> all = new ArrayList<>(2);
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(';', at + 1);
            String one = text.substring(at + 1, end < 0 ? text.length() : end);
            int equals = one.indexOf('=');
            String name = equals < 0 ? one : one.substring(0, equals);
            if (name.isEmpty()) {
                throw new Malformed("a URI parameter without a name");
            }
            Escapes.read(one);
            all.add(new Parameters.Parameter(
                    name, equals < 0 ? Optional.empty() : Optional.of(one.substring(equals + 1))));
            at = end < 0 ? text.length() : end;
        }
        return new Parameters(List.copyOf(all));
    }

    /** Reads parameters until the end of the text or a comma outside quotes, where the cursor stays. */
    static Parameters ofHeader(Cursor cursor) {
        List<Parameters.Parameter> all = new ArrayList<>(4);
        cursor.skipSpace();
        while (cursor.take(';')) {
            cursor.skipSpace();
            String name = cursor.token();
            cursor.skipSpace();
            Optional<String> raw = Optional.empty();
            if (cursor.take('=')) {
                cursor.skipSpace();
                raw = Optional.of(cursor.parameterValue());
                cursor.skipSpace();
            }
            all.add(new Parameters.Parameter(name, raw));
        }
        return all.isEmpty() ? Parameters.none() : new Parameters(List.copyOf(all));
    }
}
