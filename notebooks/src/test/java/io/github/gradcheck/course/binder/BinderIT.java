package io.github.gradcheck.course.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gradcheck.course.Answer;
import io.github.gradcheck.course.Course;
import io.github.gradcheck.course.PythonEnvironment;
import io.github.gradcheck.course.PythonRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The course in Binder: built from nothing as Binder would, then used by one student without a network. */
@Tag("surroundings")
class BinderIT {
    private static final Path PROGRAMS = Course.NOTEBOOKS.resolve("src/test/python/session");
    private static final int MOST_MEGABYTES = 1000;  // of the 2 GB that Binder gives a session

    @Test
    void afterPostBuildEveryNotebookRunsWithoutANetworkInLessThanAGigabyte() throws IOException, InterruptedException {
        assumeTrue(PythonRun.program(Path.of("unshare")).arguments("--net", "true").succeeds(),
                "running without a network needs the right to make one of one's own (unshare --net)");
        BinderImage image = BinderImage.build();
        Path out = Course.NOTEBOOKS.resolve("target").resolve("binder").resolve("session.json");
        Answer answer = image.in(PythonRun.program(Path.of("unshare")).arguments("--net", image.python(), PROGRAMS.resolve("only_loopback.py"),
                image.python(), PROGRAMS.resolve("measure_session.py"), image.checkout, out)
                .arguments(Course.selected().stream().map(Path::getFileName).toArray())).run();
        assertThat(answer.status()).as(answer.out() + answer.err()).isZero();
        JsonNode session = new ObjectMapper().readTree(out.toFile());
        assertThat(session).hasSameSizeAs(Course.selected());
        session.properties().forEach(entry -> {
            JsonNode notebook = entry.getValue();
            System.out.printf(Locale.ROOT, "%s: %d MB for the server and the kernel, %.1f s%n", entry.getKey(),
                    notebook.get("megabytes").asInt(), notebook.get("seconds").asDouble());
            assertThat(notebook.get("errors")).as(entry.getKey()).isEmpty();
            assertThat(notebook.get("megabytes").asInt()).as(entry.getKey()).isBetween(100, MOST_MEGABYTES);
        });
    }

    @Test
    void repo2dockerFindsTheConfigurationAndWritesItsDockerfile() throws IOException, InterruptedException {
        Answer answer = dryRun(Course.NOTEBOOKS.getParent());
        assertThat(answer.status()).as(answer.err()).isZero();
        assertThat(answer.out() + answer.err()).contains("Building conda environment for python=3.11")
                .containsPattern("apt-get install --yes --no-install-recommends fonts-dejavu-core libfontconfig1 maven openjdk-21-jdk-headless")
                .contains("pip install --no-cache-dir -r \"binder/requirements.txt\"")
                .contains("RUN ./binder/postBuild")
                .contains("ENV R2D_ENTRYPOINT=\"${REPO_DIR}/binder/start\"");
    }

    @Test
    void repo2dockerRefusesAPackageThatCannotBeOne(@TempDir Path repository) throws IOException, InterruptedException {
        Files.writeString(Files.createDirectory(repository.resolve("binder")).resolve("apt.txt"), "Open JDK!\n", StandardCharsets.UTF_8);
        assertThat(dryRun(repository).status()).isNotZero();
    }

    private static Answer dryRun(Path repository) throws IOException, InterruptedException {
        return PythonEnvironment.of("repo2docker", PROGRAMS.resolve("repo2docker.txt")).module("repo2docker")
                .arguments("--no-build", "--user-id", "1000", "--user-name", "jovyan", repository).run();
    }
}
