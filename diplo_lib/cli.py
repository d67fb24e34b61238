"""The command `diplo`: open the course."""

import argparse
import hashlib
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
LESSONS, COPIES = ROOT / "notebooks", ROOT / "my_course"


def main(arguments=None):
    """Run `diplo lab`: JupyterLab on the student's own copy of the lessons, or, with --author, on the lessons themselves."""
    parser = argparse.ArgumentParser(prog="diplo", description="Quiet Channels, a course of notebooks.")
    commands = parser.add_subparsers(dest="command", required=True)
    lab = commands.add_parser("lab", help="open the course in JupyterLab; further options go to JupyterLab")
    lab.add_argument("--author", action="store_true", help="open notebooks/ itself, to write lessons")
    chosen, options = parser.parse_known_args(arguments)
    if not chosen.author:
        for sentence in refresh(LESSONS, COPIES):
            print(sentence, flush=True)
    folder = (LESSONS if chosen.author else COPIES).relative_to(ROOT).as_posix()
    first = sorted(LESSONS.glob("*.ipynb"))[0].name
    server = ["--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={ROOT}", f"--LabApp.default_url=/lab/tree/{folder}/{first}"]
    try:
        return subprocess.run([sys.executable, "-m", "jupyterlab", *server, *options]).returncode
    except KeyboardInterrupt:
        return 0


def refresh(lessons, copies):
    """Bring the student's copies up to date, and say what was done, a sentence each.

    A copy in which the student changed something is never overwritten: when its lesson has changed too, it is kept
    under another name. What running a lesson leaves in it (outputs) is not a change: answers are kept in `my_work`.
    """
    copies.mkdir(exist_ok=True)
    record = copies / ".given.json"
    given = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    said = []
    for lesson in sorted(lessons.glob("*.ipynb")):
        copy, new = copies / lesson.name, _fingerprint(lesson)
        if copy.exists() and given.get(lesson.name) == _whole(lesson):
            continue
        if copy.exists() and _fingerprint(copy) not in (new, given.get(f"cells of {lesson.name}")):
            kept = _free_name(copies / f"{lesson.stem} (mine, {date.today()}).ipynb")
            copy.rename(kept)
            said.append(f"{lesson.name} has been updated. You had changed yours: it is kept as “{kept.name}”.")
        copy.write_bytes(lesson.read_bytes())
        given[lesson.name], given[f"cells of {lesson.name}"] = _whole(lesson), new
    record.write_text(json.dumps(given, indent=1), encoding="utf-8")
    return said


def _whole(lesson):
    """The fingerprint of the whole file."""
    return hashlib.sha256(lesson.read_bytes()).hexdigest()


def _fingerprint(lesson):
    """The fingerprint of what stands in a lesson's cells, without what running them left there."""
    try:
        cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
        text = json.dumps([["".join(cell["source"]), cell["cell_type"]] for cell in cells])
    except (ValueError, KeyError, TypeError):  # no notebook any more: keep it as it is
        return _whole(lesson)
    return hashlib.sha256(text.encode()).hexdigest()


def _free_name(path):
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free


if __name__ == "__main__":
    sys.exit(main())
