package io.github.gradcheck.gallery;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text in lines that a browser's window holds: it would break longer ones in the middle of a word. */
final class Wrapped {
    /** Beside JupyterLab's list of files there is room for about a hundred. */
    private static final int COLUMNS = 76;
    private static final Pattern QUOTED = Pattern.compile("\"[^\"\n]*\"");
    private static final char UNBROKEN = '\u00a0';

    private Wrapped() {
    }

    /** Broken at spaces, but not within quotes; where it is broken already, it stays so. */
    static String text(String text) {
        String whole = QUOTED.matcher(text).replaceAll(quoted -> Matcher.quoteReplacement(quoted.group().replace(' ', UNBROKEN)));
        return whole.lines().map(line -> line.replaceAll("(.{1," + COLUMNS + "})(?: +|$)", "$1\n").stripTrailing())
                .collect(Collectors.joining("\n")).replace(UNBROKEN, ' ');
    }

    /** Names with commas between them, none of them broken. */
    static String list(List<String> names) {
        return text(names.stream().map(name -> name.replace(' ', UNBROKEN)).collect(Collectors.joining(", ")));
    }
}
