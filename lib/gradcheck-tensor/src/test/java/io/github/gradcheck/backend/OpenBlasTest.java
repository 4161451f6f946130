package io.github.gradcheck.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries and memory maps as Debian's three packages of OpenBLAS 0.3.21 have them. */
class OpenBlasTest {
    @TempDir
    private Path folder;

    private Path library(String name, String symbols) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "\u007fELF\u0000dgemm_\u0000" + symbols + "\u0000");
    }

    private Path map(Path... libraries) throws IOException {
        String lines = Stream.of(libraries).map(file -> "7f1b8e978000-7f1b8e99a000 r--p 00000000 fe:00 1234      " + file + "\n"
                + "7f1b8e99a000-7f1b8e9ff000 r-xp 00022000 fe:00 1234      " + file + "\n").collect(Collectors.joining());
        return Files.writeString(folder.resolve("maps"), "7ffd1a5d2000-7ffd1a5f3000 rw-p 00000000 00:00 0      [stack]\n" + lines);
    }

    @Test
    void oneThatWasBuiltForASingleThreadHasNoLocksAndIsNamed() throws IOException {
        Path front = library("openblas-serial/libblas.so.3", "dtrsm_");
        Path serial = library("openblas-serial/libopenblas-r0.3.21.so", "dtrsm_");
        assertThat(OpenBlas.withoutLocks(map(front, serial))).contains("libopenblas-r0.3.21.so");
        assertThat(OpenBlas.withoutLocks(map(serial, front))).contains("libopenblas-r0.3.21.so");
    }

    @Test
    void oneForThreadsHasThemThoughTheFileInFrontOfItNamesNone() throws IOException {
        Path front = library("openblas-pthread/libblas.so.3", "dtrsm_");
        Path threaded = library("openblas-pthread/libopenblasp-r0.3.21.so", "pthread_mutex_lock");
        assertThat(OpenBlas.withoutLocks(map(front, threaded))).isEmpty();
    }

    @Test
    void nothingIsKnownAgainstOtherLibrariesOrWhereThereIsNoMap() throws IOException {
        Path reference = library("blas/libblas.so.3", "dtrsm_");
        assertThat(OpenBlas.withoutLocks(map(reference))).isEmpty();
        assertThat(OpenBlas.withoutLocks(folder.resolve("none"))).isEmpty();
    }

    @Test
    void aLibraryThatWasReplacedWhileItRunsIsPassedOver() throws IOException {
        assertThat(OpenBlas.withoutLocks(map(Path.of("/usr/lib/libopenblas-r0.3.20.so (deleted)")))).isEmpty();
    }
}
