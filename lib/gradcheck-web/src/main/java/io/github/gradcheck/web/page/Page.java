package io.github.gradcheck.web.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a page together of its template and the files that it names in double braces: one file then, which needs nothing beside it. */
public final class Page {
    private static final Pattern NAMED = Pattern.compile("\\{\\{([\\w.]+)}}");

    private Page() {
    }

    /**
     * Writes the page.
     *
     * @param arguments the template, where the page goes, and the folders that have the files
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> folders = List.of(arguments).subList(2, arguments.length).stream().map(Path::of).toList();
        Matcher matcher = NAMED.matcher(Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8));
        StringBuilder page = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(page, Matcher.quoteReplacement(read(matcher.group(1), folders)));
        }
        matcher.appendTail(page);
        Path to = Path.of(arguments[1]);
        Files.createDirectories(to.getParent());
        Files.writeString(to, page, StandardCharsets.UTF_8);
    }

    private static String read(String name, List<Path> folders) throws IOException {
        Path file = folders.stream().map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of the folders has " + name + ": " + folders));
        String text = Files.readString(file, StandardCharsets.UTF_8);
        if (text.contains("</script") || text.contains("</style")) {
            throw new IllegalArgumentException(name + " would end the element that it is put into");
        }
        return text.stripTrailing();
    }
}
