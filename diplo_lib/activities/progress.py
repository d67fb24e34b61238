"""What the student has done so far, and how well the confidences fit the outcomes."""

from html import escape

import ipywidgets as W
import pandas as pd

from ..archive import load
from ..live import Live
from ..pictures.progress import calibration, course_map
from ..workbook import Workbook


class _Progress(Live):
    """A view of the workbooks, as they are when its cell runs; its plain text holds nothing of a student's own."""

    def __init__(self):
        super().__init__()
        self.show(W.HTML(self.seen()))


class Calibration(_Progress):
    """Your confidences against outcomes: of the answers that you were 70 % sure of, how many were right?

    Counts each prediction and each judgement as last saved. `.table()` holds them.

    >>> Calibration().table().columns.to_list()
    ['question', 'confidence', 'right']
    """

    def table(self):
        return confidences()

    def text(self):
        return "Your calibration: how often were you right when you were 30, 50, 70 or 90 % sure? It is drawn here from your saved answers."

    def seen(self):
        return calibration(self.table()).html()


class CourseMap(_Progress):
    """The lessons, their questions and minutes, and how much of each you have done.

    >>> CourseMap().table().columns.to_list()
    ['lesson', 'title', 'question', 'minutes', 'asked', 'answered', 'right']
    """

    def table(self):
        """A row a lesson: how many questions it asks, how many are answered, how many of those with a right answer are right."""
        archive = load()
        rows = []
        for lesson in archive.lessons.itertuples():
            asked = archive.questions[archive.questions.lesson == lesson.id]
            given = Workbook(lesson.id).answers()
            right = archive.options[archive.options.right].set_index("question").id
            scored = asked.id[asked.kind == "quiz"]
            rows.append((lesson.id, lesson.title, lesson.question, lesson.minutes, len(asked),
                         sum(one in given for one in asked.id), sum(given.get(one) == right[one] for one in scored)))  # fmt: skip
        return pd.DataFrame(rows, columns=["lesson", "title", "question", "minutes", "asked", "answered", "right"])

    def text(self):
        lines = [f"{row.id[:2]} {row.title}: {row.question} ({row.minutes} minutes)" for row in load().lessons.itertuples()]
        return "\n".join(["The lessons, and how much of each you have done:", *lines])

    def seen(self):
        links = "".join(
            f'<li><a href="{escape(row.lesson)}.ipynb">{escape(row.title)}</a>: {escape(row.question)} ({row.minutes} minutes)</li>'
            for row in self.table().itertuples()
        )
        return f"{course_map(self.table()).html()}<ul>{links}</ul>{calibration(confidences()).html()}"


def confidences():
    """The last prediction and judgement of each question: `question, confidence` (per cent) and `right`."""
    archive = load()
    right = archive.options[archive.options.right].set_index("question").id
    rows = []
    for lesson in archive.lessons.id:
        events = {event["question"]: event for event in Workbook(lesson).events()}
        for question in archive.questions[archive.questions.lesson == lesson].query("kind in ['predict', 'commit']").id:
            confidence = events.get(question, {}).get("confidence")
            if confidence in (30, 50, 70, 90):
                rows.append((question, confidence, events[question]["answer"] == right[question]))
    return pd.DataFrame(rows, columns=["question", "confidence", "right"])

