package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the installer says when something is missing, each time in one line, on a machine made up for it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the made-up programs are shell scripts")
class InstallerTest {
    private static final Path BINDER = Course.VIRTUAL_ENVIRONMENT.getParent();

    /** A checkout that was never built, in a folder with a space, and a path on which only the programs of a test are. */
    @TempDir
    private Path machine;
    private Path binder;
    private Path programs;

    @BeforeEach
    void makeTheMachine() throws IOException {
        binder = Files.createDirectories(machine.resolve("a checkout").resolve("binder"));
        programs = Files.createDirectories(machine.resolve("programs"));
        for (String file : List.of("install.py", "lab", "startup.jsh", "logging.properties", "requirements.txt")) {
            Files.copy(BINDER.resolve(file), binder.resolve(file));
        }
        Files.writeString(binder.resolveSibling("pom.xml"), "<project/>", StandardCharsets.UTF_8);
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        assertThat(lab().run()).isEqualTo(refusal("A JDK 17 or newer is needed; there is no java on the path."));
    }

    @Test
    void saysThatThereIsNoJavaInJavaHome() throws Exception {
        assertThat(lab().with("JAVA_HOME", "/no/such/jdk").run())
                .isEqualTo(refusal("A JDK 17 or newer is needed; there is no java in JAVA_HOME, /no/such/jdk."));
    }

    @Test
    void prefersTheJavaOfJavaHomeToThatOfThePath() throws Exception {
        makeJava(programs, "17", 0);
        Path old = makeJava(machine.resolve("jdk").resolve("bin"), "11", 0);
        assertThat(lab().with("JAVA_HOME", machine.resolve("jdk").toString()).run())
                .isEqualTo(refusal("A JDK 17 or newer is needed; " + old + " is version 11."));
    }

    @Test
    void saysThatTheJdkIsTooOld() throws Exception {
        Path java = makeJava(programs, "1.8", 0);
        assertThat(lab().run()).isEqualTo(refusal("A JDK 17 or newer is needed; " + java + " is version 1.8."));
    }

    @Test
    void saysThatTheJavaIsOnlyARuntime() throws Exception {
        Path java = makeJava(programs, "21", 1);
        assertThat(lab().run()).isEqualTo(refusal("A JDK is needed, and " + java + " is only a runtime: it has no jdk.jshell."));
    }

    @Test
    void saysThatThereIsNoMaven() throws Exception {
        makeJava(programs, "17", 0);
        assertThat(lab().run()).isEqualTo(refusal("Maven 3.8 or newer is needed; there is no mvn on the path."));
    }

    @Test
    void saysThatPythonIsTooOld() throws Exception {
        makeJava(programs, "17", 0);
        String old = "sys.version_info, sys.version = (3, 9, 18), '3.9.18 (main)'";
        Answer refusal = refusal("Python 3.10 or newer is needed; this is 3.9.18.");
        assertThat(after(old, "lab").run()).isEqualTo(refusal);
        assertThat(after(old, "install.py").run()).isEqualTo(refusal);
    }

    @Test
    void saysThatPythonCannotMakeVirtualEnvironments() throws Exception {
        makeJava(programs, "17", 0);
        Answer refusal = refusal("Python's ensurepip is missing, which makes virtual environments (Debian, Ubuntu: python3-venv).");
        assertThat(after("sys.modules['ensurepip'] = None", "install.py", "--no-build").run()).isEqualTo(refusal);
        // Said before the build, which takes a minute: this Maven would fail.
        makeProgram(programs.resolve("mvn"), "exit 1");
        assertThat(after("sys.modules['ensurepip'] = None", "lab").run()).isEqualTo(refusal);
    }

    @Test
    void leavesNoLockBehindWhenItRefuses() throws Exception {
        makeJava(programs, "17", 0);
        assertThat(lab().run().status()).isEqualTo(1);
        assertThat(binder.resolve(".venv.lock")).doesNotExist();
    }

    @Test
    void keepsAnEnvironmentThatWorksWhateverPythonCalls() throws Exception {
        Path prefix = makeEnvironment("3.11");
        assertThat(isUpToDate(prefix)).isTrue();
        assertThat(isUpToDate(prefix, "sys.version_info, sys.version = (3, 99, 1), '3.99.1 (main)'")).isTrue();
    }

    @Test
    void makesAnEnvironmentAnewWhosePythonIsAnotherOrBrokenOrWhoseRequirementsChanged() throws Exception {
        Path prefix = makeEnvironment("3.11");
        makePython(prefix, "echo 3.12");
        assertThat(isUpToDate(prefix)).isFalse();
        makePython(prefix, "exit 1");
        assertThat(isUpToDate(prefix)).isFalse();
        Files.delete(prefix.resolve("bin").resolve("python"));
        assertThat(isUpToDate(prefix)).isFalse();
        makePython(prefix, "echo 3.11");
        assertThat(isUpToDate(prefix)).isTrue();
        Files.writeString(binder.resolve("requirements.txt"), "another==1.0\n", StandardCharsets.UTF_8);
        assertThat(isUpToDate(prefix)).isFalse();
    }

    @Test
    void refusesToMakeAnEnvironmentAnewFromWhichSomethingRuns() throws Exception {
        makeJava(programs, "17", 0);
        makeProgram(programs.resolve("mvn"), "exit 1");
        Path python = Files.createDirectories(binder.toRealPath().resolve(".venv").resolve("bin")).resolve("python");
        Files.createSymbolicLink(python, Path.of("/bin/sh"));
        for (String typed : List.of(python.toString(), ".venv/bin/python")) {
            Process user = new ProcessBuilder(typed, "-c", "read line").directory(binder.toFile()).start();
            try {
                Answer answer = lab().run();
                assertThat(answer.status()).isEqualTo(1);
                assertThat(answer.err()).startsWith(python.getParent().getParent() + " has to be made anew, and process " + user.pid() + " still runs from it: " + python)
                        .endsWith("\nClose JupyterLab (File, Shut Down) or let the grading finish, then call this again.\n");
                assertThat(answer.out()).as("no work was begun").isEmpty();
            } finally {
                user.getOutputStream().close();
                user.waitFor();
            }
        }
        Files.delete(python);
        assertThat(lab().run().err()).as("when it has ended, the work begins, with Maven").startsWith("This command failed, see above: " + programs.resolve("mvn"));
    }

    @Test
    void replacesAJarThatChangedAndLeavesTheOthersAlone() throws Exception {
        Path from = Files.writeString(machine.resolve("new.jar"), "new", StandardCharsets.UTF_8);
        Path same = Files.writeString(machine.resolve("same.jar"), "new", StandardCharsets.UTF_8);
        Path other = Files.writeString(machine.resolve("other.jar"), "old", StandardCharsets.UTF_8);
        Object[] before = {key(same), key(other)};
        Answer answer = PythonRun.code("import pathlib, install", "new, same, other = map(pathlib.Path, sys.argv[1:])",
                "install.put(new, same)", "install.put(new, other)").in(binder).arguments(from, same, other).run();
        assertThat(answer).isEqualTo(new Answer(0, "", ""));
        assertThat(other).hasContent("new");
        assertThat(key(same)).isEqualTo(before[0]);
        // A kernel that runs keeps reading the file it opened: the new one is another file under the same name.
        assertThat(key(other)).isNotEqualTo(before[1]);
    }

    @Test
    void opensJupyterLabForThisMachineAloneWithItsTokenAndPassesArgumentsOn() throws Exception {
        assertThat(labOf(1000, "--no-browser", "--port", "9999")).containsExactly("/prefix/bin/python", "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1",
                "--ServerApp.root_dir=" + binder.toRealPath().resolveSibling("notebooks"), "--LabApp.default_url=/lab/tree/00-start-here.ipynb", "--no-browser", "--port", "9999");
    }

    @Test
    void allowsRootWhatJupyterLabWouldRefuseAndSaysSo() throws Exception {
        assertThat(labOf(0, "--no-browser")).startsWith("You are root, and so is every notebook that you run here: JupyterLab gets --allow-root.")
                .endsWith("--allow-root", "--no-browser");
        assertThat(labOf(0, "--allow-root")).startsWith("/prefix/bin/python").endsWith("--allow-root").doesNotHaveDuplicates();
    }

    @Test
    void opensAnotherFolderWhenOneIsGiven() throws Exception {
        Answer answer = PythonRun.code("import pathlib, runpy, install", "lab = runpy.run_path('lab')",
                "print(*lab['command'](pathlib.Path('/prefix'), sys.argv[1:]), sep='\\n')")
                .in(binder).arguments("--ServerApp.root_dir=/elsewhere").run();
        assertThat(answer.out().lines()).containsExactly("/prefix/bin/python", "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1",
                "--ServerApp.root_dir=/elsewhere");
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private PythonRun lab() {
        return PythonRun.file(binder.resolve("lab")).with("PATH", programs.toString());
    }

    /** The program as it runs after a line of Python that takes something away. */
    private PythonRun after(String line, String... program) {
        return PythonRun.code("import runpy", line, "sys.argv = sys.argv[1:]", "runpy.run_path(sys.argv[0], run_name='__main__')")
                .in(binder).arguments((Object[]) program).with("PATH", programs.toString());
    }

    private static Answer refusal(String sentence) {
        return new Answer(1, "", sentence + "\n");
    }

    /** A program that answers as a java of this version does, and says by its exit status whether it has a module. */
    private static Path makeJava(Path folder, String version, int hasModule) throws IOException {
        Path java = Files.createDirectories(folder).resolve("java");
        Files.writeString(java, String.join("\n", "#!/bin/sh", "if [ \"$1\" = --describe-module ]; then exit " + hasModule + "; fi",
                "echo '    java.home = /made/up' >&2", "echo '    java.specification.version = " + version + "' >&2", ""), StandardCharsets.UTF_8);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }

    /** What binder/lab says and runs for the user of this number. */
    private List<String> labOf(int user, Object... arguments) throws Exception {
        return PythonRun.code("import os, pathlib, runpy, install", "install.install = lambda: pathlib.Path('/prefix')", "os.geteuid = lambda: " + user,
                "os.execv = lambda program, command: print(*command, sep='\\n')", "runpy.run_path('lab', run_name='__main__')")
                .in(binder).arguments(arguments).run().out().lines().toList();
    }

    /** A virtual environment whose Python knows its version and no more. */
    private Path makeEnvironment(String version) throws Exception {
        Path prefix = binder.resolve("made up");
        makePython(prefix, "echo " + version);
        Answer answer = PythonRun.code("import pathlib, install", "stamp, wanted = install.packages_stamp(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))",
                "stamp.parent.mkdir(parents=True)", "stamp.write_text(wanted, encoding='utf-8')")
                .in(binder).arguments(prefix, binder.resolve("requirements.txt")).run();
        assertThat(answer).isEqualTo(new Answer(0, "", ""));
        return prefix;
    }

    private boolean isUpToDate(Path prefix, String... before) throws Exception {
        Answer answer = PythonRun.code("import pathlib, install", String.join("\n", before), "print(install.has_python_packages(pathlib.Path(sys.argv[1]), install.REQUIREMENTS))")
                .in(binder).arguments(prefix).run();
        assertThat(answer.err()).isEmpty();
        return Boolean.parseBoolean(answer.out().strip().toLowerCase(Locale.ROOT));
    }

    private static Path makePython(Path prefix, String line) throws IOException {
        return makeProgram(Files.createDirectories(prefix.resolve("bin")).resolve("python"), line);
    }

    private static Path makeProgram(Path program, String line) throws IOException {
        Files.writeString(program, "#!/bin/sh\n" + line + "\n", StandardCharsets.UTF_8);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
