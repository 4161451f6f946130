package io.github.gradcheck.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A run of the Python that the build uses, or of another program, without a JAVA_HOME unless one is given. */
public final class PythonRun {
    private final List<String> command = new ArrayList<>();
    private final ProcessBuilder builder = new ProcessBuilder(command);

    private PythonRun(String program, String... beginning) {
        command.add(program);
        command.addAll(List.of(beginning));
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    }

    static PythonRun file(Path program) {
        return new PythonRun(interpreter(), program.toString());
    }

    /** A run of the Python of a virtual environment. */
    public static PythonRun by(Path python, String... beginning) {
        return new PythonRun(python.toString(), beginning);
    }

    /** Something that is no Python at all. */
    public static PythonRun program(Path program) {
        return new PythonRun(program.toString());
    }

    public static PythonRun module(String name) {
        return new PythonRun(interpreter(), "-m", name);
    }

    /** Lines of Python, with the arguments as {@code sys.argv[1:]}. */
    public static PythonRun code(String... lines) {
        return new PythonRun(interpreter(), "-c", "import sys\n" + String.join("\n", lines));
    }

    public PythonRun in(Path folder) {
        builder.directory(folder.toFile());
        return this;
    }

    public PythonRun arguments(Object... arguments) {
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return this;
    }

    public PythonRun with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /** Whether it can be run, and ends well. */
    public boolean succeeds() throws InterruptedException {
        try {
            return run().status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    public Answer run() throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            int status = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
            return new Answer(status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /**
     * Has the JVMs of a process compile quickly rather than well: few cells run long enough for more, and that takes half of a notebook's time.
     * What comes out is the same.
     */
    static ProcessBuilder compilingQuickly(ProcessBuilder builder) {
        return addToJvms(builder, "-XX:TieredStopAtLevel=1");
    }

    /** Starts the JVMs of a process with one more option. */
    static ProcessBuilder addToJvms(ProcessBuilder builder, String option) {
        builder.environment().merge("JAVA_TOOL_OPTIONS", option, (before, ours) -> before + " " + ours);
        return builder;
    }

    /** By its full path, so that it is found also where the path leads nowhere. */
    private static String interpreter() {
        try {
            Process process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("there is no python3 to test the installer with", e);
        }
    }
}
