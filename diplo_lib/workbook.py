"""The student's answers: one append-only file a lesson, so that what showed "saved" is there again after a reload."""

import json
import os
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from .archive import load


class Workbook:
    """The answers of one lesson, in `my_work/<lesson>.jsonl`: one JSON object a line, added and never changed.

    `folder` is where the files lie; by default what DIPLO_WORK names, or `my_work` beside the lesson.

    >>> import tempfile
    >>> work = Workbook("00-start-here", tempfile.mkdtemp())
    >>> saved = work.append("00-who", "all", confidence=70)
    >>> work.latest("00-who")["answer"]
    'all'
    """

    def __init__(self, lesson, folder=None):
        self.lesson = lesson
        self.path = Path(folder or os.environ.get("DIPLO_WORK") or "my_work") / f"{lesson}.jsonl"

    def append(self, question, answer, **more):
        """Save one answer and return its event; raises OSError, with nothing half kept, when it cannot be saved."""
        lessons = load().lessons.set_index("id").version
        event = {
            "question": question,
            "answer": answer,
            **more,
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "lesson": self.lesson,
            "lesson_version": int(lessons.get(self.lesson, 0)),
            "data_version": load().schema["version"],
            "library_version": version("quiet-channels"),
        }
        line = json.dumps(event, ensure_ascii=False) + "\n"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._set_aside_if_unreadable()
        with open(self.path, "ab") as file:
            if file.tell() and not self._ends_a_line():
                line = "\n" + line  # the last line was torn by a crash; what comes now must not be lost with it
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        return event

    def events(self):
        """All saved answers in the order in which they were given; lines that a crash tore are passed over."""
        found = []
        try:
            text = self.path.read_bytes().decode("utf-8", errors="replace")
        except OSError:  # not there yet, or not to be read: then nothing comes back, and a new answer says why it cannot be saved
            return []
        for line in text.split("\n"):
            try:
                event = json.loads(line)
            except ValueError:
                continue
            if isinstance(event, dict) and "question" in event and "answer" in event:
                found.append(event)
        return found

    def latest(self, question):
        """The answer last given to this question, or None."""
        given = [event for event in self.events() if event["question"] == question]
        return given[-1] if given else None

    def _ends_a_line(self):
        with open(self.path, "rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _set_aside_if_unreadable(self):
        """A file in which nothing can be read is not one of ours: keep it under another name, never write into it."""
        if self.path.exists() and self.path.stat().st_size and not self.events():
            aside = self.path.with_name(f"{self.path.name}.unreadable-{datetime.now():%Y%m%d-%H%M%S}")
            self.path.rename(aside)
