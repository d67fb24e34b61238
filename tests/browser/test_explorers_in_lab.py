"""Every explorer with a picture, in every lesson, worked by keyboard in JupyterLab: another choice draws another picture."""

from pathlib import Path

import nbformat
import pytest
from conftest import ROOT
from test_lesson_in_lab import MINUTE, open_lesson, press_on, quiet, run_all, screenshot, whole_lesson

LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
# how many explorers with a picture a lesson must show: two at least for each of the course's four subjects
FEWEST = {"03-kashmir-study-group": 1, "04-pugwash": 2, "05-back-channel": 3, "06-cbms": 3}

__all__ = ["quiet"]  # the fixture


def explorers(name):
    notebook = nbformat.read(Path(ROOT / "notebooks" / f"{name}.ipynb"), as_version=4)
    return [number for number, cell in enumerate(notebook.cells) if cell.cell_type == "code" and "Explorer(" in cell.source and "ClaimExplorer(" not in cell.source]


@pytest.mark.parametrize("name", [name for name in LESSONS if explorers(name)])
def test_each_explorer_answers_the_keyboard(page, lab, quiet, kernels, name):
    assert len(explorers(name)) >= FEWEST.get(name, 0)
    open_lesson(page, lab, f"{name}.ipynb")
    run_all(page)
    whole_lesson(page)
    assert page.locator("[data-mime-type='application/vnd.jupyter.error'], [data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    cells = page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    for number in explorers(name):
        cell = cells.nth(number)
        picture = cell.locator("img.diplo-picture").last
        picture.scroll_into_view_if_needed()
        screenshot(page, f"{name}-cell-{number}")
        assert picture.evaluate("image => image.complete && image.naturalWidth === 1000")
        # the last unpressed button of the first row: another state, so another picture or another sentence
        was = picture.get_attribute("alt")
        rows = cell.locator(".widget-toggle-buttons")
        for row in range(rows.count()):
            buttons = rows.nth(row).locator("button:not(.mod-active)")
            if buttons.count() and rows.nth(row).is_visible():
                press_on(page, buttons.last)
                page.wait_for_function("([cell, was]) => [...cell.querySelectorAll('img.diplo-picture')].at(-1).alt !== was || cell.querySelector('[role=status] table')",
                                       arg=[cell.element_handle(), was], timeout=MINUTE / 4)  # fmt: skip
                break
        # and an item, by Tab and Enter alone: the words of its sources stand below
        items = rows.last.locator("button")
        if rows.last.is_visible() and items.count():
            items.first.focus()
            page.keyboard.press("Enter")
            cell.locator("[role=status] table").first.wait_for(timeout=MINUTE / 4)
            screenshot(page, f"{name}-cell-{number}-words")
    assert cells.count() == before, "a key went to the notebook"
    kernels()
