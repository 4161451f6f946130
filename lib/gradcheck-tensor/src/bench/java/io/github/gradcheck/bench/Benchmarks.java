package io.github.gradcheck.bench;

import io.github.gradcheck.ndarray.NDArray;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs all benchmarks, or the growth alone; {@code binder/tools/benchmark} calls it and sets its figures beside those of the peers. */
public final class Benchmarks {
    private Benchmarks() {
    }

    /**
     * Writes {@code benchmark,sizes,milliseconds} lines, or the growth.
     *
     * @param args "checks" or "growth", and the file to write
     */
    public static void main(String[] args) throws IOException, RunnerException {
        try (PrintStream out = new PrintStream(Path.of(args[1]).toFile(), StandardCharsets.UTF_8)) {
            if (args[0].equals("growth")) {
                Growth.writeTo(out);
                return;
            }
            out.println("blas,," + NDArray.blas());
            for (RunResult result : new Runner(new OptionsBuilder().include("io\\.github\\.gradcheck\\.bench\\..*").build()).run()) {
                out.println(String.format(Locale.ROOT, "%s,%s,%.6g", result.getPrimaryResult().getLabel(), result.getParams().getParam("sizes"),
                        result.getPrimaryResult().getScore()));
            }
        }
    }
}
