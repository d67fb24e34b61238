"""What all activities share: an answer is saved and said to be saved, and comes back when the cell is run again."""

import hashlib
from datetime import datetime
from html import escape

from ..archive import did_you_mean
from ..claims import cite, evidence_for
from ..live import Live


class Activity(Live):
    """What is asked once and kept in a workbook: `_row` is the question, `_work` the workbook, `_status` the line below."""

    def _say(self, sentence):
        self._status.value = f'<p role="status">{escape(sentence)}</p>'

    def _save(self, answer, **more):
        """Save an answer and say so; or say that it is NOT saved, and why."""
        try:
            event = self._work.append(self._row.name, answer, **more)
        except OSError as error:
            self._say(f"NOT saved: {error.strerror or error}. Your answer is still on the screen; free the folder and commit again.")
            return False
        self._say(f"saved {datetime.fromisoformat(event['time']):%H:%M}")
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
