package io.github.gradcheck.course.browser;

import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** One visit of a headless browser to JupyterLab, in which it opens and runs all notebooks of this run; it takes place once. */
final class Tour {
    static final Path SCREENSHOTS = Course.NOTEBOOKS.resolve("target").resolve("screenshots");
    private static final Path PROGRAM = Course.NOTEBOOKS.resolve("src/test/python/browser");
    private static Tour taken;

    private Tour() {
    }

    /** The visit with this browser, to the selected notebooks of the course and these besides. */
    static synchronized Tour with(Path chromium, List<Path> written) {
        if (taken == null) {
            try {
                run(chromium, written);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the browser was at work", e);
            }
            taken = new Tour();
        }
        return taken;
    }

    private static void run(Path chromium, List<Path> written) throws IOException, InterruptedException {
        // Copies: JupyterLab saves what is open every two minutes, outputs included.
        Path folder = Files.createDirectories(Course.NOTEBOOKS.resolve("target").resolve("visited"));
        empty(folder);
        empty(Files.createDirectories(SCREENSHOTS));
        for (Path file : Stream.concat(Course.selected().stream(), written.stream()).toList()) {
            Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        Answer answer = PythonEnvironment.of("browser", PROGRAM.resolve("requirements.txt"))
                .run(PROGRAM.resolve("tour.py"), chromium, folder, SCREENSHOTS);
        if (answer.status() != 0) {
            throw new AssertionError("the browser did not get through:\n" + answer.out() + answer.err());
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What was seen of the notebook with this file name. */
    Seen seen(String name) {
        return Seen.of(SCREENSHOTS.resolve(name.replace(".ipynb", ".json")));
    }
}
