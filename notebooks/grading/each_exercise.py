"""The table of grades: a line for each student, a column for each exercise."""
import csv

from nbgrader.api import MissingEntry
from nbgrader.plugins import ExportPlugin


class EachExercise(ExportPlugin):
    """Where nbgrader's own table has the sum alone."""

    def export(self, gradebook):
        assignments = [each for each in gradebook.assignments if not self.assignment or each.name in self.assignment]
        students = [each for each in gradebook.students if not self.student or each.id in self.student]
        exercises = sorted(
            (assignment.name, notebook.name) for assignment in assignments for notebook in assignment.notebooks
        )
        most = sum(assignment.max_score for assignment in assignments)
        target = self.to or "grades.csv"
        with open(target, "w", newline="", encoding="utf-8") as file:
            table = csv.writer(file)
            table.writerow(["student", *(notebook for _, notebook in exercises), "sum", "of"])
            for student in sorted(each.id for each in students):
                total = sum(after_penalty(gradebook, assignment.name, student) for assignment in assignments)
                table.writerow([student, *(points(gradebook, *each, student) for each in exercises), total, most])
        self.log.info("Exported the grades of %d students to %s", len(students), target)


def points(gradebook, assignment, notebook, student):
    """No points for what was not handed in, and no number for what was and has never been run."""
    try:
        submitted = gradebook.find_submission_notebook(notebook, assignment, student)
    except MissingEntry:
        return 0.0
    return submitted.score if any(has_points(grade) for grade in submitted.grades) else "not graded"


def has_points(grade):
    return grade.auto_score is not None or grade.manual_score is not None


def after_penalty(gradebook, assignment, student):
    """What a lecturer's own plugin for late submissions takes off is taken off the sum."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return 0.0
    return max(0.0, submission.score - (submission.late_submission_penalty or 0.0))
