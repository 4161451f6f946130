package io.github.gradcheck.course;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A notebook that a test writes for itself. */
public final class WrittenNotebook {
    private WrittenNotebook() {
    }

    public static Path of(String name, String... cells) {
        return inKernel("java", name, cells);
    }

    /** A notebook that opens in the kernel of this name. */
    public static Path inKernel(String kernel, String name, String... cells) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode notebook = mapper.createObjectNode();
        notebook.put("nbformat", 4).put("nbformat_minor", 5);
        notebook.putObject("metadata").putObject("kernelspec").put("name", kernel).put("display_name", "Java").put("language", "java");
        ArrayNode list = notebook.putArray("cells");
        for (int i = 0; i < cells.length; i++) {
            ObjectNode cell = list.addObject();
            cell.put("cell_type", "code").put("id", "cell-" + i).putNull("execution_count").put("source", cells[i]);
            cell.putObject("metadata");
            cell.putArray("outputs");
        }
        try {
            Path folder = Files.createDirectories(Course.NOTEBOOKS.resolve("target").resolve("written"));
            Path file = folder.resolve(name);
            mapper.writeValue(file.toFile(), notebook);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
