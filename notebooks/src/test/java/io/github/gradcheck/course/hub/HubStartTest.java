package io.github.gradcheck.course.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What binder/hub/start says before it does anything. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "JupyterHub does not run on Windows")
class HubStartTest {
    private static final Path HUB = Course.VIRTUAL_ENVIRONMENT.resolveSibling("hub");
    private static final String LOAD = "start = runpy.run_path('start')";

    @TempDir
    private Path folder;

    @Test
    void saysThatOnlyRootCanGiveAccounts() throws Exception {
        Answer answer = PythonRun.code("import os, runpy", "os.geteuid = lambda: 1000", "runpy.run_path('start', run_name='__main__')")
                .in(HUB).arguments("ada").run();
        assertThat(answer).isEqualTo(new Answer(1, "", "Only root can give each student an account number of their own: run this with sudo, on Linux.\n"));
    }

    @Test
    void saysWhichFolderStudentsCouldNotEnter() throws Exception {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        assertThat(reachable(closed.resolve("prefix")).err()).contains("other accounts may not enter " + closed.toRealPath() + ".");
    }

    @Test
    void isContentWithAFolderThatEverybodyMayEnter() throws Exception {
        assertThat(reachable(Path.of("/usr/bin/env"))).isEqualTo(new Answer(0, "", ""));
    }

    @Test
    void givesEachStudentAPasswordAndKeepsItForTheNextStart() throws Exception {
        Answer answer = PythonRun.code("import pathlib, runpy", LOAD, "folder = pathlib.Path(sys.argv[1])",
                "first = start['passwords'](folder, ['ada', 'emmy'])", "again = start['passwords'](folder, ['emmy', 'grace'])",
                "print(first['emmy'] == again['emmy'], len({*first.values(), *again.values()}), oct((folder / 'passwords.json').stat().st_mode))")
                .in(HUB).arguments(folder).run();
        assertThat(answer).isEqualTo(new Answer(0, "True 3 0o100600\n", ""));
    }

    private static Answer reachable(Path path) throws IOException, InterruptedException {
        return PythonRun.code("import pathlib, runpy", LOAD, "start['check_reachable'](pathlib.Path(sys.argv[1]))").in(HUB).arguments(path).run();
    }
}
