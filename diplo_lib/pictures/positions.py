"""Which text says something on which theme, and in whose words."""

from itertools import groupby

import pandas as pd
from matplotlib.patches import Rectangle

from .picture import DPI, LINE, PALE, SMALL, WIDTH, Picture, fit, key, page, title_room

LEFT = 220  # pixels for the names of the themes
COLOURS = ["#332288", "#117733", "#882255"]  # one after the other for those whose texts they are


def positions(points, themes, theme):
    """Texts against themes: how many points each makes, in its own words or as others report it; one theme is lifted out.

    `points` has the columns `package, title, theme, text, quote, own` of `diplo_lib.points`, in the order of the columns;
    `themes` are the rows. A title as "Singh, 2005" stands under its name, with those beside it. Empty means that nothing was seen.

    >>> from diplo_lib import load, points
    >>> positions(points(load()), ["trade", "water"], "trade").table.columns.to_list()
    ['text', 'theme', 'point', 'words', 'whose words']
    """
    titles = points.drop_duplicates("package").set_index("package").title
    here = points[points.theme == theme]
    said, own = here.package.nunique(), here[here.own].package.nunique()
    sentence = f"Who says something on {theme}? {_how_many(said)} of {len(titles)} texts{_in_whose_words(said, own)}."
    whose = here.own.map({True: "its own", False: "as others report it"})
    table = pd.DataFrame({"text": here.title, "theme": here.theme, "point": here.text, "words": here.quote, "whose words": whose}).reset_index(drop=True)
    counts = points.groupby(["theme", "package"]).own.agg(["size", "sum"])
    alt = f"Matrix of themes and texts. {sentence} " + " ".join(f"{row.title}: {row.quote}." for row in here.head(12).itertuples())
    width = (WIDTH * DPI - LEFT) / len(titles)
    dates = [fit(title.partition(", ")[2], width - 8) for title in titles]
    names = [(name, len(list(same))) for name, same in groupby(title.partition(", ")[0] for title in titles)]
    names = [(fit(name, columns * width - 16), columns) for name, columns in names]
    deep = max(map(len, dates))
    # a title without a date has the room of the dates too
    first = [sum(columns for _, columns in names[:n]) for n in range(len(names))]
    head = max(len(name) + (deep if dates[n] else 0) for n, (name, _) in zip(first, names)) * LINE + 12
    height = (head + 54 * len(themes) + title_room(sentence) + 60) / DPI
    return Picture(sentence, table, alt, lambda figure, top: _draw_positions(figure, top, counts, list(titles.index), names, dates, head, themes, theme), height)


def _how_many(number):
    return {0: "None", 1: "One"}.get(number, number)


def _in_whose_words(said, own):
    if said < 2:
        return "" if not said else ", in words of its own at hand" if own else ", as others report it"
    return f", {str(_how_many(own)).lower()} in words of {'its' if own == 1 else 'their'} own at hand"


def _draw_positions(figure, top, counts, packages, names, dates, head, themes, theme):
    axes, wide, high = page(figure)
    width = (wide - LEFT) / len(packages)
    y = high * (1 - top) + head
    deep, column, colours = max(map(len, dates)), 0, []
    for n, (name, columns) in enumerate(names):
        colours += [COLOURS[n % len(COLOURS)]] * columns
        begin, end = LEFT + column * width, LEFT + (column + columns) * width
        line = y - 12 - (deep * LINE if dates[column] else 0)
        axes.text((begin + end) / 2, line, "\n".join(name), size=SMALL, ha="center", va="bottom", linespacing=1.15, color=colours[-1], weight="bold" if dates[column] else "normal")
        if dates[column]:
            axes.plot([begin + 8, end - 8], [line + 2, line + 2], color=colours[-1], linewidth=2)
        column += columns
    for n, date in enumerate(dates):
        axes.text(LEFT + (n + 0.5) * width, y - 6 - (deep - len(date)) * LINE, "\n".join(date), size=SMALL, ha="center", va="bottom", linespacing=1.15)
    for number, one in enumerate(themes):
        lifted = one == theme
        if lifted or number % 2 == 0:
            axes.add_patch(Rectangle((0, y), wide, 54, facecolor="#dcd9ef" if lifted else "#f4f4f4"))
        axes.text(10, y + 27, one, size=SMALL, va="center", weight="bold" if lifted else "normal")
        for n, package in enumerate(packages):
            if (one, package) not in counts.index:
                continue
            said, own = counts.loc[(one, package)]
            marks = [(number_of, fill) for number_of, fill in ((own, "full"), (said - own, "none")) if number_of]
            for m, (number_of, fill) in enumerate(marks):
                x = LEFT + (n + 0.5) * width + (m - (len(marks) - 1) / 2) * 44
                axes.plot([x], [y + 27], "o", color=colours[n], fillstyle=fill, markersize=27, markeredgewidth=2)
                axes.text(x, y + 28, str(number_of), size=SMALL, ha="center", va="center", color="white" if fill == "full" else colours[n], weight="bold")
        y += 54
    end = key(axes, y + 30, [("points in its own words", PALE, "o", "full"), ("points as others report them", PALE, "o", "none")])
    axes.text(end, y + 30, "empty: nothing seen", size=SMALL, va="center", color=PALE)
