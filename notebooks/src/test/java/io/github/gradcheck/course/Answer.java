package io.github.gradcheck.course;

/** What a program said, and the status it ended with. */
public record Answer(int status, String out, String err) {
}
