package io.github.gradcheck.exercise;

import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with an answer, in a sentence for the student. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the student version has in place of an answer. */
    private static final String NOT_WRITTEN = "not written yet";
    /** JShell puts the classes of a notebook's cells here. */
    private static final String CELLS = "REPL.";
    /** JShell compiles without the names of local variables, so the JVM speaks of "<local4>" in their place. */
    private static final String NAMELESS = "\"<local\\d+>\"";

    /** Where a check stood, by the number of its input and with its entries: the exercise has its own words for both. */
    private static final String POINT = ", input \\d+ = \\[[^]]*]";

    Complaint(String sentence) {
        super(sentence, null, false, false);
    }

    /** One sentence about anything that ended a test. */
    static String about(Throwable thrown) {
        if (thrown instanceof Complaint) {
            return "Not yet. " + thrown.getMessage();
        }
        if (thrown instanceof UnsupportedOperationException && NOT_WRITTEN.equals(thrown.getMessage())) {
            return frame(thrown).map(name -> name + " is not written yet").orElse("Not written yet")
                    + ": put your code where the line throws, and run that cell until it shows no error.";
        }
        if (thrown instanceof NullPointerException && isOfTheCheckItself(thrown)) {
            return "Not yet. What your code returned is null, or has null in it.";
        }
        if (thrown.getClass().getSimpleName().equals("SPIResolutionException")) {
            return "Not yet. Your code uses a name that the kernel does not know: run the cells above, and look for a misspelt name.";
        }
        if (thrown instanceof StackOverflowError) {
            return "Not yet. Your code calls itself without end" + place(thrown) + ".";
        }
        if (thrown instanceof OutOfMemoryError) {
            return "Not yet. Your code asks for more memory than there is" + place(thrown) + " (" + thrown.getMessage()
                    + "): look for an array much larger than those you are given, or a list that grows without end.";
        }
        String message = thrown.getMessage() == null ? "." : ": " + thrown.getMessage().replaceAll(NAMELESS, "a variable").replaceAll(POINT, "");
        return "Not yet. Your code threw " + article(thrown.getClass().getSimpleName()) + place(thrown) + message;
    }

    /** Not of the student's code: the check's own lambda threw it, and it is called by {@link Exercise} alone. */
    private static boolean isOfTheCheckItself(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        return frames.length > 1 && frames[0].getClassName().startsWith(CELLS) && frames[1].getClassName().equals(Exercise.class.getName());
    }

    private static String article(String name) {
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    /** The method of a cell in which it was thrown, such as " in Softplus.backward"; nothing for a lambda. */
    private static String place(Throwable thrown) {
        return frame(thrown).map(name -> " in " + name).orElse("");
    }

    private static Optional<String> frame(Throwable thrown) {
        return Stream.of(thrown.getStackTrace()).filter(each -> each.getClassName().startsWith(CELLS)).findFirst()
                .filter(each -> !each.getMethodName().contains("$")).map(Complaint::name);
    }

    private static String name(StackTraceElement frame) {
        String type = frame.getClassName().replaceFirst("^REPL\\.\\$JShell\\$\\w+\\$?", "");
        return type.isEmpty() ? frame.getMethodName() : type + "." + frame.getMethodName();
    }
}
