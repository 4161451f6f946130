package io.github.gradcheck.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The exercises on nbgrader's whole way, as the lecturer's page tells it: the students' version is made, submissions come in, one of
 * them once more and late, they are graded, and one student gets feedback.
 *
 * @param folder the lecturer's folder
 * @param scores by student, then by "exercise/check"
 */
record Grading(Path folder, Map<String, Map<String, Double>> scores) {
    static final String SOLUTION = "solution";
    static final String BLANK = "blank";
    static final String HALF = "half";
    /** Hands in the first exercise alone, blank and without its last check, and its solution when all others have been graded. */
    static final String LATE = "late";
    /** Hands in the first three with their solutions, but in the first a cell takes an hour and the last task ends the kernel; the third is not graded. */
    static final String EXIT = "exit";
    /** Hands in the first two with their solutions, but of the first only half of the file has arrived. */
    static final String TORN = "torn";
    /** Hands in the solution of the first, under the name that a browser gives to a second download. */
    static final String TWICE = "twice";
    /** The id of a cell that takes an hour; the student EXIT has it below the setup. */
    static final String ENDLESS = "endless";
    /** The text and the setup. */
    private static final int FIRST_CELLS = 2;
    /** Seconds for each cell of the student EXIT: the other cells take a few. */
    private static final int PATIENCE = 15;
    /** What the lecturer's own configuration in the folder calls the table of grades. */
    private static final String TABLE = "marks.csv";

    /** As where memory runs out: past the library, which has {@code System.exit} end a cell alone. */
    private static final String KERNEL_ENDS = "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 0);\n";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Grading> DONE = new ConcurrentHashMap<>();
    private static final String READ_GRADEBOOK = String.join("\n",
            "import json, os, sys",
            "from nbgrader.api import Gradebook",
            "with Gradebook('sqlite:///' + os.path.abspath(sys.argv[1])) as book:",
            "    rows = [[s.student.id, n.name + '/' + g.name, g.auto_score] for s in book.assignment_submissions('exercises')",
            "            for n in s.notebooks for g in n.grades]",
            "print(json.dumps(rows))");

    /** Grades in this kernel, once however often it is asked for. */
    static Grading in(String kernel) {
        return DONE.computeIfAbsent(kernel, Grading::run);
    }

    /** The notebook of a student after grading. */
    Notebook graded(String student, String name) {
        return Notebook.of(folder.resolve("autograded").resolve(student).resolve("exercises").resolve(name));
    }

    /** The students' version of a notebook. */
    Notebook released(String name) {
        return Notebook.of(folder.resolve("release").resolve("exercises").resolve(name));
    }

    /** The page that tells a student what every check of a notebook said. */
    String feedback(String student, String name) throws IOException {
        return Files.readString(folder.resolve("feedback").resolve(student).resolve("exercises").resolve(name.replace(".ipynb", ".html")), StandardCharsets.UTF_8);
    }

    /** The lines of the table of grades. */
    List<String> table() throws IOException {
        return Files.readAllLines(folder.resolve(TABLE), StandardCharsets.UTF_8);
    }

    private static Grading run(String kernel) {
        try {
            Path folder = Course.NOTEBOOKS.resolve("target").resolve("grading").resolve(kernel);
            empty(folder);
            Files.writeString(folder.resolve("nbgrader_config.py"), "c = get_config()\nc.ExportPlugin.to = '" + TABLE + "'\n", StandardCharsets.UTF_8);
            String inKernel = "--Execute.kernel_name=" + kernel;
            List<Path> first = Exercises.selected().subList(0, 1);
            nbgrader(folder, "generate_assignment", "exercises");
            for (String student : List.of(SOLUTION, BLANK, HALF)) {
                submit(folder, student, student, Exercises.selected());
            }
            submit(folder, LATE, BLANK, first);
            deleteTheLastCheck(folder, first.get(0));
            submitATornOne(folder);
            submit(folder, TWICE, SOLUTION, first);
            Files.move(submitted(folder, TWICE, first.get(0)), submitted(folder, TWICE, Path.of(anotherName(first.get(0)))));
            nbgrader(folder, "autograde", "exercises", inKernel);
            submit(folder, LATE, SOLUTION, first);
            nbgrader(folder, "autograde", "exercises", "--force", "--student=" + LATE, inKernel);
            submitAnExit(folder, inKernel);
            nbgrader(folder, "export");
            nbgrader(folder, "generate_feedback", "exercises", "--student=" + HALF);
            return new Grading(folder, read(folder));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while grading", e);
        }
    }

    private static void submitATornOne(Path folder) throws IOException {
        List<Path> exercises = Exercises.selected().stream().limit(2).toList();
        submit(folder, TORN, SOLUTION, exercises);
        Path first = submitted(folder, TORN, exercises.get(0));
        String whole = Files.readString(first, StandardCharsets.UTF_8);
        Files.writeString(first, whole.substring(0, whole.length() / 2), StandardCharsets.UTF_8);
    }

    private static void deleteTheLastCheck(Path folder, Path exercise) throws IOException {
        Path file = submitted(folder, LATE, exercise);
        JsonNode notebook = MAPPER.readTree(file.toFile());
        Iterator<JsonNode> cells = notebook.get("cells").elements();
        while (cells.hasNext()) {
            if (Exercises.id(cells.next()).equals(lastCheck(exercise))) {
                cells.remove();
            }
        }
        MAPPER.writeValue(file.toFile(), notebook);
    }

    /** The check that the student LATE deletes at first. */
    static String lastCheck(Path exercise) {
        List<JsonNode> checks = Exercises.checks(exercise);
        return Exercises.id(checks.get(checks.size() - 1));
    }

    /** A name that no exercise has. */
    static String anotherName(Path exercise) {
        return exercise.getFileName().toString().replace(".ipynb", " (1).ipynb");
    }

    private static Path submitted(Path folder, String student, Path exercise) {
        return folder.resolve("submitted").resolve(student).resolve("exercises").resolve(exercise.getFileName().toString());
    }

    private static void submitAnExit(Path folder, String inKernel) throws IOException, InterruptedException {
        List<Path> exercises = Exercises.selected().stream().limit(3).toList();
        submit(folder, EXIT, SOLUTION, exercises);
        Path first = submitted(folder, EXIT, exercises.get(0));
        JsonNode notebook = MAPPER.readTree(first.toFile());
        ((ArrayNode) notebook.get("cells")).insert(FIRST_CELLS, endless());
        for (JsonNode cell : notebook.get("cells")) {
            if (Exercises.id(cell).equals(lastTask(exercises.get(0)))) {
                ((ObjectNode) cell).put("source", KERNEL_ENDS + Notebook.source(cell));
            }
        }
        MAPPER.writeValue(first.toFile(), notebook);
        String graded = exercises.stream().limit(2).map(file -> file.getFileName().toString().substring(1, 2)).collect(Collectors.joining());
        nbgrader(folder, "autograde", "exercises", "--student=" + EXIT, "--notebook=0[" + graded + "]*", inKernel, "--Execute.timeout=" + PATIENCE);
    }

    /** A cell of the student's own that takes longer than grading waits. */
    private static JsonNode endless() {
        ObjectNode cell = MAPPER.createObjectNode().put("cell_type", "code").put("id", ENDLESS).put("source", "Thread.sleep(3_600_000);").putNull("execution_count");
        cell.putObject("metadata");
        cell.putArray("outputs");
        return cell;
    }

    /** The cell in which the student EXIT ends the kernel. */
    static String lastTask(Path exercise) {
        List<JsonNode> tasks = Exercises.tasks(exercise);
        return Exercises.id(tasks.get(tasks.size() - 1));
    }

    /** What the lecturer's commands of this name said. */
    String log(String command) throws IOException {
        return Files.readString(folder.resolve(command + ".log"), StandardCharsets.UTF_8);
    }

    /** The lecturer's command. */
    private static void nbgrader(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Course.python().toString(), Course.NOTEBOOKS.resolve("grading").resolve("nbgrader").toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve(arguments[0] + ".log");
        int status = PythonRun.compilingQuickly(new ProcessBuilder(command)).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start().waitFor();
        if (status != 0) {
            throw new AssertionError("nbgrader " + String.join(" ", arguments) + " failed:\n" + Files.readString(log, StandardCharsets.UTF_8));
        }
    }

    /** A student hands in these exercises: the solution, the blank version, or a half-right one. */
    private static void submit(Path folder, String student, String answers, List<Path> exercises) throws IOException {
        Path to = Files.createDirectories(folder.resolve("submitted").resolve(student).resolve("exercises"));
        for (Path source : exercises) {
            String name = source.getFileName().toString();
            JsonNode notebook = MAPPER.readTree(folder.resolve("release").resolve("exercises").resolve(name).toFile());
            if (!answers.equals(BLANK)) {
                answer(notebook, source, answers.equals(HALF) ? Slip.of(name.substring(0, 2)) : List.of());
            }
            MAPPER.writeValue(to.resolve(name).toFile(), notebook);
        }
    }

    /** Fills in the solutions, with slips. */
    private static void answer(JsonNode released, Path source, List<Slip> slips) {
        Map<String, String> answers = new LinkedHashMap<>();
        Exercises.tasks(source).forEach(task -> answers.put(Exercises.id(task), Notebook.source(task)));
        for (Slip slip : slips) {
            String right = answers.get(slip.task());
            if (!right.contains(slip.right())) {
                throw new AssertionError("the answer to " + slip.task() + " has no \"" + slip.right() + "\"");
            }
            answers.put(slip.task(), right.replace(slip.right(), slip.wrong()));
        }
        for (JsonNode cell : released.get("cells")) {
            String answer = answers.get(Exercises.id(cell));
            if (answer != null) {
                ((ObjectNode) cell).put("source", answer);
            }
        }
    }

    private static Map<String, Map<String, Double>> read(Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Course.python().toString(), "-c", READ_GRADEBOOK, folder.resolve("gradebook.db").toString());
        Path packages = Course.NOTEBOOKS.resolve("grading").resolve(".packages");
        builder.environment().put("PYTHONPATH", packages.toString());
        builder.environment().merge("PATH", packages.resolve("bin").toString(), (before, ours) -> ours + File.pathSeparator + before);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        byte[] printed = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new AssertionError("the gradebook could not be read");
        }
        Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
        MAPPER.readTree(printed).forEach(row -> scores.computeIfAbsent(row.get(0).asText(), student -> new LinkedHashMap<>()).put(row.get(1).asText(), row.get(2).asDouble()));
        return scores;
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    /** The kernels of this run: IJava, and JJava as well in the profile that asks for it. */
    static List<String> kernels() {
        return Arrays.asList(System.getProperty("grading.kernels", "java").split(","));
    }
}
