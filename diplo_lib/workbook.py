"""The student's answers: one append-only file a lesson, so that what showed "saved" is there again after a reload."""

import json
import os
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from .archive import load

FORMAT = 1  # of a line; raised when a line's meaning changes, so that an older library can say that it is too old


class Workbook:
    """The answers of one lesson, in `my_work/<lesson>.jsonl`: one JSON object a line, added and never changed.

    `folder` is where the files lie; by default what DIPLO_WORK names, or `my_work` beside the lesson. `aside` names the
    files that could not be read and were therefore kept under another name.

    >>> import tempfile
    >>> work = Workbook("00-start-here", tempfile.mkdtemp())
    >>> saved = work.append("00-who", "all", confidence=70)
    >>> work.latest("00-who")["answer"]
    'all'
    """

    def __init__(self, lesson, folder=None):
        self.lesson = lesson
        self.path = Path(folder or os.environ.get("DIPLO_WORK") or "my_work") / f"{lesson}.jsonl"
        self.aside = ""

    def append(self, question, answer, **more):
        """Save one answer and return its event, once it is on the disk; raises OSError when it cannot be saved.

        A line that was written in part is passed over by whoever reads, and never changes what stood before.
        """
        lessons = load().lessons.set_index("id").version
        event = {
            "format": FORMAT,
            "question": question,
            "answer": answer,
            **more,
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "lesson": self.lesson,
            "lesson_version": int(lessons.get(self.lesson, 0)),
            "data_version": load().schema["version"],
            "library_version": version("quiet-channels"),
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._set_aside_if_unreadable()
        line = json.dumps(event, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        # one write of a whole line at the end of the file: two tabs on one lesson cannot mix theirs
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            if not self._ends_a_line():
                line = b"\n" + line  # the last line was torn by a crash; what comes now must not be lost with it
            if os.write(file, line) != len(line):
                raise OSError(28, "no space left, the answer was not written whole")
            os.fsync(file)
        finally:
            os.close(file)
        return event

    def events(self):
        """All that was saved, in the order in which it was saved; lines that a crash tore are passed over."""
        found = []
        try:
            text = self.path.read_bytes().decode("utf-8", errors="replace")
        except OSError:  # not there yet, or not to be read: then nothing comes back, and a new answer says why it cannot be saved
            return []
        for line in text.split("\n"):
            try:
                event = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(event, dict) and isinstance(event.get("question"), str) and "answer" in event:
                found.append(event)
        return found

    def history(self, question):
        """Everything saved for this question, the oldest first; drafts, saved while somebody typed, have `draft`."""
        return [event for event in self.events() if event["question"] == question]

    def latest(self, question):
        """What was saved last for this question, or None."""
        history = self.history(question)
        return history[-1] if history else None

    def answers(self):
        """The answer given last to each question, without drafts; a question that was started afresh has none."""
        last = {event["question"]: event for event in self.events() if not event.get("draft")}
        return {question: event["answer"] for question, event in last.items() if not event.get("afresh")}

    def newer(self):
        """Whether a newer version of the course has written into the file."""
        return any(isinstance(event.get("format"), int) and event["format"] > FORMAT for event in self.events())

    def _ends_a_line(self):
        with open(self.path, "rb") as file:
            if not file.seek(0, os.SEEK_END):
                return True
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _set_aside_if_unreadable(self):
        """A file in which nothing can be read is not one of ours: keep it under another name, never write into it."""
        if self.path.exists() and self.path.stat().st_size and not self.events():
            now, number = f"{datetime.now():%Y%m%d-%H%M%S}", 0
            while (aside := self.path.with_name(f"{self.path.name}.unreadable-{now}{f'-{number}' * bool(number)}")).exists():
                number += 1
            self.path.rename(aside)
            self.aside = aside.name
