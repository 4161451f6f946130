package io.github.gradcheck.notebook;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * Knows which methods and classes are older than the cell that shows them: it was run once more, and ended in an error.
 *
 * <p>JShell then keeps what an earlier run defined, and a check below would speak of code that is no longer on the page. A broken cell is
 * read by its text alone: what does not look like the head of a method or a class is not warned of.
 */
final class OldDefinitions {
    private static final Pattern COMMENT_OR_TEXT = Pattern.compile(
            "\"\"\"(?s:.*?)\"\"\"|\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|'(?:[^'\\\\\n]|\\\\[^\n]{1,5}?)'|//[^\n]*|/\\*(?s:.*?)\\*/");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|record|enum)\\s+([\\w$]+)");
    /** A type, which may be forgotten, a name, parameters and a body. A call has no such body, and one in a condition no such end. */
    private static final Pattern METHOD = Pattern.compile("(?m)(?:^|\\b(?!(?:new|return|else|throw|do|assert|yield|case)\\b)[\\w$]+\\s|(?<!-)>\\s|\\]\\s)\\s*"
            + "([\\w$]+)\\s*\\([^(){};=-]*\\)\\s*(?:throws[\\w\\s.,]+)?\\{");

    private final Set<String> old = new HashSet<>();
    private final Set<String> definedHere = new HashSet<>();
    private String running = "";

    /** Watches a kernel and its shell from the next cell on. */
    static OldDefinitions watch(Object kernel, JShell shell) throws ReflectiveOperationException {
        OldDefinitions definitions = new OldDefinitions();
        shell.onSnippetEvent(definitions::look);
        CellRequests.tell(kernel, definitions::begin);
        return definitions;
    }

    /** The next cell is about to run: what the last one shows and did not define is as old as it was. */
    synchronized void begin(String code) {
        Set<String> missed = declared(running);
        missed.removeAll(definedHere);
        old.addAll(missed);
        definedHere.clear();
        running = code;
    }

    /** Of what the running cell defines; not of what is merely compiled again because it uses that. */
    synchronized void look(SnippetEvent event) {
        if (event.causeSnippet() == null && event.status().isActive() && event.snippet() instanceof DeclarationSnippet declaration
                && !(declaration instanceof VarSnippet)) {
            definedHere.add(declaration.name());
            old.remove(declaration.name());
        }
    }

    /** A sentence about what the running cell uses of it, if there is any. */
    synchronized Optional<String> warning(JShell shell) {
        String code = withoutCommentsAndTexts(running);
        Stream<String> methods = shell.methods().map(MethodSnippet::name).filter(name -> uses(code, name, "\\s*\\("));
        Stream<String> types = shell.types().map(TypeDeclSnippet::name).filter(name -> uses(code, name, "\\b"));
        Set<String> used = new TreeSet<>(Stream.concat(methods, types).filter(old::contains).toList());
        return used.isEmpty() ? Optional.empty() : Optional.of("The last cell that was to define " + String.join(", ", used)
                + " ended in an error, so this check is about what you wrote before: run the cell of your answer until it shows no error.");
    }

    private static boolean uses(String code, String name, String follows) {
        return Pattern.compile("(?<![.\\w$])" + Pattern.quote(name) + follows).matcher(code).find();
    }

    /** The names of the methods and classes that a cell shows, whether or not it compiles. */
    static Set<String> declared(String code) {
        String headers = outsideBraces(withoutCommentsAndTexts(code));
        Set<String> names = new HashSet<>();
        if (!code.startsWith("%%")) {
            List.of(TYPE, METHOD).forEach(pattern -> pattern.matcher(headers).results().forEach(match -> names.add(match.group(1))));
        }
        return names;
    }

    private static String withoutCommentsAndTexts(String code) {
        return COMMENT_OR_TEXT.matcher(code).replaceAll(" ");
    }

    private static String outsideBraces(String code) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (char each : code.toCharArray()) {
            depth = each == '}' ? Math.max(0, depth - 1) : depth;
            if (depth == 0) {
                outside.append(each);
            }
            depth += each == '{' ? 1 : 0;
        }
        return outside.toString();
    }
}
