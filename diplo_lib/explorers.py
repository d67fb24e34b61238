"""Live views whose controls choose what a query or a picture shows."""

from html import escape

import ipywidgets as W
from traitlets import Int, TraitError, Unicode, link, observe, validate

from .archive import did_you_mean
from .claims import cite, evidence_for, find, points, standing
from .live import Live, button, choice, handler
from .pictures import as_html, as_text, side_by_side

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
PAGE = 6


class ClaimExplorer(Live):
    """Find any claim; see who says so, in which words, how firmly, and who disagrees.

    State: `words` (to search for), `standing` (any, contested, refuted, corroborated, single-source, unchecked), `side`
    (whose sources: anyone, Indian, Pakistani, Kashmiri, third party), `page` (of the results) and `claim` (the chosen
    one). A wrong word raises TraitError that lists the right ones.

    >>> from diplo_lib import load
    >>> ClaimExplorer(load(), claim="lambah-rounds").table().words.iloc[0]
    'around 15 rounds'
    """

    words = Unicode()
    standing = Unicode("any")
    side = Unicode("anyone")
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
        for control, name in ((box, "words"), (how, "standing"), (who, "side")):
            link((self, name), (control, "value"))
        self._results, self._count, self._detail = W.VBox(), W.HTML(), W.HTML()
        self._back = button("Earlier results", lambda: self.set_trait("page", self.page - 1))
        self._on = button("More results", lambda: self.set_trait("page", self.page + 1))
        views = [self._count, self._results, W.HBox([self._back, self._on]), self._detail]
        # words, standing and side start the list anew, so the page and the claim come after them
        late = {name: state.pop(name) for name in ("page", "claim") if name in state}
        self._list()
        self.show(box, how, who, *views, **state, **late)

    def found(self):
        """The claims that fit words, standing and side: a DataFrame like `archive.claims`."""
        claims = find(self._archive, self.words)
        if self.standing == "refuted":
            claims = claims[claims.certainty == "refuted"]
        elif self.standing != "any":
            claims = claims[claims.id.map(self._standing.standing) == self.standing]
        if SIDES[self.side]:
            rows = self._archive.evidence.merge(self._archive.sources, left_on="source", right_on="id")
            rows = rows[rows.perspective.str.startswith(SIDES[self.side])]
            claims = claims[claims.id.isin(rows.claim)]
        return claims.reset_index(drop=True)

    def table(self):
        """The evidence of the chosen claim, a row a source; before one is chosen, the claims found."""
        if not self.claim:
            return self.found()[["id", "text", "certainty"]].iloc[self.page * PAGE :].head(PAGE)
        rows = evidence_for(self._archive, self.claim)
        return rows.assign(
            says=rows.relation.map(RELATION_IN_WORDS) + ", " + rows.stated.map(STATED_IN_WORDS),
            words=rows.quote,
            who=rows.source.map(lambda source: cite(self._archive, source)),
            where=rows.locator,
            checked=rows.checked.map(lambda day: "yes" if day else "not again"),
        )[["says", "words", "who", "where", "checked"]]

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

    @validate("standing", "side", "claim")
    def _known(self, proposal):
        known = {
            "standing": ["any", "refuted", "contested", "corroborated", "single-source", "unchecked"],
            "side": list(SIDES),
            "claim": ["", *self._standing.index],
        }[proposal["trait"].name]
        if proposal["value"] not in known:
            raise TraitError(f"there is no {proposal['trait'].name} {proposal['value']!r}; {did_you_mean(proposal['value'], known)}")
        return proposal["value"]

    @validate("page")
    def _in_range(self, proposal):
        return max(0, min(proposal["value"], (len(self.found()) - 1) // PAGE))

    @observe("words", "standing", "side")
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


class DocumentsExplorer(Live):
    """Two texts side by side, theme by theme, in their own words; what only one of them says is marked.

    State: `left`, `right` (packages of `archive.packages`) and `theme`. A wrong word raises TraitError that lists the
    right ones.

    >>> from diplo_lib import load
    >>> DocumentsExplorer(load(), "ksg-1998", "ksg-2005", theme="violence").text().splitlines()[0]
    'On violence, nothing was seen in the pages of either text at hand.'
    """

    left = Unicode("ksg-1998")
    right = Unicode("ksg-2005")
    theme = Unicode("territory")

    def __init__(self, archive, left="ksg-1998", right="ksg-2005", packages=None, theme="territory"):
        self._points = points(archive)
        self._titles = archive.packages.set_index("id").title
        self._themes = _allowed(archive, "proposals", "theme")
        self._drawn = {}
        super().__init__()
        names = [(self._titles[package], package) for package in packages or self._titles.index]
        self._view = W.HTML()
        controls = [choice("Left", names), choice("Right", names), choice("Theme", self._themes)]
        for control, trait in zip(controls, ("left", "right", "theme")):
            link((self, trait), (control, "value"))
        self._draw()
        self.show(*controls, self._view, left=left, right=right, theme=theme)

    def table(self):
        picture = self.picture()
        return picture.table if picture else self._here()[["title", "text", "quote"]]

    def text(self):
        picture = self.picture()
        return picture.text() if picture else f"On {self.theme}, nothing was seen in the pages of either text at hand."

    def picture(self):
        state = (self.left, self.right, self.theme)
        if state not in self._drawn:
            here = self._here()
            self._drawn[state] = None if here.empty else side_by_side(here, self.left, self.right, self._titles)
        return self._drawn[state]

    def _here(self):
        rows = self._points
        return rows[(rows.theme == self.theme) & rows.package.isin([self.left, self.right])]

    @validate("left", "right", "theme")
    def _known(self, proposal):
        known = self._themes if proposal["trait"].name == "theme" else list(self._titles.index)
        if proposal["value"] not in known:
            raise TraitError(f"there is no {proposal['trait'].name} {proposal['value']!r}; {did_you_mean(proposal['value'], known)}")
        return proposal["value"]

    @observe("left", "right", "theme")
    @handler
    def _draw(self):
        picture = self.picture()
        self._view.value = picture.html() if picture else f"<p>{escape(self.text())}</p>"


def _allowed(archive, table, column):
    """The words that the schema allows in a column."""
    fields = {resource["name"]: resource["schema"]["fields"] for resource in archive.schema["resources"]}[table]
    return next(one["constraints"]["enum"] for one in fields if one["name"] == column)
