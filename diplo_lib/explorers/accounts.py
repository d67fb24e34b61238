"""Accounts of one dispute: who agrees, who differs, who is silent, and when each was written."""

from ..archive import did_you_mean
from ..claims import witnesses
from ..pictures import accounts, claim_clock
from ..pictures.accounts import MOST_POINTS
from .explorer import SIDES, VANTAGES, Chosen, PictureExplorer, from_side, words_of


class _Disputed(PictureExplorer):
    """An explorer of one dispute of `archive.disputes`, whose sources can be narrowed by side and by position."""

    perspective = Chosen()
    vantage = Chosen()

    def __init__(self, archive, dispute, **state):
        questions = archive.disputes.set_index("id").question
        if dispute not in questions.index:
            raise KeyError(f"there is no dispute {dispute!r}; {did_you_mean(dispute, questions.index)}")
        issues = archive.issues[archive.issues.dispute == dispute]
        self._question, self._labels = questions[dispute], dict(zip(issues.claim, issues.label))
        rows = witnesses(archive)
        rows = rows[rows.claim.isin(self._labels)]
        # the time told of: that of the issue, else that of the claim itself
        about = issues.set_index("claim").about.where(lambda about: about != "", archive.claims.set_index("id").when)
        self._rows = rows.assign(when=rows.claim.map(about))
        super().__init__(archive, **state)

    def choices(self):
        there = set(self._rows.vantage)
        positions = {name: vantage for name, vantage in VANTAGES.items() if not vantage or vantage in there}
        return {"perspective": ("Sources from", SIDES), "vantage": ("Who speak as", positions)}

    def _here(self):
        rows = from_side(self._rows, self.perspective)
        return rows[rows.vantage.str.startswith(self.vantage)]

    def items(self):
        here = self._here()
        return {label: words_of(self._archive, here[here.claim == claim]) for claim, label in self._labels.items() if claim in set(here.claim)}


class AccountsExplorer(_Disputed):
    """Who agrees, who differs, who is silent on each point of a dispute, and in which words?

    State: `perspective` and `vantage` of the sources (empty for all), `points` where a dispute has more than six (empty for the first), and
    `item`, a point at issue. `sources` are those to draw first. Raises KeyError for an unknown dispute or source.

    >>> from diplo_lib import load
    >>> "whose" in AccountsExplorer(load(), "rounds").table()
    True
    """

    points = Chosen()
    picker = "Show the words on"

    def __init__(self, archive, dispute, sources=(), **state):
        self._first = list(sources)
        super().__init__(archive, dispute, **state)
        for source in self._first:
            if source not in set(self._rows.source):
                raise KeyError(f"{source!r} says nothing to this dispute; {did_you_mean(source, self._rows.source.unique())}")

    def choices(self):
        labels, number = list(self._labels.items()), len(self._labels)
        size = -(-number // -(-number // MOST_POINTS))  # pages of about one length, of six at most
        spans = [f"{first + 1} to {min(first + size, number)}" for first in range(0, number, size)]
        names = {span: span if n else "" for n, span in enumerate(spans)}
        self._pages = {page: dict(labels[n * size :][:size]) for n, page in enumerate(names.values())}
        return super().choices() | ({"points": ("Points", names)} if len(names) > 1 else {})

    def make(self):
        return accounts(self._question, self._here(), self._shown(), self._first)

    def items(self):
        return {label: words for label, words in super().items().items() if label in self._shown().values()}

    def _shown(self):
        return self._pages[self.points]


class ClockExplorer(_Disputed):
    """What is claimed about a time, against when it was written: memory, hindsight, or a voice of the day?

    State: `perspective` and `vantage` of the sources (empty for all), `order` (written or told) and `item`, a point at issue. Raises
    KeyError for an unknown dispute.

    >>> from diplo_lib import load
    >>> ClockExplorer(load(), "how-close").table().columns.to_list()[:3]
    ['source', 'whose', 'written']
    """

    order = Chosen("written")
    picker = "Show the words on"

    def choices(self):
        return super().choices() | {"order": ("Order", {"by when written": "written", "by the time told of": "told"})}

    def make(self):
        return claim_clock(self._question, self._here(), self._labels, self.order)
