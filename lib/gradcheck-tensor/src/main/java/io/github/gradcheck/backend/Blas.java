package io.github.gradcheck.backend;

import dev.ludovic.netlib.blas.BLAS;
import io.github.gradcheck.ndarray.spi.MatrixProduct;
import java.io.File;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The BLAS that matrix products run on: the system's where there is one and the program may call it, pure Java everywhere else.
 *
 * <p>It is loaded by the first product that is made, or when its name is asked for, and by nothing else.
 */
public final class Blas implements MatrixProduct {
    private static final BLAS LIBRARY = find();
    /** The OpenBLAS, if it has none of the locks that keep the products of several threads apart. */
    private static final Optional<String> WITHOUT_LOCKS = OpenBlas.withoutLocks(Path.of("/proc/self/maps"));

    /** From here on Java warns of native code that a program was not started for (JEP 472). */
    private static final int WARNS_OF_NATIVE_CODE = 24;

    /** Where Linux distributions keep libblas.so.3, alternatives included; LD_LIBRARY_PATH comes before. */
    private static final String FOLDERS = "/lib:/lib64:/usr/lib:/usr/lib64:/usr/local/lib:/usr/local/lib64:"
            + "/usr/lib/x86_64-linux-gnu:/usr/lib/aarch64-linux-gnu:/lib/x86_64-linux-gnu:/lib/aarch64-linux-gnu";

    /** Made by {@link java.util.ServiceLoader}. */
    public Blas() {
    }

    private static BLAS find() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        return !mayCallNativeCode() || linux && !isInstalled() ? pureJava() : quietly();
    }

    /** Whether loading a native library goes without a warning on stderr: {@code Module.isNativeAccessEnabled()}, which Java 17 lacks. */
    private static boolean mayCallNativeCode() {
        if (Runtime.version().feature() < WARNS_OF_NATIVE_CODE) {
            return true;
        }
        try {
            return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(BLAS.class.getModule());
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /**
     * The library's public ways to its Java code load the native one first, which then writes to stderr that it found no
     * system library; a notebook must stay silent.
     */
    private static BLAS pureJava() {
        try {
            Method getInstance = Class.forName("dev.ludovic.netlib.blas.Java11BLAS").getMethod("getInstance");
            getInstance.setAccessible(true);
            return (BLAS) getInstance.invoke(null);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
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
        Logger logger = Logger.getLogger("dev.ludovic.netlib.blas");
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            return BLAS.getInstance();
        } finally {
            logger.setLevel(before);
        }
    }

    /** C = A·B, row-major, which a column-major BLAS sees as Cᵀ = Bᵀ·Aᵀ; with a library that has no locks, one product at a time. */
    @Override
    public void multiply(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c, int fromC) {
        if (WITHOUT_LOCKS.isEmpty()) {
            dgemm(m, n, k, a, fromA, b, fromB, c, fromC);
            return;
        }
        synchronized (LIBRARY) {
            dgemm(m, n, k, a, fromA, b, fromB, c, fromC);
        }
    }

    private static void dgemm(int m, int n, int k, double[] a, int fromA, double[] b, int fromB, double[] c, int fromC) {
        LIBRARY.dgemm("N", "N", n, m, k, 1.0, b, fromB, n, a, fromA, k, 0.0, c, fromC, n);
    }

    @Override
    public String description() {
        String name = LIBRARY.getClass().getSimpleName();
        if (!name.startsWith("JNI")) {
            return "pure Java BLAS (" + name + ")";
        }
        return "the system's BLAS" + WITHOUT_LOCKS.map(file -> ", one product at a time (" + file + " has no locks)").orElse("");
    }
}
