"""What the proposals for Kashmir say, theme by theme."""

from ..archive import allowed
from ..pictures import positions, side_by_side
from ..tables import points
from .explorer import Chosen, PictureExplorer, words_on


class DocumentsExplorer(PictureExplorer):
    """Two texts side by side, theme by theme, in their own words; what only one of them says is marked.

    State: `left`, `right` (packages of `archive.packages`) and `theme`; `item`, one of the points shown. A wrong word
    raises TraitError that lists the right ones. `packages` names those to choose from; by default all.

    >>> from diplo_lib import load
    >>> DocumentsExplorer(load(), "ksg-1998", "ksg-2005", theme="violence").text().splitlines()[0]
    'Violence: nothing was seen in the pages at hand of either text.'
    """

    left = Chosen("ksg-1998")
    right = Chosen("ksg-2005")
    theme = Chosen("territory")

    def __init__(self, archive, left=None, right=None, packages=None, **state):
        self._points = points(archive)
        titles = archive.packages.set_index("id").title
        self._titles = titles.loc[packages] if packages else titles
        first, *others = self._titles.index
        super().__init__(archive, left=left or first, right=right or (others[-1] if packages else "ksg-2005"), **state)

    def choices(self):
        names = {title: package for package, title in self._titles.items()}
        themes = {theme: theme for theme in allowed(self._archive, "proposals", "theme")}
        return {"left": ("Left", names), "right": ("Right", names), "theme": ("Theme", themes)}

    def make(self):
        return side_by_side(self._here(), self.left, self.right, self.theme, self._titles)

    def items(self):
        return {row.text: words_on(self._archive, [row.claim]) for row in self._here().itertuples()}

    def _here(self):
        rows = self._points
        return rows[(rows.theme == self.theme) & rows.package.isin([self.left, self.right])]


class PositionsExplorer(PictureExplorer):
    """Who says something on a theme, and in whose words? Texts against themes, with the words of each.

    State: `theme`, `texts` (leaders, or groups and meetings) and `item`, a text.

    >>> from diplo_lib import load
    >>> PositionsExplorer(load(), theme="trade").table().columns.to_list()
    ['text', 'theme', 'point', 'words', 'whose words']
    """

    theme = Chosen("joint mechanism")
    texts = Chosen("leaders")
    picker = "Show the words of"

    def __init__(self, archive, **state):
        people = set(archive.actors.query("kind == 'person'").id)
        leaders = archive.packages.id[archive.packages.holder.isin(people | {""})]
        order = {package: n for n, package in enumerate(archive.packages.id)}
        said = points(archive).sort_values("package", key=lambda packages: packages.map(order), kind="stable")
        self._points = {"leaders": said[said.package.isin(leaders)], "groups": said[~said.package.isin(leaders)]}
        super().__init__(archive, **state)

    def choices(self):
        themes = {theme: theme for theme in allowed(self._archive, "proposals", "theme")}
        return {"theme": ("Theme", themes), "texts": ("Texts of", {"leaders and their channel": "leaders", "groups and meetings": "groups"})}

    def make(self):
        return positions(self._points[self.texts], allowed(self._archive, "proposals", "theme"), self.theme)

    def items(self):
        here = self._points[self.texts].query("theme == @self.theme")
        return {
            title: words_on(self._archive, claims)
            for title, claims in here.groupby("title", sort=False).claim
        }
