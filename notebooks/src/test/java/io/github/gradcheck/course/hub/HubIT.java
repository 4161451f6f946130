package io.github.gradcheck.course.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A class rehearsed on a JupyterHub of this machine; only with the Maven profile {@code hub}. */
@Tag("hub")
class HubIT {
    private static final Pattern STUDENT = Pattern.compile("(\\w+): ([\\d.]+) s for 02-the-bug-hunt, (\\d+) MB for the server and the kernel");
    private static final int LIMIT_OF_A_STUDENT = 1536;  // megabytes, in values.yaml

    @Test
    void fourStudentsWorkThroughPart2AtOnceAndNobodyReadsAnothersFiles() throws IOException, InterruptedException {
        assumeTrue(PythonRun.code("import os", "sys.exit(os.geteuid())").succeeds(), "students' accounts of their own need root");
        assumeTrue(PythonRun.program(Path.of("npm")).arguments("--version").succeeds(), "JupyterHub's proxy needs npm on the path");
        // Somewhere that other accounts can go; the checkout may be in a home.
        Path folder = Files.createTempDirectory("class");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path python = Path.of("/usr/bin/python3");
        Answer answer = PythonRun.by(python, Course.VIRTUAL_ENVIRONMENT.resolveSibling("tools").resolve("rehearse").toString())
                .arguments("--folder", folder).run();
        System.out.print(answer.out());
        assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
        List<MatchResult> students = STUDENT.matcher(answer.out()).results().toList();
        assertThat(students).extracting(student -> student.group(1)).containsExactly("ada", "emmy", "grace", "sofia");
        assertThat(students).extracting(student -> Integer.parseInt(student.group(3)))
                .allSatisfy(megabytes -> assertThat(megabytes).isBetween(100, LIMIT_OF_A_STUDENT));
        assertThat(answer.out()).contains("4 students, nobody can read another's files.");
        PythonRun.code("import shutil", "shutil.rmtree(sys.argv[1])").arguments(folder).run();
    }
}
