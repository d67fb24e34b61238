"""Who was at which meeting of a forum."""

from pandas import concat

from ..pictures import attendance
from ..pictures.picture import MOST_LABELS
from ..tables import presences
from .explorer import Chosen, PictureExplorer, words_on


class AttendanceExplorer(PictureExplorer):
    """Who was there, and how well is it known? People against the meetings of one forum, with the words that say so.

    State: `side` of the people (empty for all) and `item`, a person. `forum` is the id of the body whose meetings they are. Raises
    KeyError for a forum without a meeting.

    >>> from diplo_lib import load
    >>> AttendanceExplorer(load(), forum="pugwash-conferences").table().columns.to_list()[:2]
    ['person', 'side']
    """

    side = Chosen()
    picker = "Show the words on"

    def __init__(self, archive, forum, **state):
        self._presences = presences(archive, forum)
        super().__init__(archive, **state)

    def choices(self):
        there = " ".join(self._presences.side)
        sides = {"Indian": "Indian", "Pakistani": "Pakistani", "Kashmiri": "Kashmiri", "third party": "third party"}
        return {"side": ("People", {"all": ""} | {name: side for name, side in sides.items() if side in there})}

    def make(self):
        return attendance(self._here())

    def items(self):
        names = self.picture().table.person.head(MOST_LABELS) if len(self._here()) else []
        return {name: self._words(name) for name in names}

    def _here(self):
        return self._presences[self._presences.side.str.startswith(self.side)]

    def _words(self, person):
        rows = self._presences[self._presences.person == person]
        parts = [
            words_on(self._archive, [row.claim]).assign(meeting=row.meeting, presence=row.presence)
            for row in rows.itertuples()
        ]
        return concat(parts)[["meeting", "presence", "says", "words", "who"]].drop_duplicates(ignore_index=True)
