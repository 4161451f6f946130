"""What nbgrader has to know of the exercises.

A file of the same name in the folder you grade in is read after this one.
"""

import pathlib

import nbgrader

import each_notebook

c = get_config()  # noqa: F821, nbgrader provides it

# The assignment is called after its folder beside this one: exercises.
c.CourseDirectory.source_directory = str(pathlib.Path(__file__).resolve().parent.parent)

# A method without an answer compiles, and the check below it says that it is not written yet.
c.ClearSolutions.code_stub = {"java": '// YOUR CODE HERE\nthrow new UnsupportedOperationException("not written yet");'}

# Seconds for one cell; an answer that loops for ever is interrupted and gets no points, the cells below it still run.
c.Execute.timeout = 30
SENTENCE = (
    "Interrupted: this took longer than grading waits for a cell, and gets no points. "
    "Look for a loop that never ends in the method that it "
    "calls, or for one that does far more than is needed."
)
c.Execute.error_on_timeout = {"ename": "CellTimeoutError", "evalue": SENTENCE, "traceback": [SENTENCE]}

# A kernel that ends costs its notebook the checks below, and no other notebook anything.
# The rest is nbgrader's own list.
c.Autograde.autograde_preprocessors = [
    "enduring.Enduring",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# A notebook that cannot be read costs the student no other.
each_notebook.install()

# A page of feedback has its formulas in MathML, and no script from the network. The rest of the page is nbgrader's own.
c.HTMLExporter.filters = {"markdown2html": "mathml.markdown2html"}
c.HTMLExporter.template_name = "offline"
c.HTMLExporter.extra_template_basedirs = [
    str(pathlib.Path(__file__).resolve().parent / "templates"),
    str(pathlib.Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"),
]

# grades.csv has a column for each exercise.
c.ExportApp.plugin_class = "each_exercise.EachExercise"
