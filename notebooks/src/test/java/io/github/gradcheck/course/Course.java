package io.github.gradcheck.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Where the notebooks lie, and which of them this run is about. */
public final class Course {
    /** The folder of this module: Maven runs tests in it. */
    public static final Path NOTEBOOKS = Path.of("").toAbsolutePath();
    public static final Path VIRTUAL_ENVIRONMENT = NOTEBOOKS.resolveSibling("binder").resolve(".venv");
    /** The notebook that leads to the others. */
    static final Path FRONT_DOOR = NOTEBOOKS.resolve("00-start-here.ipynb");
    static final List<String> KERNELS = List.of("java", "jjava");

    private Course() {
    }

    /** The notebook of each part, in order. */
    public static List<Path> all() {
        try (Stream<Path> files = Files.list(NOTEBOOKS)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".ipynb") && !file.equals(FRONT_DOOR)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The notebooks asked for by {@code -Dnotebooks=02,05}; all of them unless asked. */
    public static List<Path> selected() {
        return all().stream().filter(file -> isSelected(file.getFileName().toString())).toList();
    }

    /** Whether the notebook whose name begins with this number is part of the run. */
    public static boolean isSelected(String name) {
        String asked = System.getProperty("notebooks", "");
        return asked.isBlank() || Arrays.stream(asked.split(",")).anyMatch(number -> name.startsWith(number.strip()));
    }

    /** The notebook whose name begins with this number, such as "02". */
    public static Path numbered(String number) {
        return all().stream().filter(file -> file.getFileName().toString().startsWith(number + "-")).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no notebook is numbered " + number));
    }

    /** A notebook with its outputs, as it ran in IJava in this run of the tests. */
    public static Path executed(Path notebook) {
        return ExecutedNotebook.of(KERNELS.get(0), notebook).notebook().file();
    }

    public static Path python() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return VIRTUAL_ENVIRONMENT.resolve(windows ? "Scripts/python.exe" : "bin/python");
    }
}
