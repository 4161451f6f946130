package io.github.gradcheck.course.binder;

import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonRun;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** What Binder makes of this repository, without its container: a copy, a home and a Python that nobody used before. */
final class BinderImage {
    private static final Path FOLDER = Course.NOTEBOOKS.resolve("target").resolve("binder");
    private static final Set<String> NOT_IN_THE_REPOSITORY = Set.of("target", ".venv", ".packages", ".git", "__pycache__", ".ipynb_checkpoints");

    final Path checkout = FOLDER.resolve("checkout");
    final Path home = FOLDER.resolve("home");
    final Path prefix = FOLDER.resolve("prefix");

    private BinderImage() {
    }

    /** The steps of the image: the requirements, the files, postBuild. */
    static BinderImage build() throws IOException, InterruptedException {
        BinderImage image = new BinderImage();
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(image.home);
        expectSuccess(PythonRun.module("venv").arguments(image.prefix).run());
        expectSuccess(PythonRun.by(image.python(), "-m", "pip").arguments("install", "--quiet", "-r",
                Course.VIRTUAL_ENVIRONMENT.resolveSibling("requirements.txt")).run());
        copy(Course.NOTEBOOKS.getParent(), image.checkout);
        expectSuccess(image.in(PythonRun.program(image.checkout.resolve("binder").resolve("postBuild"))).run());
        return image;
    }

    Path python() {
        return prefix.resolve("bin").resolve("python");
    }

    /** The same run as it would be in the image: its folder, its home, its Python first on the path. */
    PythonRun in(PythonRun run) {
        return run.in(checkout).with("HOME", home.toString()).with("PATH", prefix.resolve("bin") + ":" + System.getenv("PATH"))
                .with("MAVEN_OPTS", "-Duser.home=" + home);  // Java asks the system for the home, not the variable
    }

    private static void expectSuccess(Answer answer) {
        if (answer.status() != 0) {
            throw new AssertionError(answer.out() + answer.err());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = folder.getFileName().toString();
                if (NOT_IN_THE_REPOSITORY.contains(name) || name.endsWith(".lock")) {  // which another test may hold
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
