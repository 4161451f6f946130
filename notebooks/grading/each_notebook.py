"""Grades what can be graded of a student's notebooks, and says which one cannot."""
import pathlib

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import OperationalError

from enduring import say

BEGIN = Autograde.init_assignment
CONVERT = Autograde.convert_single_notebook


def install():
    """Where nbgrader's own gives up all notebooks of the student.

    nbgrader_config.py calls it, as nbgrader lets nobody name another class.
    """
    Autograde.init_assignment = begin_or_tell
    Autograde.convert_single_notebook = convert_or_tell


def begin_or_tell(grading, assignment, student):
    """Where nbgrader's own ends in a stack trace if no notebook of the student has the name of an exercise."""
    files = [pathlib.Path(file) for file in grading.notebooks]
    try:
        BEGIN(grading, assignment, student)
    except NbGraderException:
        if grading.notebooks:
            raise
    known = {pathlib.Path(file) for file in grading.notebooks}
    for file in files:
        if file not in known:
            say(grading.log, f"{student}: not graded: {file.name}, which is the name of no exercise. "
                f"Give it the name that it was handed out under, and grade with --force --student={student}.")


def convert_or_tell(grading, file):
    """A gradebook that cannot be used ends all grading, as before; anything else is the notebook's or its kernel's."""
    try:
        CONVERT(grading, file)
        tell_deleted(grading, grading.init_single_notebook_resources(file)["nbgrader"])
    except OperationalError:
        raise
    except Exception as error:
        grading.log.debug("%s", file, exc_info=True)
        give_up(grading, grading.init_single_notebook_resources(file)["nbgrader"], error)


def tell_deleted(grading, submission):
    """nbgrader puts a check back that was changed, and says nothing of one that is gone."""
    student, notebook = submission["student"], submission["notebook"]
    graded = nbformat.read(
        pathlib.Path(grading._format_dest(submission["assignment"], student)) / f"{notebook}.ipynb", as_version=4
    )
    there = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in graded.cells}
    with Gradebook(submission["db_url"]) as gradebook:
        checks = [cell.name for cell in gradebook.find_notebook(notebook, submission["assignment"]).grade_cells]
    deleted = [check for check in checks if check not in there]
    if deleted:
        say(
            grading.log,
            f"{student}, {notebook}: the student deleted {', '.join(deleted)}: no points for it. All else is graded.",
        )


def give_up(grading, submission, error):
    """Leaves no half-graded notebook for the feedback, and no points of an earlier one."""
    student, notebook = submission["student"], submission["notebook"]
    folder = pathlib.Path(grading._format_dest(submission["assignment"], student))
    (folder / f"{notebook}.ipynb").unlink(missing_ok=True)
    with Gradebook(submission["db_url"]) as gradebook:
        for grade in gradebook.find_submission_notebook(notebook, submission["assignment"], student).grades:
            grade.auto_score = None
        gradebook.db.commit()
    say(grading.log, f"{student}, {notebook}: not graded, as it could not be read or run ({reason(error)}). "
        f"All else is. When the student hands it in anew, grade with --force --student={student}.")


def reason(error):
    """The class of the error and the first line of what it says."""
    return ": ".join(filter(None, [type(error).__name__, str(error).strip().split("\n")[0]]))
