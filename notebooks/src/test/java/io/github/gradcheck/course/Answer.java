package io.github.gradcheck.course;

/** What a program said, and the status it ended with. */
record Answer(int status, String out, String err) {
}
