import importlib.util
import pathlib
import sys
from importlib.machinery import SourceFileLoader

import pytest

sys.dont_write_bytecode = True
BINDER = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture
def program():
    """Loads a program whose file has no ending, such as hub/start, without running it."""

    def load(path):
        loader = SourceFileLoader("program", str(BINDER / path))
        module = importlib.util.module_from_spec(importlib.util.spec_from_loader("program", loader))
        loader.exec_module(module)
        return module

    return load
