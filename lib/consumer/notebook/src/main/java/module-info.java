/** A program that draws charts of a report, and has what gradcheck-notebook brings along. */
module consumer {
    requires io.github.gradcheck.notebook;
}
