package io.github.gradcheck.notebook.motion;

import java.util.List;

/**
 * What the reader is asked before something is shown.
 *
 * @param prompt the question
 * @param options the answers to choose from
 * @param marks what is drawn over every frame once an answer was chosen
 */
record Question(String prompt, List<Option> options, List<Mark> marks) {
    /** An answer, and what is said of it. */
    record Option(String answer, String reply) {
    }

    Object json() {
        return List.of(prompt, options.stream().map(option -> List.of(option.answer(), option.reply())).toList(), marks.stream().map(Mark::json).toList());
    }
}
