"""Two texts side by side, in their own words."""

import textwrap

import matplotlib
import pandas as pd

from .picture import DPI, INK, LARGE, MARKED, SMALL, Picture

REPORTED = "(as others report it)"
_SIGNS = ".,;:()[]'’‘“”\"—–-"
# words that tell no two texts apart
_LITTLE = {"", *"a an and are as at be but by can for from has have in is it its not of on one or that the their them they this to was were which who will with would well itself such until time both all".split()}


def side_by_side(points, left, right, theme, titles={}):
    """The points that two packages make on one theme, in their own words, with the words that only one of them uses marked.

    `points` has the columns `package, title, theme, text, quote, own` of `diplo_lib.points`; `titles` names a package of
    which it holds no point. Where only one of them says anything, no word is marked: there is nothing to compare it with.

    >>> from diplo_lib import load, points
    >>> side_by_side(points(load()), "ksg-1998", "ksg-2005", "territory").table.columns.to_list()
    ['package', 'point', 'words', 'whose words', 'only here']
    """
    points = points[points.theme == theme]
    sides = [points[points.package == package] for package in (left, right)]
    used = [{_bare(word) for quote in side.quote for word in quote.split()} - _LITTLE for side in sides]
    only = [used[0] - used[1], used[1] - used[0]] if all(used) else [set(), set()]
    names = [side.title.iloc[0] if len(side) else titles.get(package, package) for side, package in zip(sides, (left, right))]
    rows = []
    for n, side in enumerate(sides):
        for _, row in side.iterrows():
            here = [word.strip(_SIGNS) for word in row.quote.split() if _bare(word) in only[n]]
            rows.append((names[n], row.text, row.quote, "its own" if row.own else "as others report it", ", ".join(here)))
    table = pd.DataFrame(rows, columns=["package", "point", "words", "whose words", "only here"])
    if all(side.empty for side in sides):
        sentence = f"{theme.capitalize()}: nothing was seen in the pages at hand of either text."
    elif all(len(side) for side in sides):
        sentence = f"{theme.capitalize()}: what do the two texts say? Marked words stand in one column only ({len(only[0])} left, {len(only[1])} right)."
    else:
        silent = names[0] if sides[0].empty else names[1]
        sentence = f"{theme.capitalize()}: nothing was seen in the pages at hand of “{silent}”."
    alt = f"Two columns of quotations. {sentence} " + " ".join(
        f"{name}: " + "; ".join(side.quote) + "." for name, side in zip(names, sides)
    )
    lines = [[_wrapped(quote) + ([] if own else [REPORTED]) for quote, own in zip(side.quote, side.own)] for side in sides]
    tallest = max(sum(len(quote) + 0.6 for quote in side) for side in lines)
    return Picture(sentence, table, alt, lambda figure, top: _draw_columns(figure, top, names, lines, only), 1.9 + 0.3 * tallest)


def _bare(word):
    """A word without its punctuation and its plural: “entities” and “entity” tell two texts not apart."""
    word = word.lower().strip(_SIGNS)
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _wrapped(quote):
    return textwrap.wrap(f"“{quote}”", 34)


def _draw_columns(figure, top, names, columns, only):
    height = figure.get_figheight() * DPI
    for n, (name, quotes) in enumerate(zip(names, columns)):
        x = 0.02 + 0.5 * n
        figure.text(x, top, name, size=LARGE, weight="bold", va="top")
        y = top - 44 / height
        if not quotes:
            figure.text(x, y, "nothing seen on this in the pages at hand", size=SMALL, va="top", style="italic")
        for quote in quotes:
            for line in quote:
                _draw_words(figure, x, y, line, only[n] if line != REPORTED else set())
                y -= 30 / height
            y -= 18 / height
    figure.add_artist(matplotlib.lines.Line2D([0.5, 0.5], [0.04, top], color="#cccccc", linewidth=1))


def _draw_words(figure, x, y, line, marked):
    """One line of text; marked words are bold, coloured and underlined, so that no one sign carries the difference."""
    renderer = figure.canvas.get_renderer()
    wide, high = figure.get_size_inches() * DPI
    for word in line.split():
        mine = _bare(word) in marked
        text = figure.text(x, y - 22 / high, word, size=SMALL, va="baseline", weight="bold" if mine else "normal", color=MARKED if mine else INK)
        extent = text.get_window_extent(renderer)
        if mine:
            under = (extent.y0 - 1) / high
            ends = [extent.x0 / wide, extent.x1 / wide]
            figure.add_artist(matplotlib.lines.Line2D(ends, [under, under], color=MARKED, linewidth=1.5))
        x = extent.x1 / wide + 0.007
