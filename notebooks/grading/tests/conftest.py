import importlib.util
import pathlib
import sys
from importlib.machinery import SourceFileLoader

import pytest

sys.dont_write_bytecode = True
GRADING = pathlib.Path(__file__).resolve().parent.parent


def load(name):
    """A program of this folder whose file has no ending, without running it."""
    loader = SourceFileLoader("program_" + name, str(GRADING / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


# What nbgrader runs with: its own packages beside the course's, and this folder.
nbgrader = load("nbgrader")
nbgrader.install.install_beside(sys.executable, GRADING / "requirements.txt", nbgrader.PACKAGES)
sys.path[:0] = [str(nbgrader.PACKAGES), str(GRADING)]


@pytest.fixture
def handout():
    return load("handout")
