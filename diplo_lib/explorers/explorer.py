"""What all explorers with a picture share: buttons choose the picture, and one thing in it is opened in its sources' words."""

from html import escape

import ipywidgets as W
from pandas import concat
from traitlets import TraitError, Unicode, link

from ..archive import did_you_mean
from ..claims import cite, evidence_for
from ..live import Live, choice, handler
from ..pictures.picture import as_html, as_text

RELATION_IN_WORDS = {
    "asserts": "says so",
    "confirms": "agrees",
    "qualifies": "agrees in part",
    "disputes": "says otherwise",
    "corrects": "corrects it",
    "silent": "is silent",
}
STATED_IN_WORDS = {
    "flat": "plainly",
    "hedged": "with caution",
    "hearsay": "from hearsay",
    "opinion": "as an opinion",
}
SIDES = {"anyone": "", "Indian": "indian", "Pakistani": "pakistani", "Kashmiri": "kashmiri", "third party": "third-party"}
VANTAGES = {
    "any position": "",
    "took part": "participant",
    "official": "official",
    "organiser": "organiser",
    "press": "press",
    "scholar": "scholar",
    "memoir": "memoir",
    "leaked cable": "leaked-cable",
}


class Chosen(Unicode):
    """A state that is one of the words which the explorer's `choices()` allow; another raises TraitError that lists them."""

    def validate(self, explorer, value):
        value = super().validate(explorer, value)
        known = explorer.known(self.name)
        if value not in known and value != self.default_value:  # a default that is not offered gives way to the first that is
            raise TraitError(f"there is no {self.name} {value!r}; {did_you_mean(value, known)}")
        return value


class PictureExplorer(Live):
    """An explorer whose state chooses a picture, and whose `item` opens one thing in it.

    A subclass has a Chosen trait for each of its `choices()`, and gives `make()`, the Picture of its state, and `items()`,
    the tables of words by the name of the thing they are on.
    """

    item = Unicode()
    picker = "Show the sources of"

    def __init__(self, archive, **state):
        self._archive = archive
        self._drawn, self._listed = {}, {}
        self._choices = self.choices()
        super().__init__()
        item = state.pop("item", "")
        self._view, self._opened = W.HTML(), W.HTML()
        self._pick = choice(self.picker, [])
        controls = []
        for trait, (label, options) in self._choices.items():
            if getattr(self, trait) not in options.values():
                self.set_trait(trait, next(iter(options.values())))
            controls.append(choice(label, list(options.items())))
        self.show(*controls, self._view, self._pick, self._opened, **state)
        for trait, control in zip(self._choices, controls):
            link((self, trait), (control, "value"))
        self._draw()
        self.observe(self._draw, list(self._choices))
        self.observe(self._tell, "item")
        self._pick.observe(self._picked, "value")
        self.item = item

    def choices(self):
        """The state that buttons choose: `{trait: (label, {shown: value})}`."""
        raise NotImplementedError

    def make(self):
        """The Picture of the state."""
        raise NotImplementedError

    def items(self):
        """What can be opened in this state: `{name: table of its sources' words}`."""
        raise NotImplementedError

    def known(self, trait):
        # a choice that this explorer does not offer has only its empty value
        return list(self._choices[trait][1].values()) if trait in self._choices else [""]

    def _state(self):
        return tuple(getattr(self, trait) for trait in self._choices)

    def picture(self):
        state = self._state()
        if state not in self._drawn:
            self._drawn[state] = self.make()
        return self._drawn[state]

    def opened(self):
        """What can be opened in this state, made once: `{name: table of its sources' words}`."""
        state = self._state()
        if state not in self._listed:
            self._listed[state] = self.items()
        return self._listed[state]

    def table(self):
        return self.picture().table

    def text(self):
        opened = f"\n\n{self.item}\n{as_text(self.opened()[self.item])}" if self.item else ""
        return self.picture().text() + opened

    @handler
    def _draw(self):
        self._view.value = self.picture().html()
        items = list(self.opened())
        kept = self.item if self.item in items else ""
        with self.hold_trait_notifications():
            self._pick.options, self._pick.value = items, kept or None
            self.item = kept
        self._pick.layout.display = "" if items else "none"
        self._tell()

    @handler
    def _picked(self):
        self.item = self._pick.value or ""

    @handler
    def _tell(self):
        items = self.opened()
        if self.item and self.item not in items:
            raise TraitError(f"there is no item {self.item!r}; {did_you_mean(self.item, items)}")
        self._pick.value = self.item or None
        opened = f"<p><strong>{escape(self.item)}</strong></p>{as_html(items[self.item])}" if self.item else ""
        self._opened.value = f'<div role="status">{opened}</div>' if opened else ""


def words_of(archive, rows):
    """Rows of `witnesses` as a reader sees them: how each source stands to the claim, its words, who it is, and where.

    Columns: `says, words, who, where, checked`.
    """
    says = rows.relation.map(RELATION_IN_WORDS) + ", " + rows.stated.map(STATED_IN_WORDS)
    return rows.assign(
        says=says.where(rows.relation != "silent", RELATION_IN_WORDS["silent"]),
        words=rows.quote,
        who=[cite(archive, source) for source in rows.source],
        where=rows.locator,
        checked=rows.checked.map(lambda day: "yes" if day else "not again"),
    )[["says", "words", "who", "where", "checked"]].reset_index(drop=True)


def words_on(archive, claims):
    """The evidence of some claims as a reader sees it, one claim after the other, as in `words_of`."""
    return concat([words_of(archive, evidence_for(archive, claim)) for claim in claims], ignore_index=True)


def from_side(rows, side):
    """The rows of `witnesses` whose source speaks from a side: "" for all, else the beginning of a perspective."""
    return rows[rows.perspective.str.startswith(side)]
