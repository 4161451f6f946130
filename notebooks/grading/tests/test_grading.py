"""The parts of grading that need no kernel. The whole way of an exercise is held by GradingIT."""

import csv
import logging
import types

import pytest
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import MissingEntry

import each_exercise
import each_notebook
import enduring
import mathml


def grade(auto=None, manual=None):
    return types.SimpleNamespace(auto_score=auto, manual_score=manual)


class Gradebook:
    """Ada handed both exercises in, and the second was never run; Emmy handed in nothing; Grace was late."""

    assignments = [
        types.SimpleNamespace(
            name="exercises", max_score=15.0, notebooks=[types.SimpleNamespace(name=name) for name in ("02-b", "01-a")]
        )
    ]
    students = [types.SimpleNamespace(id=name) for name in ("grace", "emmy", "ada")]
    notebooks = {
        ("ada", "01-a"): types.SimpleNamespace(score=7.0, grades=[grade(7.0), grade()]),
        ("ada", "02-b"): types.SimpleNamespace(score=0.0, grades=[grade(), grade()]),
        ("grace", "01-a"): types.SimpleNamespace(score=3.0, grades=[grade(manual=3.0)]),
    }
    submissions = {
        "ada": types.SimpleNamespace(score=7.0, late_submission_penalty=None),
        "grace": types.SimpleNamespace(score=3.0, late_submission_penalty=5.0),
    }

    def find_submission_notebook(self, notebook, assignment, student):
        return self.find(self.notebooks, (student, notebook))

    def find_submission(self, assignment, student):
        return self.find(self.submissions, student)

    def find(self, among, key):
        if key not in among:
            raise MissingEntry(key)
        return among[key]


def test_the_table_has_a_line_for_each_student_and_a_column_for_each_exercise(tmp_path):
    plugin = each_exercise.EachExercise()
    plugin.to, plugin.log = str(tmp_path / "marks.csv"), logging.getLogger("test")
    plugin.export(Gradebook())
    with open(plugin.to, encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["student", "01-a", "02-b", "sum", "of"],
            ["ada", "7.0", "not graded", "7.0", "15.0"],
            ["emmy", "0.0", "0.0", "0.0", "15.0"],
            ["grace", "3.0", "0.0", "0.0", "15.0"],
        ]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("no JSON\nat line 3"), "ValueError: no JSON"),
        (KeyError("cells"), "KeyError: 'cells'"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_the_reason_is_one_line(error, said):
    assert each_notebook.reason(error) == said


@pytest.fixture
def told(monkeypatch):
    sentences = []
    monkeypatch.setattr(enduring, "TOLD", sentences)
    return sentences


def test_a_kernel_that_ends_costs_the_cells_below_and_nothing_above(told, monkeypatch):
    def run(self, cell, resources, index):
        if "exit" in cell.source:
            raise DeadKernelError
        cell.outputs = []
        return cell, resources

    monkeypatch.setattr(enduring.Execute, "preprocess_cell", run)
    execute = enduring.Enduring()
    execute.ended = False
    submission = {"nbgrader": {"student": "ada", "notebook": "01-a"}}
    task = new_code_cell("Runtime.getRuntime().halt(0);")
    task.source = "exit"
    task.metadata["nbgrader"] = {"grade_id": "the-task"}
    cells = [new_code_cell("fine"), task, new_markdown_cell("words"), new_code_cell("below")]
    for index, cell in enumerate(cells):
        execute.preprocess_cell(cell, submission, index)
    said = [[output.evalue for output in cell.get("outputs", [])] for cell in cells]
    assert said[0] == [] and said[2] == []
    assert said[1][0].startswith("The kernel ended in this cell, as when memory runs out.")
    assert said[3] == ["Not run: the kernel had ended in a cell above."]
    assert len(told) == 1
    assert told[0].startswith("ada, 01-a: the kernel ended in the cell the-task, as when memory runs out")


def test_what_was_told_is_said_again_at_the_end(told, capsys):
    enduring.say(logging.getLogger("test"), "ada: not graded")
    enduring.say_again()
    assert capsys.readouterr().err.endswith("ada: not graded\n")


def test_a_cell_without_a_name_is_named_by_its_first_line():
    assert enduring.name(new_code_cell("\n\nint a = 1;\nint b;")) == '"int a = 1;"'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("so $x^2$ is", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("$$\\frac{a}{b}$$", 'display="block"'),
        ("\\begin{matrix}a & b\\end{matrix}", "<mtable>"),
    ],
)
def test_formulas_become_mathml(written, shown):
    page = mathml.markdown2html({"cell": {}}, written)
    assert shown in page and "$" not in page and "\\" not in page


def test_what_is_no_formula_stays_as_it_was_written():
    assert "at $\\left( x$ it" in mathml.markdown2html({"cell": {}}, "at $\\left( x$ it")


def test_the_students_copy_has_no_exercises_no_tests_and_nothing_that_was_made(handout, tmp_path, monkeypatch):
    root = tmp_path / "root"
    left = ["notebooks/exercises/01.ipynb", "notebooks/src/A.java", "notebooks/grading/x", "notebooks/README.md"]
    left += ["notebooks/target/a", "notebooks/a.lock", "notebooks/homework/a"]
    kept = ["notebooks/01.ipynb", "notebooks/images/a.png", "notebooks/pom.xml"]
    for name in left + kept:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    monkeypatch.setattr(handout.install, "ROOT", root)
    handout.copy("notebooks", tmp_path / "course")
    handout.copy("CITATION.cff", tmp_path / "course")
    copied = (path.relative_to(tmp_path / "course") for path in (tmp_path / "course").rglob("*") if path.is_file())
    assert sorted(path.as_posix() for path in copied) == sorted(kept)


def test_an_exercise_that_was_not_released_is_named(handout, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(handout.install.Missing, match="03-….ipynb here: run nbgrader generate_assignment exercises"):
        handout.released("03")
    (tmp_path / handout.RELEASED).mkdir(parents=True)
    (tmp_path / handout.RELEASED / "03-a.ipynb").write_text("", encoding="utf-8")
    assert handout.released("03").name == "03-a.ipynb"
