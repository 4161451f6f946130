package io.github.gradcheck.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Path maven = Files.writeString(programs.resolve("mvn"), "#!/bin/sh\nexit 1\n", StandardCharsets.UTF_8);
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        assertThat(after("sys.modules['ensurepip'] = None", "lab").run()).isEqualTo(refusal);
    }

    @Test
    void leavesNoLockBehindWhenItRefuses() throws Exception {
        makeJava(programs, "17", 0);
        assertThat(lab().run().status()).isEqualTo(1);
        assertThat(binder.resolve(".venv.lock")).doesNotExist();
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
        Answer answer = PythonRun.code("import os, pathlib, runpy, install", "install.install = lambda: pathlib.Path('/prefix')",
                "os.execv = lambda program, command: print(*command, sep='\\n')", "runpy.run_path('lab', run_name='__main__')")
                .in(binder).arguments("--no-browser", "--port", "9999").run();
        assertThat(answer.out().lines()).containsExactly("/prefix/bin/python", "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1",
                "--ServerApp.root_dir=" + binder.toRealPath().resolveSibling("notebooks"), "--no-browser", "--port", "9999");
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
}
