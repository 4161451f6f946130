package io.github.gradcheck.course;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** A notebook after it ran from top to bottom in a fresh kernel, and what its cells put out. */
record ExecutedNotebook(Notebook notebook, Duration took) {
    private static final Pattern PICTURE = Pattern.compile("<img[^>]*src=\"data:image/png;base64,([^\"]+)\"[^>]*>");
    private static final Pattern ALTERNATIVE_TEXT = Pattern.compile("<img[^>]*alt=\"([^\"]*)\"");
    private static final Map<String, FutureTask<ExecutedNotebook>> RUNS = new ConcurrentHashMap<>();

    /** Runs the notebook with this number, such as "02", once in each kernel however often it is asked for. */
    static ExecutedNotebook of(String kernel, String number) {
        return of(kernel, Course.numbered(number));
    }

    /** As {@link #of(String, String)}; the test that asks for it is skipped if the notebook is not part of this run. */
    static ExecutedNotebook part(String kernel, String number) {
        assumeTrue(Course.isSelected(number), "notebook " + number + " is not part of this run");
        return of(kernel, number);
    }

    /** As {@link #part}, with matrix products in pure Java, by an option of netlib's; as a rule they are made by the OpenBLAS on the class path. */
    static ExecutedNotebook inPureJava(String kernel, String number) {
        assumeTrue(Course.isSelected(number), "notebook " + number + " is not part of this run");
        return of(kernel, Course.numbered(number), "-Ddev.ludovic.netlib.blas.allowNative=false");
    }

    /** Runs this file, once in each kernel. */
    static ExecutedNotebook of(String kernel, Path file) {
        return of(kernel, file, "");
    }

    private static ExecutedNotebook of(String kernel, Path file, String option) {
        FutureTask<ExecutedNotebook> task = RUNS.computeIfAbsent(kernel + " " + file + option, key -> new FutureTask<>(() -> run(kernel, file, option)));
        task.run();  // nothing if another test has begun it
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + file.getFileName() + " ran", e);
        }
    }

    private static ExecutedNotebook run(String kernel, Path file, String option) {
        Path folder = Course.NOTEBOOKS.resolve("target").resolve("executed").resolve(kernel + option);
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve(file.getFileName() + ".log");
            long start = System.nanoTime();
            // Errors are allowed here so that the copy is written, and judged by the tests, cell by cell.
            ProcessBuilder builder = new ProcessBuilder(Course.python().toString(), "-m", "jupyter", "nbconvert", "--to", "notebook",
                    "--execute", "--allow-errors", "--ExecutePreprocessor.kernel_name=" + kernel,
                    "--ExecutePreprocessor.timeout=300", "--output-dir", folder.toString(), file.toString())
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            if (!option.isEmpty()) {
                PythonRun.addToJvms(builder, option);
            }
            // In IJava a reader's JVM runs every notebook in BrowserIT; in JJava here.
            Process process = (kernel.equals("java") ? PythonRun.compilingQuickly(builder) : builder).start();
            int status = process.waitFor();
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (status != 0) {
                throw new AssertionError(file.getFileName() + " did not run on " + kernel + ":\n" + Files.readString(log, StandardCharsets.UTF_8));
            }
            return new ExecutedNotebook(Notebook.of(folder.resolve(file.getFileName())), took);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + file.getFileName(), e);
        }
    }

    /** All that the cells printed. */
    String stdout() {
        return stream("stdout");
    }

    String stderr() {
        return stream("stderr");
    }

    private String stream(String name) {
        StringBuilder text = new StringBuilder();
        for (JsonNode output : outputs()) {
            if (output.path("name").asText().equals(name)) {
                text.append(Notebook.text(output.get("text")));
            }
        }
        return text.toString();
    }

    /** The HTML that cells showed: tables and pictures. */
    List<String> html() {
        return outputs().stream().filter(output -> output.at("/data").has("text/html"))
                .map(output -> Notebook.text(output.at("/data").get("text/html"))).toList();
    }

    /** The pictures that cells showed. */
    List<BufferedImage> pictures() {
        return matches(PICTURE).stream().map(encoded -> {
            try {
                return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(encoded)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).toList();
    }

    List<String> alternativeTexts() {
        return matches(ALTERNATIVE_TEXT);
    }

    private List<String> matches(Pattern pattern) {
        return html().stream().flatMap(text -> pattern.matcher(text).results()).map((MatchResult match) -> match.group(1)).toList();
    }

    /** One line for each error: the notebook, the cell, and what happened. */
    List<String> errors() {
        List<String> errors = new ArrayList<>();
        List<JsonNode> cells = notebook.cells();
        for (int i = 0; i < cells.size(); i++) {
            for (JsonNode output : cells.get(i).path("outputs")) {
                if (output.get("output_type").asText().equals("error")) {
                    errors.add(notebook.name() + ", cell " + (i + 1) + " («" + Notebook.source(cells.get(i)).lines().findFirst().orElse("")
                            + "»): " + output.get("ename").asText() + ": " + output.get("evalue").asText() + "\n"
                            + Notebook.text(output.get("traceback")));
                }
            }
        }
        return errors;
    }

    private List<JsonNode> outputs() {
        List<JsonNode> outputs = new ArrayList<>();
        notebook.cells().forEach(cell -> cell.path("outputs").forEach(outputs::add));
        return outputs;
    }
}
