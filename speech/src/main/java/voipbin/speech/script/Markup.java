package voipbin.speech.script;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads SSML 1.1 and keeps what all speakers understand. The rest is unwrapped, its words stay: espeak-ng opens the
 * file that {@code <audio src>} names, and never goes back to the first voice after {@code <voice>}.
 */
final class Markup {

    private static final Set<String> KEPT = Set.of("p", "s", "prosody", "emphasis");
    private static final Set<String> SILENT = Set.of("desc", "metadata", "script", "style");

    /** Deeper elements are unwrapped, because the open ones are repeated in each passage. */
    private static final int DEEPEST = 16;

    private final List<Token> tokens = new ArrayList<>();
    private final XMLStreamReader xml;
    private int depth;

    private Markup(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** The tokens of a text that is well-formed XML or becomes so within {@code <speak>}; empty when it is not. */
    static Optional<List<Token>> tokens(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return Optional.empty();
        }
        Optional<List<Token>> document = text.startsWith("<") ? read(text) : Optional.empty();
        return document.or(() -> read("<speak>" + text + "</speak>"));
    }

    private static Optional<List<Token>> read(String document) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        // a document type can name files and expand without end; none is needed here
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setXMLReporter((_, _, _, _) -> {});
        try {
            Markup markup = new Markup(factory.createXMLStreamReader(new StringReader(document)));
            markup.content("");
            return Optional.of(markup.tokens);
        } catch (XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    /** Reads up to the end of the element it stands in. */
    private void content(String element) throws XMLStreamException {
        depth++;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> element(local(xml.getLocalName()));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                    tokens.add(new Token.Text(xml.getText(), !element.equals("say-as")));
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("document types are not read");
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return;
                }
                default -> {} // comments and processing instructions say nothing
            }
        }
    }

    private void element(String name) throws XMLStreamException {
        if (depth > 200) {
            throw new XMLStreamException("nested too deeply");
        }
        if (SILENT.contains(name)) {
            discard(tokens.size());
        } else if (name.equals("sub") && xml.getAttributeValue(null, "alias") != null) {
            String alias = xml.getAttributeValue(null, "alias");
            discard(tokens.size());
            tokens.add(new Token.Text(alias, false));
        } else if (name.equals("break")) {
            tokens.add(new Token.Break(Breaks.pause(attribute("time"), attribute("strength"))));
            discard(tokens.size());
        } else if (name.equals("say-as")) {
            sayAs(attribute("interpret-as"));
        } else if (KEPT.contains(name) && depth <= DEEPEST) {
            tokens.add(new Token.Open(name, tag(name)));
            content(name);
            tokens.add(new Token.Close());
        } else {
            content(name);
        }
    }

    /** Reads an element to its end and forgets what it brought. */
    private void discard(int size) throws XMLStreamException {
        content("");
        tokens.subList(size, tokens.size()).clear();
    }

    /** Spelling is done here, for no speaker at hand spells digits; the rest is left to who understands it. */
    private void sayAs(String kind) throws XMLStreamException {
        int before = tokens.size();
        String tag = tag("say-as");
        content("say-as");
        List<Token> inner = List.copyOf(tokens.subList(before, tokens.size()));
        tokens.subList(before, tokens.size()).clear();
        boolean spelled = Spelling.isSpelled(kind);
        if (!spelled) {
            tokens.add(new Token.Open("say-as", tag));
        }
        for (Token token : inner) {
            boolean spell = spelled && token instanceof Token.Text;
            tokens.add(spell ? new Token.Text(Spelling.of(((Token.Text) token).text()), false) : token);
        }
        if (!spelled) {
            tokens.add(new Token.Close());
        }
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    /** The start tag again, with those attributes only whose values are one plain word or number. */
    private String tag(String name) {
        StringBuilder tag = new StringBuilder("<").append(name);
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i);
            String value = xml.getAttributeValue(i).strip();
            boolean known = Set.of("rate", "pitch", "volume", "level", "interpret-as", "format")
                    .contains(attribute);
            if (known && value.matches("[A-Za-z0-9+%.-]{1,20}")) {
                tag.append(' ').append(attribute).append("=\"").append(value).append('"');
            }
        }
        return tag.append('>').toString();
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
