package io.github.gradcheck.web;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that run scripts: Node.js, and a browser without a window. */
public final class Scripts {
    static final Path TARGET = Path.of("target", "scripts");
    /** What the build made. */
    public static final Path BUNDLE = Path.of("target", "bundle", "gradcheck.js");
    private static final int MINUTES = 8;

    private Scripts() {
    }

    /** Node.js, if it is on the path. */
    public static Optional<Path> node() {
        return program("node", "nodejs");
    }

    /** A browser, if one is on the path. */
    public static Optional<Path> browser() {
        return program("chromium", "chromium-browser", "google-chrome");
    }

    private static Optional<Path> program(String... names) {
        List<Path> folders = Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).filter(folder -> !folder.isEmpty()).map(Path::of).toList();
        return Arrays.stream(names).flatMap(name -> folders.stream().map(folder -> folder.resolve(name))).filter(Files::isExecutable).findFirst();
    }

    /** The command that opens a page of a file, and prints what it has become when its scripts have run. */
    public static List<String> headless(Path browser, Path page) {
        return List.of(browser.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--allow-file-access-from-files",
                "--user-data-dir=" + TARGET.resolve("profile").toAbsolutePath(), page.toAbsolutePath().toUri().toString());
    }

    /** What a program prints. */
    public static String output(List<String> command) {
        try {
            Path printed = Files.createTempFile(Files.createDirectories(TARGET), "printed", ".txt");
            Process process = new ProcessBuilder(command).redirectOutput(printed.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("it did not end: " + command);
            }
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            Files.delete(printed);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A file beside the scripts. */
    public static Path write(String name, String text) {
        try {
            return Files.writeString(Files.createDirectories(TARGET).resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of an element of a page. */
    public static String element(String page, String begin, String end) {
        int from = page.indexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(end, from)).replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u00a0").replace("&amp;", "&");
    }
}
