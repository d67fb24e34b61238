"""What all tests stand on: no network, an empty workbook, handlers that raise, the essay where it is at hand."""

import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

import ipywidgets
import pytest

TESTS = Path(__file__).parent
ROOT = TESTS.parent

# Set when pytest starts, so that the kernels which nbval starts inherit it.
os.environ["PYTHONPATH"] = os.pathsep.join([str(TESTS / "offline"), str(ROOT)])
os.environ["DIPLO_WORK"] = tempfile.mkdtemp(prefix="work-")
os.environ["DIPLO_RAISE"] = "1"
sys.path[:0] = [str(ROOT / "tools"), str(ROOT)]
_offline = importlib.util.spec_from_file_location("offline", TESTS / "offline" / "sitecustomize.py")
_offline.loader.exec_module(importlib.util.module_from_spec(_offline))


def pytest_unconfigure():
    shutil.rmtree(os.environ["DIPLO_WORK"], ignore_errors=True)


def pytest_report_header():
    essay = os.environ.get("DIPLO_ESSAY")
    return f"essay: {'compared with its text' if essay else 'DIPLO_ESSAY is not set: its quotes are not compared'}"


@pytest.fixture(autouse=True)
def handlers_raise(monkeypatch):
    """ipywidgets swallows what a button's handler raises; a test must not."""

    def call(self, *args, **kwargs):
        for callback in self.callbacks:
            callback(*args, **kwargs)

    monkeypatch.setattr(ipywidgets.CallbackDispatcher, "__call__", call)


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """An empty folder for the answers of each test."""
    monkeypatch.setenv("DIPLO_WORK", str(tmp_path / "my_work"))
    return tmp_path / "my_work"


@pytest.fixture(scope="session")
def archive():
    from diplo_lib import load

    return load()


@pytest.fixture
def small(tmp_path):
    """A dataset of a few rows without a fault, to break."""
    folder = tmp_path / "small"
    shutil.copytree(TESTS / "small", folder)
    shutil.copy(ROOT / "data" / "datapackage.json", folder)
    return folder


@pytest.fixture
def essay():
    if not os.environ.get("DIPLO_ESSAY"):
        pytest.skip("the essay is in copyright and not shipped: set DIPLO_ESSAY to the path of its text")
    from diplo_lib.check import read_essay

    return read_essay(os.environ["DIPLO_ESSAY"])
