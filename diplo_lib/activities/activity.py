"""What all activities share: an answer is saved and said to be saved, and comes back when the cell is run again."""

import asyncio
import hashlib
from datetime import datetime
from html import escape

import ipywidgets as W

from ..archive import did_you_mean, load
from ..claims import cite, evidence_for
from ..live import Live, button, handler
from ..workbook import Workbook


class Activity(Live):
    """What is asked once and kept in a workbook. A subclass shows `_status`, `_afresh` and `_earlier`, and has `_clear()`."""

    def __init__(self, question, lesson=None):
        self._archive = load()
        self._row = question_row(self._archive, question)
        self._work = Workbook(lesson or self._row.lesson)
        super().__init__()
        self._status, self._earlier = W.HTML(), W.HTML()
        self._afresh = button("Start afresh (your old answer is kept)", self._start_afresh)
        self._afresh.layout.display = "none"

    def _say(self, sentence):
        self._status.value = f'<p role="status">{escape(sentence)}</p>'

    def _save(self, answer, said, **more):
        """Save an answer, with the question and the answer as they read today, and say so; or say that it is NOT saved, and why."""
        try:
            event = self._work.append(self._row.name, answer, asked=self._row.text, said=said, **more)
        except OSError as error:
            self._say(f"NOT saved: {error.strerror or error}. Your answer is still on the screen; free the folder and commit again.")
            return False
        aside = f" The file that was there could not be read; it is kept as {self._work.aside}." if self._work.aside else ""
        newer = " A newer version of the course has written in this file too; please update the course." if self._work.newer() else ""
        draft = "draft " if more.get("draft") else ""
        self._say(f"{draft}saved {datetime.fromisoformat(event['time']):%H:%M}.{aside}{newer}")
        self._show_earlier()
        return True

    def _saved(self):
        """The answer that counts: the last one, unless the student has started afresh since."""
        last = self._work.latest(self._row.name)
        return None if last is None or last.get("afresh") else last

    @handler
    def _start_afresh(self):
        self._clear()
        if self._save(None, "", afresh=True):
            self._say("You start afresh. What you answered before is kept below.")

    def _show_earlier(self):
        """All that was answered before, each as it was asked then; and the last one too where it can no longer be shown."""
        kept = [event for event in self._work.history(self._row.name) if not event.get("draft") and not event.get("afresh")]
        before = kept[:-1] if kept and self._saved() is not None and self._fits(kept[-1]) else kept
        self._afresh.layout.display = "" if kept and self._saved() is not None else "none"
        lines = []
        for event in before:
            asked = "" if event.get("asked") in (None, self._row.text) else f" You were asked then: “{event['asked']}”"
            said = event.get("said") or event["answer"]
            lines.append(f"<li>{escape(f'{when(event)}: “{said}”{asked}')}</li>")
        head = f"Earlier answers ({len(before)})"
        self._earlier.value = f"<details><summary>{head}</summary><ul>{''.join(lines)}</ul></details>" if lines else ""

    def _fits(self, event):
        """Whether a saved answer can be shown in the question as it is today."""
        return True


def question_row(archive, question):
    """The row of a question; KeyError that names the nearest."""
    rows = archive.questions.set_index("id")
    if question not in rows.index:
        raise KeyError(f"there is no question {question!r}; {did_you_mean(question, rows.index)}")
    return rows.loc[question]


def shuffled(question, option):
    """A key that puts options into an order that tells nothing and is the same in every run."""
    return hashlib.sha256(f"{question}/{option}".encode()).hexdigest()


def when(event):
    """When an answer was saved, in words."""
    try:
        return f"{datetime.fromisoformat(event['time']):%d %B %Y, %H:%M}"
    except (KeyError, TypeError, ValueError):
        return "an earlier day"


def words_behind(archive, claim):
    """The deciding words behind a claim, with their source."""
    rows = evidence_for(archive, claim)
    row = rows[rows.quote != ""].iloc[0]
    return f"Its words: “{row.quote}” ({cite(archive, row.source)[:-1]}, {row.locator})."


def later(seconds, call):
    """Call once when this has not been asked again for so many seconds; at once where no kernel runs."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return call()
    waiting = _WAITING.pop(call, None)
    if waiting:
        waiting.cancel()

    def now():
        _WAITING.pop(call, None)
        call()

    _WAITING[call] = loop.call_later(seconds, now)


_WAITING = {}
