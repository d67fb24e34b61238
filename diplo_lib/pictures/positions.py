"""Which text says something on which theme, and in whose words."""

import textwrap

import pandas as pd
from matplotlib.patches import Rectangle

from .picture import DPI, PALE, SMALL, WIDTH, Picture, fit, page

LEFT = 190  # pixels for the names of the themes
LINE = 25  # pixels from one line of small text to the next
OWN = "#332288"


def positions(points, themes, theme):
    """Texts against themes: how many points each makes, in its own words or as others report it; one theme is lifted out.

    `points` has the columns `package, title, theme, text, quote, own` of `diplo_lib.points`, in the order of the columns;
    `themes` are the rows. Empty means that nothing was seen.

    >>> from diplo_lib import load, points
    >>> positions(points(load()), ["trade", "water"], "trade").table.columns.to_list()
    ['text', 'theme', 'point', 'words', 'whose words']
    """
    titles = points.drop_duplicates("package").set_index("package").title
    here = points[points.theme == theme]
    own = here[here.own].package.nunique()
    sentence = f"Who says something on {theme}? {_texts(here.package.nunique())} of {len(titles)}, of which {'one' if own == 1 else own or 'none'} in words of {'its' if own == 1 else 'their'} own at hand."
    whose = here.own.map({True: "its own", False: "as others report it"})
    table = pd.DataFrame({"text": here.title, "theme": here.theme, "point": here.text, "words": here.quote, "whose words": whose}).reset_index(drop=True)
    counts = points.groupby(["theme", "package"]).own.agg(["size", "max"])
    alt = f"Matrix of themes and texts. {sentence} " + " ".join(f"{row.title}: {row.quote}." for row in here.head(12).itertuples())
    heads = [fit(title.replace(",", ""), (WIDTH * DPI - LEFT) / len(titles) - 8) for title in titles]
    height = (max(map(len, heads)) * LINE + 54 * len(themes) + 190) / DPI
    return Picture(sentence, table, alt, lambda figure, top: _draw_positions(figure, top, counts, titles, heads, themes, theme), height)


def _texts(number):
    return {0: "None", 1: "One text"}.get(number, f"{number} texts")


def _draw_positions(figure, top, counts, titles, heads, themes, theme):
    axes, wide, high = page(figure)
    width = (wide - LEFT - 8) / len(titles)
    y = high * (1 - top) + max(map(len, heads)) * LINE + 4
    for n, head in enumerate(heads):
        axes.text(LEFT + (n + 0.5) * width, y - 6, "\n".join(head), size=SMALL, ha="center", va="bottom", linespacing=1.15)
    for number, one in enumerate(themes):
        lifted = one == theme
        if lifted or number % 2 == 0:
            axes.add_patch(Rectangle((0, y), wide, 54, facecolor="#dcd9ef" if lifted else "#f4f4f4"))
        axes.text(10, y + 27, "\n".join(textwrap.wrap(one, 13, break_long_words=False)), size=SMALL, va="center", weight="bold" if lifted else "normal")
        for n, package in enumerate(titles.index):
            if (one, package) in counts.index:
                number_of, own = counts.loc[(one, package)]
                x = LEFT + (n + 0.5) * width
                axes.plot([x], [y + 27], "o", color=OWN, fillstyle="full" if own else "none", markersize=28, markeredgewidth=2)
                axes.text(x, y + 28, str(number_of), size=SMALL, ha="center", va="center", color="white" if own else OWN, weight="bold")
        y += 54
    axes.plot([24], [y + 30], "o", color=OWN, markersize=18)
    axes.plot([330], [y + 30], "o", color=OWN, fillstyle="none", markersize=18, markeredgewidth=2)
    axes.text(44, y + 30, "points in its own words", size=SMALL, va="center")
    axes.text(350, y + 30, "points that others report", size=SMALL, va="center")
    axes.text(wide - 12, y + 30, "empty: nothing seen", size=SMALL, va="center", ha="right", color=PALE)
