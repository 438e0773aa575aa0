package voipbin.speech.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gathers tokens into passages. The first is short, so that sound comes soon; each ends with a sentence, and where it
 * ends within elements they are closed there and opened again in the next.
 */
final class Passages {

    /** A passage is full from here on; in characters. */
    private static final int FIRST = 100;

    private static final int NEXT = 300;
    private static final int LONGEST = 500;

    /** Tags without words must end somewhere, too: a passage is to fit into a pipe of 64 KiB. */
    private static final int LONGEST_MARKUP = 8000;

    private static final Pause NOTHING = new Pause(200);

    private final boolean marked;
    private final List<Part> parts = new ArrayList<>();
    private final Deque<Token.Open> open = new ArrayDeque<>();
    private final StringBuilder words = new StringBuilder();
    private final StringBuilder body = new StringBuilder();

    /** @param marked whether passages shall carry markup */
    Passages(boolean marked) {
        this.marked = marked;
    }

    List<Part> parts(List<Token> tokens) {
        tokens.forEach(this::add);
        flush();
        if (parts.isEmpty()) {
            parts.add(NOTHING);
        }
        return parts;
    }

    private void add(Token token) {
        switch (token) {
            case Token.Text(String text, boolean divisible) -> text(text, divisible);
            case Token.Open tag -> {
                sentence(tag);
                if (body.length() > LONGEST_MARKUP) {
                    flush();
                }
                open.addLast(tag);
                body.append(tag.tag());
            }
            case Token.Close() -> {
                Token.Open tag = open.removeLast();
                body.append("</").append(tag.name()).append('>');
                sentence(tag);
            }
            case Token.Break(Pause pause) -> {
                if (pause.millis() > 0) {
                    flush();
                    part(pause);
                }
            }
        }
    }

    private void text(String text, boolean divisible) {
        for (String piece : divisible || text.length() > LONGEST ? Sentences.of(text, LONGEST) : List.of(text)) {
            if (words.length() + piece.length() > LONGEST || body.length() > LONGEST_MARKUP) {
                flush();
            }
            words.append(piece);
            body.append(escaped(piece));
            if (divisible && Sentences.isEnded(words)) {
                flushIfFull();
            }
        }
    }

    /** A paragraph or sentence element ends the words before it, also for who does not see the tags. */
    private void sentence(Token.Open tag) {
        if (tag.startsSentence() && !words.toString().isBlank()) {
            if (!Sentences.isEnded(words)) {
                words.append(". ");
            }
            flushIfFull();
        }
    }

    private void flushIfFull() {
        if (words.length() >= (parts.isEmpty() ? FIRST : NEXT)) {
            flush();
        }
    }

    private void flush() {
        String spoken = words.toString().strip();
        if (Sentences.isSpeakable(spoken)) {
            part(new Passage(spoken, marked ? document() : ""));
        } else if (!spoken.isEmpty()) {
            part(NOTHING);
        }
        words.setLength(0);
        body.setLength(0);
        open.forEach(tag -> body.append(tag.tag()));
    }

    private String document() {
        StringBuilder document = new StringBuilder("<speak>").append(body);
        open.reversed().forEach(tag -> document.append("</").append(tag.name()).append('>'));
        return document.append("</speak>").toString();
    }

    private void part(Part part) {
        if (part instanceof Pause pause && !parts.isEmpty() && parts.getLast() instanceof Pause before) {
            parts.set(parts.size() - 1, before.and(pause));
        } else {
            parts.add(part);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
