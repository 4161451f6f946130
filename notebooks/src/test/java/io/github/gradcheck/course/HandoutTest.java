package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy of the course that students get where the exercises count. */
class HandoutTest {
    @TempDir
    private Path folder;

    private Answer handout(String... numbers) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("python3", Course.NOTEBOOKS.resolve("grading").resolve("handout").toString()), Stream.of(numbers)).toList();
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out, err);
    }

    /** What lies in the archive, by its path in the course. */
    private Map<String, String> archive() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(folder.resolve("course.zip").toFile())) {
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> files.put(entry.getName().replaceFirst("^course/", ""), text(zip, entry)));
        }
        return files;
    }

    private static String text(ZipFile zip, ZipEntry entry) {
        try (InputStream stream = zip.getInputStream(entry)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void release(String name) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("release").resolve("exercises")).resolve(name), "the students' version", StandardCharsets.UTF_8);
    }

    @Test
    void holdsTheCourseAndTheExercisesThatAreAskedFor() throws IOException, InterruptedException {
        for (Path exercise : Exercises.all()) {
            release(exercise.getFileName().toString());
        }
        assertThat(handout("01", "02")).satisfies(answer -> assertThat(answer.err()).isEmpty()).matches(answer -> answer.status() == 0);
        Map<String, String> files = archive();
        assertThat(files.keySet()).contains("README.md", "LICENSE", "pom.xml", "lib/pom.xml", "notebooks/pom.xml", "binder/lab", "binder/install.py",
                "lib/gradcheck/src/main/java/io/github/gradcheck/check/GradientCheck.java", "lib/gradcheck-notebook/pom.xml");
        assertThat(files.keySet()).containsAll(Course.all().stream().map(file -> "notebooks/" + file.getFileName()).toList());
        assertThat(files.keySet().stream().filter(name -> name.startsWith("notebooks/homework/")))
                .containsExactly("notebooks/homework/01-numerical-differentiation.ipynb", "notebooks/homework/02-the-bug-hunt.ipynb");
    }

    @Test
    void holdsNoSolutionAndNoTest() throws IOException, InterruptedException {
        assertThat(handout().status()).isZero();
        Map<String, String> files = archive();
        assertThat(files.keySet()).noneMatch(name -> name.matches("notebooks/(exercises|grading|src|homework|target)/.*|.*/src/test/.*|.*/(target|[.]venv)/.*|[.]git/.*"));
        for (String given : List.of(Exercises.SOLUTION_BEGINS, Exercises.HIDDEN_BEGINS, "Set.of(2, 4, 5)")) {
            assertThat(files.keySet()).as(given).noneMatch(name -> files.get(name).contains(given));
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException, InterruptedException {
        release("01-numerical-differentiation.ipynb");
        assertThat(handout("01", "03")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.err()).contains("03-").contains("run nbgrader generate_assignment exercises in this folder first").doesNotContain("Traceback");
        });
        assertThat(handout("07").err()).isEqualToIgnoringNewLines("There is no exercise 07: they are 01, 02, 03, 04, 05, 06.");
        assertThat(folder.resolve("course.zip")).doesNotExist();
    }
}
