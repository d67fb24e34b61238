"""Find a claim and see who says so; see how well a topic is supported."""

from html import escape

import ipywidgets as W
from traitlets import Int, TraitError, Unicode, link, observe, validate

from ..archive import did_you_mean
from ..claims import find, standing, witnesses
from ..live import Live, button, choice, handler
from ..pictures import standing_chart
from ..pictures.picture import as_html, as_text
from .explorer import SIDES, VANTAGES, Chosen, PictureExplorer, from_side, words_on

PAGE = 6


class ClaimExplorer(Live):
    """Find any claim; see who says so, in which words, how firmly, and who disagrees.

    State: `words` (to search for), `standing` (any, contested, refuted, corroborated, single-source, unchecked), `side`
    (whose sources: anyone, Indian, Pakistani, Kashmiri, third party), `vantage` (from what position they speak: any
    position, took part, official, organiser, press, scholar, memoir, leaked cable), `page` (of the results) and `claim`
    (the chosen one). A wrong word raises TraitError that lists the right ones.

    >>> from diplo_lib import load
    >>> ClaimExplorer(load(), claim="lambah-rounds").table().words.iloc[0]
    'around 15 rounds'
    """

    words = Unicode()
    standing = Unicode("any")
    side = Unicode("anyone")
    vantage = Unicode("any position")
    page = Int(0)
    claim = Unicode()

    def __init__(self, archive, **state):
        self._archive = archive
        self._standing = standing(archive).set_index("claim")
        super().__init__()
        box = W.Text(description="Words in it", placeholder="for example: rounds", continuous_update=False)
        kinds = ["any", "contested", "refuted", "corroborated", "single-source", "unchecked"]
        how = choice("How it stands", kinds)
        who = choice("Sources from", list(SIDES))
        whence = choice("Who speak as", list(VANTAGES))
        for control, name in ((box, "words"), (how, "standing"), (who, "side"), (whence, "vantage")):
            link((self, name), (control, "value"))
        self._results, self._count, self._detail = W.VBox(), W.HTML(), W.HTML()
        self._back = button("Earlier results", lambda: self.set_trait("page", self.page - 1))
        self._on = button("More results", lambda: self.set_trait("page", self.page + 1))
        views = [self._count, self._results, W.HBox([self._back, self._on]), self._detail]
        # words, standing, side and vantage start the list anew, so the page and the claim come after them
        late = {name: state.pop(name) for name in ("page", "claim") if name in state}
        self._list()
        self.show(box, how, who, whence, *views, **state, **late)

    def found(self):
        """The claims that fit words, standing and side: a DataFrame like `archive.claims`."""
        claims = find(self._archive, self.words)
        if self.standing == "refuted":
            claims = claims[claims.certainty == "refuted"]
        elif self.standing != "any":
            claims = claims[claims.id.map(self._standing.standing) == self.standing]
        if self.side != "anyone" or self.vantage != "any position":
            rows = from_side(witnesses(self._archive), SIDES[self.side])
            rows = rows[rows.vantage.str.startswith(VANTAGES[self.vantage])]
            claims = claims[claims.id.isin(rows.claim)]
        return claims.reset_index(drop=True)

    def table(self):
        """The evidence of the chosen claim, a row a source; before one is chosen, the claims found."""
        if not self.claim:
            return self.found()[["id", "text", "certainty"]].iloc[self.page * PAGE :].head(PAGE)
        return words_on(self._archive, [self.claim])

    def text(self):
        return "\n".join([*self._headline(), "", as_text(self.table())])

    def _headline(self):
        if not self.claim:
            return [f"{self._which(len(self.found()))}. Choose one to see who says so."]
        row = self._archive.claims.set_index("id").loc[self.claim]
        stands = self._standing.loc[self.claim]
        against = f", {stands.against} against it" if stands.against else ""
        return [
            row.text,
            f"Our certainty: {row.certainty}. {row.basis}",
            f"Standing: {stands.standing}; independent checked sources: {stands.supporting} for it{against}.",
        ]

    @validate("standing", "side", "vantage", "claim")
    def _known(self, proposal):
        known = {
            "standing": ["any", "refuted", "contested", "corroborated", "single-source", "unchecked"],
            "side": list(SIDES),
            "vantage": list(VANTAGES),
            "claim": ["", *self._standing.index],
        }[proposal["trait"].name]
        if proposal["value"] not in known:
            raise TraitError(f"there is no {proposal['trait'].name} {proposal['value']!r}; {did_you_mean(proposal['value'], known)}")
        return proposal["value"]

    @validate("page")
    def _in_range(self, proposal):
        return max(0, min(proposal["value"], (len(self.found()) - 1) // PAGE))

    @observe("words", "standing", "side", "vantage")
    @handler
    def _search(self):
        self.set_trait("page", 0)
        self.set_trait("claim", "")
        self._list()

    @observe("page")
    @handler
    def _list(self):
        found = self.found()
        shown = found.iloc[self.page * PAGE :].head(PAGE)
        self._results.children = [
            button(text, lambda claim=claim: self.set_trait("claim", claim)) for claim, text in zip(shown.id, shown.text)
        ]
        self._count.value = f'<p role="status">{self._which(len(found))}.</p>'
        self._back.disabled, self._on.disabled = self.page == 0, (self.page + 1) * PAGE >= len(found)

    def _which(self, found):
        if found < 2:
            return "One claim" if found else "No claim fits; take a word out"
        first = self.page * PAGE + 1
        return f"Claims {first} to {min(first + PAGE - 1, found)} of {found}"

    @observe("claim")
    @handler
    def _show_claim(self):
        if not self.claim:
            self._detail.value = ""
            return
        claim, *more = self._headline()
        lines = "".join(f"<p>{escape(line)}</p>" for line in more)
        table = self.table()
        rest = f"<details><summary>Where, and compared again?</summary>{as_html(table[['who', 'where', 'checked']])}</details>"
        shown = as_html(table[["says", "words", "who"]]) + rest
        self._detail.value = f'<div role="status"><p><strong>{escape(claim)}</strong></p>{lines}</div>{shown}'


class StandingExplorer(PictureExplorer):
    """How well does the record support a topic? The claims of each standing, by topic, and their sources' words.

    State: `topic` (of `archive.claims`) and `item`, a contested claim.

    >>> from diplo_lib import load
    >>> StandingExplorer(load(), topic="water").table().columns.to_list()
    ['standing', 'claims', 'meaning']
    """

    topic = Chosen("back-channel")
    picker = "Open a contested claim"

    def __init__(self, archive, **state):
        self._standing = standing(archive)
        super().__init__(archive, **state)

    def choices(self):
        return {"topic": ("Topic", {topic.replace("-", " "): topic for topic in sorted(self._archive.claims.topic.unique())})}

    def make(self):
        return standing_chart(self._here())

    def items(self):
        contested = self._here().query("standing == 'contested'").sort_values("against", ascending=False, kind="stable").head(5)
        return {row.text: words_on(self._archive, [row.claim]) for row in contested.itertuples()}

    def _here(self):
        return self._standing[self._standing.topic == self.topic]
