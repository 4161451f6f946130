package io.github.gradcheck.backend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the OpenBLAS that this program has loaded may be called by several threads at once.
 *
 * <p>One that was built for a single thread, such as Debian's {@code libopenblas0-serial}, hands the same working memory to all callers
 * unless it was built with {@code USE_LOCKING}: with OpenBLAS 0.3.21 and two threads, 2 to 8 of 40 000 losses of a net of 79 510
 * parameters were wrong in the second or third digit. Source: OpenBLAS on GitHub, issue 2126 and pull request 2136.
 */
final class OpenBlas {
    /** What a library calls that has locks; the ones for OpenMP and for POSIX threads both do. */
    private static final String LOCK = "pthread_mutex_lock";

    private OpenBlas() {
    }

    /**
     * The name of a loaded OpenBLAS without locks; its own rather than that of a libblas.so.3 in front of it.
     *
     * @param maps the memory map of a process, as Linux shows it in {@code /proc/self/maps}; where there is none, nothing is known against the library
     */
    static Optional<String> withoutLocks(Path maps) {
        List<Path> loaded = loaded(maps);
        return loaded.stream().anyMatch(OpenBlas::hasLocks) ? Optional.empty()
                : loaded.stream().map(file -> file.getFileName().toString()).max(Comparator.naturalOrder());
    }

    /** The files of the map whose path names OpenBLAS: the library, and where a system has one a libblas.so.3 in front of it. */
    private static List<Path> loaded(Path maps) {
        if (!Files.isReadable(maps)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(maps, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("openblas")).map(line -> line.substring(line.indexOf('/')))
                    .distinct().map(Path::of).filter(Files::isReadable).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasLocks(Path library) {
        try {
            return new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1).contains(LOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
