package io.github.gradcheck.backend;

import dev.ludovic.netlib.blas.BLAS;
import java.io.File;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A BLAS that was chosen for this program: the OpenBLAS on its class path, else the system's, else the Vector API's where the JVM has it, else pure Java.
 *
 * <p>A system's OpenBLAS that makes do with {@linkplain OpenBlas#hasFallenBack instructions far older than the processor} comes after the Vector API.
 * Where Java would warn of native code on stderr (from Java 24 on, unless the program was started for it) none is called; the property
 * {@code dev.ludovic.netlib.blas.allowNative} of netlib says no as well.
 */
final class BlasLibrary {
    /** From here on Java warns of native code that a program was not started for (JEP 472). */
    private static final int WARNS_OF_NATIVE_CODE = 24;

    /** Where Linux distributions keep libblas.so.3, alternatives included; LD_LIBRARY_PATH comes before. */
    private static final String FOLDERS = "/lib:/lib64:/usr/lib:/usr/lib64:/usr/local/lib:/usr/local/lib64:"
            + "/usr/lib/x86_64-linux-gnu:/usr/lib/aarch64-linux-gnu:/lib/x86_64-linux-gnu:/lib/aarch64-linux-gnu";

    private static final String NETLIB = "dev.ludovic.netlib.blas";
    /** Netlib's property for the path of another library than libblas.so.3; a program that sets it has chosen itself. */
    private static final String LIBRARY = NETLIB + ".nativeLibPath";
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    /** Three square matrices of so many rows, 0.4 MB, stay in the second cache. */
    private static final int ROWS = 128;
    /** The fastest of so many products; pure Java is compiled by then. */
    private static final int RUNS = 20;

    private final BLAS blas;
    private final String name;
    private final Optional<String> withoutLocks;

    private BlasLibrary(BLAS blas, String name, Optional<String> withoutLocks) {
        this.blas = blas;
        this.name = name;
        this.withoutLocks = withoutLocks;
    }

    static BlasLibrary choose() {
        if (!mayCallNativeCode(BLAS.class)) {
            return java("");
        }
        if (System.getProperty(LIBRARY) != null) {
            return ofSystem();
        }
        Optional<BundledOpenBlas> bundled = BundledOpenBlas.find(BlasLibrary::mayCallNativeCode);
        if (bundled.isPresent()) {
            System.setProperty(LIBRARY, bundled.get().file().toString());
            BLAS blas = quietly();
            return isNative(blas) ? new BlasLibrary(blas, bundled.get().toString(), Optional.empty()) : java("");
        }
        return System.getProperty("os.name").startsWith("Linux") && !isInstalled() ? java("") : ofSystem();
    }

    private static BlasLibrary ofSystem() {
        BLAS blas = quietly();
        if (!isNative(blas)) {
            return java("");
        }
        Optional<OpenBlas> open = OpenBlas.loaded(MAPS);
        String name = "the system's BLAS" + open.map(found -> " (" + found + ")").orElse("");
        BlasLibrary library = new BlasLibrary(blas, name, open.flatMap(OpenBlas::withoutLocks));
        if (open.isEmpty() || !open.get().hasFallenBack(PROCESSOR, library::speed)) {
            return library;
        }
        String why = ": " + open.get() + " does not know this processor, a newer one does";
        return hasVectors() ? java(why) : new BlasLibrary(blas, name + why, library.withoutLocks);
    }

    /** Whether loading a native library is allowed, and goes without a warning on stderr: {@code Module.isNativeAccessEnabled()}, which Java 17 lacks. */
    private static boolean mayCallNativeCode(Class<?> caller) {
        if (!Boolean.parseBoolean(System.getProperty(NETLIB + ".allowNative", "true"))) {
            return false;
        }
        if (Runtime.version().feature() < WARNS_OF_NATIVE_CODE) {
            return true;
        }
        try {
            return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(caller.getModule());
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    private static BlasLibrary java(String why) {
        BLAS blas = instance(hasVectors() ? "VectorBLAS" : "Java11BLAS");
        return new BlasLibrary(blas, (isNative(blas) ? "the system's BLAS" : "pure Java BLAS (" + blas.getClass().getSimpleName() + ")") + why, Optional.empty());
    }

    /**
     * The library's public ways to its Java code load the native one first, which then writes to stderr that it found no
     * system library; a notebook must stay silent.
     */
    private static BLAS instance(String simpleName) {
        try {
            Method getInstance = Class.forName(NETLIB + "." + simpleName).getMethod("getInstance");
            getInstance.setAccessible(true);
            return (BLAS) getInstance.invoke(null);
        } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError e) {
            return quietly();
        }
    }

    private static boolean isInstalled() {
        String path = System.getenv().getOrDefault("LD_LIBRARY_PATH", "");
        return Stream.of(path + ":" + FOLDERS).flatMap(all -> Stream.of(all.split(File.pathSeparator)))
                .anyMatch(folder -> !folder.isEmpty() && Files.exists(Path.of(folder, "libblas.so.3")));
    }

    /** The library's logger tells which implementations it could not load. */
    private static BLAS quietly() {
        Logger logger = Logger.getLogger(NETLIB);
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            return BLAS.getInstance();
        } finally {
            logger.setLevel(before);
        }
    }

    private static boolean isNative(BLAS blas) {
        return blas.getClass().getSimpleName().startsWith("JNI");
    }

    /** C = A·B, row-major, which a column-major BLAS sees as Cᵀ = Bᵀ·Aᵀ; with a library that has no locks, one product at a time. */
    void multiply(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c, int fromC) {
        if (withoutLocks.isEmpty()) {
            blas.dgemm("N", "N", n, m, k, 1.0, b, fromB, n, a, fromA, k, 0.0, c, fromC, n);
            return;
        }
        synchronized (blas) {
            blas.dgemm("N", "N", n, m, k, 1.0, b, fromB, n, a, fromA, k, 0.0, c, fromC, n);
        }
    }

    /** How fast it multiplies, in GFLOP/s: the fastest of a few products of two matrices that stay in the cache. */
    private double speed() {
        double[] a = new double[ROWS * ROWS];
        double[] c = new double[ROWS * ROWS];
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            multiply(ROWS, ROWS, ROWS, a, 0, a, 0, c, 0);
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        return 2.0 * ROWS * ROWS * ROWS / fastest;
    }

    /** Which it is, and how fast it was measured to be. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %.0f GFLOP/s", name, speed())
                + withoutLocks.map(file -> ", one product at a time (" + file + " has no locks)").orElse("");
    }
}
