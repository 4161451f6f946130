package io.github.gradcheck.course;

import java.io.IOException;
import java.nio.file.Path;

/** A virtual environment with what a test needs beside the notebooks' own, so that the two do not mix. */
public final class PythonEnvironment {
    private static final Path BINDER = Course.VIRTUAL_ENVIRONMENT.getParent();
    private final Path python;

    private PythonEnvironment(Path python) {
        this.python = python;
    }

    /** The environment of this name, made from a file of pinned requirements unless it is there already. */
    public static synchronized PythonEnvironment of(String name, Path requirements) throws IOException, InterruptedException {
        Path prefix = Course.NOTEBOOKS.resolve("target").resolve("environments").resolve(name);
        Answer answer = PythonRun.code("import pathlib, install", "prefix, requirements = map(pathlib.Path, sys.argv[1:])",
                "if not install.has_python_packages(prefix, requirements):", "    install.install_python_packages(prefix, requirements)", "print(install.python_of(prefix))")
                .in(BINDER).arguments(prefix, requirements).run();
        if (answer.status() != 0) {
            throw new AssertionError("no environment for " + name + ":\n" + answer.out() + answer.err());
        }
        return new PythonEnvironment(Path.of(answer.out().lines().reduce("", (first, last) -> last)));
    }

    /** A run of one of its modules. */
    public PythonRun module(String name) {
        return PythonRun.by(python, "-m", name);
    }

    /** Runs a program with these arguments, on the JDK that the kernels are installed for: who opens JupyterLab installs them again. */
    public Answer run(Path program, Object... arguments) throws IOException, InterruptedException {
        return PythonRun.by(python, program.toString()).arguments(arguments).with("JAVA_HOME", System.getProperty("java.home")).run();
    }
}
