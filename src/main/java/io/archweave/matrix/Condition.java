package io.archweave.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little language of {@code when:}. Comparisons {@code ==}, {@code !=}, {@code =~} (a glob with * and ?) and
 * {@code in [a, b]}, joined by {@code &&}, {@code ||}, {@code !} and parentheses. Operands are templates, quoted texts
 * or plain words; one alone holds if it is neither empty nor {@code false}. Templates are filled one by one after the
 * text is taken apart, so no value can become part of the language.
 */
final class Condition {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\$\\{[^}]*})|'([^']*)'|\"([^\"]*)\"|(==|!=|=~|&&|\\|\\||[!()\\[\\],])|([^\\s'\"!=&|()\\[\\],$]+))");

    private static final int MOST_TOKENS = 200;

    private final List<Token> tokens;
    private final Filler filler;
    private int at;

    private Condition(List<Token> tokens, Filler filler) {
        this.tokens = tokens;
        this.filler = filler;
    }

    private record Token(String text, boolean operator, boolean template) {}

    /** Fills a template. */
    @FunctionalInterface
    interface Filler {
        String fill(String template) throws Templates.Unfilled;
    }

    /** Whether it holds; throws {@link IllegalArgumentException} with a message for a person if it is malformed. */
    static boolean holds(String text, Filler filler) throws Templates.Unfilled {
        Condition condition = new Condition(tokens(text), filler);
        boolean holds = condition.either();
        if (condition.at < condition.tokens.size()) {
            throw new IllegalArgumentException(
                    "found '" + condition.tokens.get(condition.at).text() + "' where the condition should end");
        }
        return holds;
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text.strip());
        int end = 0;
        while (end < text.strip().length() && matcher.find(end) && matcher.start() == end) {
            if (matcher.group(1) != null) {
                tokens.add(new Token(matcher.group(1), false, true));
            } else if (matcher.group(4) != null) {
                tokens.add(new Token(matcher.group(4), true, false));
            } else {
                String word = matcher.group(2) != null
                        ? matcher.group(2)
                        : matcher.group(3) != null ? matcher.group(3) : matcher.group(5);
                tokens.add(new Token(word, false, false));
            }
            end = matcher.end();
            if (tokens.size() > MOST_TOKENS) {
                throw new IllegalArgumentException("it has more than " + MOST_TOKENS + " words");
            }
        }
        if (end < text.strip().length()) {
            throw new IllegalArgumentException("can't read '" + text.strip().substring(end) + "'");
        }
        return tokens;
    }

    private boolean either() throws Templates.Unfilled {
        boolean holds = both();
        while (next("||")) {
            boolean other = both();
            holds = holds || other;
        }
        return holds;
    }

    private boolean both() throws Templates.Unfilled {
        boolean holds = not();
        while (next("&&")) {
            boolean other = not();
            holds = holds && other;
        }
        return holds;
    }

    private boolean not() throws Templates.Unfilled {
        if (next("!")) {
            return !not();
        }
        if (next("(")) {
            boolean holds = either();
            expect(")");
            return holds;
        }
        return comparison();
    }

    private boolean comparison() throws Templates.Unfilled {
        String left = operand();
        if (next("==")) {
            return left.equals(operand());
        }
        if (next("!=")) {
            return !left.equals(operand());
        }
        if (next("=~")) {
            return new Wildcard(operand()).matches(left);
        }
        if (at < tokens.size() && tokens.get(at).equals(new Token("in", false, false))) {
            at++;
            return list().contains(left);
        }
        return !left.isEmpty() && !left.equals("false");
    }

    private List<String> list() throws Templates.Unfilled {
        List<String> items = new ArrayList<>();
        expect("[");
        while (!next("]")) {
            items.add(operand());
            if (at < tokens.size() && !tokens.get(at).text().equals("]")) {
                expect(",");
            }
        }
        return items;
    }

    private String operand() throws Templates.Unfilled {
        if (at >= tokens.size() || tokens.get(at).operator()) {
            throw new IllegalArgumentException("found "
                    + (at >= tokens.size() ? "the end" : "'" + tokens.get(at).text() + "'")
                    + " where a value should stand");
        }
        Token token = tokens.get(at++);
        return token.template() ? filler.fill(token.text()) : token.text();
    }

    private boolean next(String operator) {
        if (at < tokens.size()
                && tokens.get(at).operator()
                && tokens.get(at).text().equals(operator)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String operator) {
        if (!next(operator)) {
            throw new IllegalArgumentException("'" + operator + "' is missing");
        }
    }
}
