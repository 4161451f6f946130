package io.github.gradcheck.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cells run one after the other in one kernel, and what came of each. */
final class Session {
    /** A cell that begins so is interrupted one second after it printed something. */
    static final String INTERRUPT = "// interrupt\n";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What came of a cell; empty where there was nothing. */
    record Outcome(String stdout, String stderr, String result, String error, double seconds) {
        static Outcome of(JsonNode json) {
            return new Outcome(json.get("stdout").asText(), json.get("stderr").asText(), json.get("result").asText(), json.get("error").asText(),
                    json.get("seconds").asDouble());
        }
    }

    private Session() {
    }

    /** The cells of a student, after the setup cell that every notebook begins with. */
    static List<Outcome> of(String kernel, String... cells) throws IOException, InterruptedException {
        List<String> all = Stream.concat(Stream.of("NotebookSupport.install();"), Stream.of(cells)).toList();
        Process process = new ProcessBuilder(Course.python().toString(), Course.NOTEBOOKS.resolve("src/test/resources/session.py").toString(), kernel)
                .redirectError(Course.NOTEBOOKS.resolve("target").resolve("session-" + kernel + ".log").toFile()).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(MAPPER.writeValueAsBytes(all));
        }
        byte[] printed = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new AssertionError("the session in " + kernel + " failed, see target/session-" + kernel + ".log");
        }
        List<Outcome> outcomes = new ArrayList<>();
        MAPPER.readTree(printed).forEach(json -> outcomes.add(Outcome.of(json)));
        return outcomes.subList(1, outcomes.size());
    }
}
