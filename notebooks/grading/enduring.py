"""Runs a notebook whose kernel may end before its last cell, and says where it did."""
import atexit
import sys

from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute

TOLD = []  # sentences for the lecturer


class Enduring(Execute):
    """Where nbgrader's own gives up all notebooks of the student.

    Named in nbgrader_config.py; c.Execute configures it too.
    """

    def preprocess(self, nb, resources=None, km=None):
        self.ended = False
        return super().preprocess(nb, resources, km)

    def preprocess_cell(self, cell, resources, index):
        if self.ended:
            fail(cell, "Not run: the kernel had ended in a cell above.")
            return cell, resources
        try:
            return super().preprocess_cell(cell, resources, index)
        except DeadKernelError:
            self.ended = True
            fail(
                cell,
                "The kernel ended in this cell, as when memory runs out. "
                "No cell below it was run.",
            )
            self.tell(cell, resources["nbgrader"])
            return cell, resources

    def tell(self, cell, submission):
        say(
            self.log,
            f"{submission['student']}, {submission['notebook']}: the kernel ended in the cell {name(cell)}, "
            "as when memory runs out. "
            "The checks from there on were not run and get no points; all else is graded.",
        )


def say(log, sentence):
    """Says it now, and once more when all have been graded."""
    log.error(sentence)
    TOLD.append(sentence)


def fail(cell, sentence):
    """To nbgrader a cell has failed that shows an error, and the feedback shows it to the student."""
    if cell.cell_type == "code":
        cell.outputs = [*cell.outputs, new_output("error", ename="KernelEnded", evalue=sentence, traceback=[sentence])]


def name(cell):
    """The one that nbgrader knows it by, or else its first line."""
    return cell.metadata.get("nbgrader", {}).get("grade_id") or '"' + cell.source.strip().split("\n")[0] + '"'


@atexit.register
def say_again():
    """Among a thousand lines about a class the one that matters is not seen."""
    for sentence in TOLD:
        print(sentence, file=sys.stderr)
