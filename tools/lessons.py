"""Run all lessons again and save them in the shape the course keeps: `make lessons` (ARGS="03" for those that begin so).

Numbers the citations, writes the list of sources, executes every cell, drops the live widgets from the outputs (their
text and picture stay), and prints what changed in the outputs' text. Refuses while the data has problems.
"""

import difflib
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
import pages
import voices
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from diplo_lib import bibliography, load
from diplo_lib.check import problems

LESSONS = Path(__file__).parent.parent / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"
CITATION = re.compile(r"\[(?:\d+|\?)\]\((?:\.\./data/claims/[a-z-]+\.md#)?([a-z0-9-]+)\)")
SOURCES = "## Sources\n"


def main(arguments):
    found = problems()
    if found:
        print(*found, sep="\n")
        sys.exit("The data has problems; mend them first. No lesson was run.")
    archive = load()
    wanted = [path for path in sorted(LESSONS.glob("*.ipynb")) if path.name.startswith(tuple(arguments) or "")]
    if not wanted:
        sys.exit(f"No lesson's name begins with {' or '.join(arguments)}.")
    for path in wanted:
        notebook = nbformat.read(path, as_version=4)
        before = output_text(notebook)
        cite_sources(notebook, archive, path.name)
        run(notebook, path.name)
        for line in difflib.unified_diff(before, output_text(notebook), f"{path.name} before", f"{path.name} now", lineterm="", n=1):
            print(line)
        nbformat.write(notebook, path)
        print(f"{path.name}: run and saved")
    pages.write(archive)


def cite_sources(notebook, archive, name):
    """Number the claims in the order in which the prose cites them, and list them with their sources in the last cell."""
    topics = archive.claims.set_index("id").topic
    texts = archive.claims.set_index("id").text
    numbers = {}

    def numbered(match):
        claim = match[1]
        if claim not in topics.index:
            sys.exit(f"{name}: the prose cites the claim {claim!r}, which is not in claims.csv")
        return f"[{numbers.setdefault(claim, len(numbers) + 1)}](../data/claims/{topics[claim]}.md#{claim})"

    *cells, last = notebook.cells
    if not last.source.startswith(SOURCES.strip()):
        sys.exit(f"{name}: the last cell must begin with {SOURCES.strip()!r}; its text is written by make lessons")
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = CITATION.sub(numbered, cell.source)
    lines = [SOURCES, "Each number leads to a claim, with the words of its sources for and against it.\n"]
    for claim, number in numbers.items():
        behind = " ".join(pages.plain(line) for line in bibliography(archive, [claim]).citation)
        alone = " *All its sources speak from one side.*" if voices.one_sided(archive, claim) else ""
        lines.append(f"{number}. [{pages.plain(texts[claim])}](../data/claims/{topics[claim]}.md#{claim}) {behind}{alone}")
    lines += ["", voices.told(archive, list(numbers))]
    last.source = "\n".join(lines)


def run(notebook, name):
    """Execute with an empty workbook, so that nobody's answers are saved with a lesson."""
    with tempfile.TemporaryDirectory() as work:
        os.environ.update(DIPLO_WORK=work, DIPLO_RAISE="1")
        quiet = ["--IPKernelApp.log_level=40"]
        client = NotebookClient(notebook, timeout=120, record_timing=False, resources={"metadata": {"path": str(LESSONS)}}, extra_arguments=quiet)
        try:
            client.execute()
        except CellExecutionError as error:
            sys.exit(f"{name}: a cell fails; nothing was saved.\n{error}")
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)


def output_text(notebook):
    """The outputs' plain text, line by line, each cell under its number."""
    lines = []
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            lines += [f"[cell {number}] {line}" for line in text.splitlines()]
    return lines


if __name__ == "__main__":
    main(sys.argv[1:])
