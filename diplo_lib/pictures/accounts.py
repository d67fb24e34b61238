"""Accounts of one thing side by side: who agrees, who differs, who is silent, and when each was written."""

import re
import textwrap

import pandas as pd
from matplotlib.patches import Rectangle

from ..dates import in_words, span
from .picture import DPI, INK, PALE, SMALL, WIDTH, Picture, fit, page
from .timelines import year_ticks

MOST_ACCOUNTS, MOST_POINTS = 8, 6
MOST_ROWS = 10
LEFT = 236  # pixels for the names of the sources
LINE = 25  # pixels from one line of small text to the next
# sign, words, colour: the sign and the word carry the meaning without the colour
VERDICTS = {
    "asserts": ("agrees", "#117733", "o", "full"),
    "confirms": ("agrees", "#117733", "o", "full"),
    "qualifies": ("agrees in part", "#117733", "o", "left"),
    "disputes": ("differs", "#882255", "X", "full"),
    "corrects": ("differs", "#882255", "X", "full"),
    "silent": ("is silent", "#737373", "_", "full"),
}


# an author that is no person
BODY = re.compile("Committee|Embassy|Government|Group|Ministry|News|Observatory|Office|Parliament|Party|Press|Service|University|Conference|Centre|Council|Institute|Foundation")


def short_name(author, place, issued):
    """A source in a word or two and its year, as a label: its author's surname, else the paper or publisher.

    >>> short_name("G. Parthasarathy", "", "2010-10-26")
    'Parthasarathy, 2010'
    >>> short_name("", "The Hindu", "2004-12-14~")
    'The Hindu, 2004'
    """
    author = re.sub(r"\s*\(.*?\)", "", author).split(";")[0].split(" and ")[0].strip()
    person = 1 < len(author.split()) <= 4 and author not in place and not BODY.search(author)
    name = author.split()[-1] if person else place or author
    name = "a paper not named" if name.startswith("[") else name.replace("United States", "US")
    year = re.search(r"\d{4}", issued)
    return f"{textwrap.shorten(name, 24, placeholder='…')}, {year[0]}" if year else textwrap.shorten(name, 30, placeholder="…")


def accounts(question, evidence, labels, first=()):
    """Sources against the claims at issue: agrees, agrees in part, differs, is silent; empty where nothing of it was seen.

    `evidence` holds rows of `diplo_lib.witnesses`; `labels` gives each claim at issue its short label, in the order of the
    columns. Eight sources are drawn, those named in `first` and then those that speak on most, and the first six claims; all
    stand in the table.

    >>> from diplo_lib import load, witnesses
    >>> rows = witnesses(load()).query("claim == 'lambah-rounds'")
    >>> accounts("How many rounds?", rows, {"lambah-rounds": "Fifteen rounds"}).table.columns.to_list()
    ['source', 'whose', 'Fifteen rounds']
    """
    rows = evidence[evidence.claim.isin(labels)]
    table = _matrix(rows, labels)
    if rows.empty:
        sentence = f"{question} No source of this kind speaks on it in our record."
        return Picture(sentence, table, f"Empty matrix. {sentence}", lambda figure, top: None, 1.3)
    cells = rows.drop_duplicates(["source", "claim"]).set_index(["source", "claim"])
    weight = rows.groupby("source").claim.nunique()
    order = rows.drop_duplicates("source").sort_values("issued").source
    busiest = weight[order].sort_values(ascending=False, kind="stable").index
    chosen = set([*(source for source in first if source in weight), *(source for source in busiest if source not in first)][:MOST_ACCOUNTS])
    shown = [source for source in order if source in chosen]
    apart = [claim for claim in labels if rows[rows.claim == claim].relation.isin(["disputes", "corrects"]).any()]
    split = f"somebody differs on {_number(len(apart))} of the {len(labels)} points" if apart else "none that we have seen differs"
    sentence = f"{question} {'One account' if len(weight) == 1 else f'{len(weight)} accounts'}: {split}."
    alt = f"Matrix of sources and points at issue. {sentence} " + " ".join(
        f"{row.source}: " + ", ".join(f"{label} {row[n]}" for n, label in enumerate(labels.values(), 3) if row[n]) + "." for row in table.head(12).itertuples()
    )
    names = {row.source: (row.name, row.whose) for row in _named(rows).itertuples()}
    drawn = dict(list(labels.items())[:MOST_POINTS])
    heads = [fit(label, (WIDTH * DPI - LEFT) / len(drawn) - 10) for label in drawn.values()]
    lines = {source: fit(names[source][0], LEFT - 14) + fit(names[source][1], LEFT - 14) for source in shown}
    height = (sum(len(one) * LINE + 16 for one in lines.values()) + max(map(len, heads)) * LINE + 190) / DPI
    more = len(weight) - len(shown)
    draw = lambda figure, top: _draw_accounts(figure, top, cells, shown, lines, list(drawn), heads, more)  # noqa: E731
    return Picture(sentence, table, alt, draw, height)


def _number(number):
    return "none" if not number else "one" if number == 1 else str(number)


PERSPECTIVES = {
    "indian-state": "Indian state",
    "indian-society": "Indian",
    "pakistani-state": "Pakistani state",
    "pakistani-society": "Pakistani",
    "kashmiri": "Kashmiri",
    "third-party": "third party",
}


def _named(rows):
    """Each source once, with its short name and whose it is; two of one name are told apart by their day."""
    once = rows.drop_duplicates("source").copy()
    once["place"] = once.container_title.where(once.container_title != "", once.publisher).where(lambda place: place != "", once.title)
    once["name"] = [short_name(*parts) for parts in zip(once.author, once.place, once.issued)]
    twice = once.name.duplicated(keep=False)
    once.loc[twice, "name"] = [
        f"{name.rpartition(', ')[0]}, {in_words(issued)}" if issued else name for name, issued in zip(once.name[twice], once.issued[twice])
    ]
    once["whose"] = [f"{PERSPECTIVES[side]}, {vantage}".replace("leaked-cable", "leaked cable") for side, vantage in zip(once.perspective, once.vantage)]
    return once[["source", "name", "whose", "issued"]]


def _matrix(rows, labels):
    named = _named(rows).sort_values("issued")
    table = pd.DataFrame({"source": named.name, "whose": named.whose})
    for claim, label in labels.items():
        here = rows[rows.claim == claim].drop_duplicates("source").set_index("source")
        said = here.relation.map(lambda relation: VERDICTS[relation][0]) + here.value.map(lambda value: f": {value}" if value else "")
        table[label] = [said.get(source, "") for source in named.source]
    return table.reset_index(drop=True)


def _draw_accounts(figure, top, cells, shown, lines, claims, heads, more):
    axes, wide, high = page(figure)
    width = (wide - LEFT - 2) / len(claims)
    y = high * (1 - top) + max(map(len, heads)) * LINE + 4
    for n, head in enumerate(heads):
        axes.text(LEFT + (n + 0.5) * width, y - 6, "\n".join(head), size=SMALL, ha="center", va="bottom", linespacing=1.15)
    seen = {}
    for number, source in enumerate(shown):
        tall = len(lines[source]) * LINE + 16
        if number % 2 == 0:
            axes.add_patch(Rectangle((0, y), wide, tall, facecolor="#f4f4f4"))
        name, *rest = lines[source]
        axes.text(10, y + 8, "\n".join(lines[source]), size=SMALL, va="top", linespacing=1.18, color=INK)
        for n, claim in enumerate(claims):
            if (source, claim) in cells.index:
                word, colour, mark, fill = VERDICTS[cells.relation[source, claim]]
                axes.plot([LEFT + (n + 0.5) * width], [y + tall / 2], mark, color=colour, fillstyle=fill, markersize=19, markeredgewidth=4 if mark == "_" else 1.5)
                seen[word] = (colour, mark, fill)
        y += tall
    x = 24
    for word, (colour, mark, fill) in seen.items():
        axes.plot([x], [y + 26], mark, color=colour, fillstyle=fill, markersize=15, markeredgewidth=4 if mark == "_" else 1.5)
        text = axes.text(x + 16, y + 26, word, size=SMALL, va="center", color=colour, weight="bold")
        x = text.get_window_extent(figure.canvas.get_renderer()).x1 + 30
    axes.text(x - 12, y + 26, "empty: nothing seen", size=SMALL, va="center", color=PALE)
    if more:
        axes.text(10, y + 46, f"{more} more, named in the table", size=SMALL, va="top")


def claim_clock(question, evidence, labels):
    """What is claimed of a time, against when it was written: a bar at the time, a mark at the writing, a line between.

    `evidence` holds rows of `diplo_lib.witnesses` with the claim's `when`; `labels` gives each claim its short label. A row a
    source, at most ten; a source without a date of writing, or a claim without a time, is only in the table.

    >>> from diplo_lib import load, witnesses
    >>> rows = witnesses(load()).query("claim == 'lambah-rounds'").assign(when="2005/2007")
    >>> claim_clock("How many rounds?", rows, {"lambah-rounds": "Fifteen"}).table.columns.to_list()
    ['source', 'whose', 'written', 'of the time', 'on', 'says']
    """
    rows = evidence[evidence.claim.isin(labels) & (evidence.relation != "silent")]
    named = _named(rows).set_index("source")
    rows = rows.sort_values("issued", kind="stable")
    table = pd.DataFrame(
        {
            "source": named.name[rows.source].to_list(),
            "whose": named.whose[rows.source].to_list(),
            "written": [in_words(issued) if issued else "no date known" for issued in rows.issued],
            "of the time": [in_words(when) if when else "no time given" for when in rows.when],
            "on": rows.claim.map(labels).to_list(),
            "says": [VERDICTS[relation][0] for relation in rows.relation],
        }
    )
    dated = rows[(rows.issued != "") & (rows.when != "")].drop_duplicates("source")
    if dated.empty:
        sentence = f"{question} No dated source of this kind speaks on it in our record."
        return Picture(sentence, table, f"Empty time axis. {sentence}", lambda figure, top: None, 1.3)
    drawn = dated.assign(
        name=named.name[dated.source].to_list(),
        label=dated.claim.map(labels),
        written=pd.to_datetime([span(one).earliest for one in dated.issued]),
        begins=pd.to_datetime([span(one).earliest for one in dated.when]),
        ends=pd.to_datetime([span(one).latest for one in dated.when]),
    )
    drawn["ends"] = drawn.ends.fillna(drawn.begins)
    drawn["begins"] = drawn.begins.fillna(drawn.ends)
    late = int(((drawn.written - drawn.ends).dt.days > 365).sum())
    sentence = f"{question} {late} of {len(drawn)} accounts were written more than a year after the time that they tell of."
    alt = f"Time axis with a row for each account. {sentence} " + " ".join(f"{row.source}, written {row.written}, of {row[4]}." for row in table.head(12).itertuples())
    # one account of each claim first, then the others, so that no claim is left out for want of room
    shown = pd.concat([drawn.drop_duplicates("claim"), drawn[drawn.duplicated("claim")]]).head(MOST_ROWS).sort_values("written", kind="stable")
    more = len(drawn) - len(shown)
    return Picture(sentence, table, alt, lambda figure, top: _draw_clock(figure, top, shown, more), 2.1 + 0.62 * len(shown) + 0.3 * bool(more))


def _draw_clock(figure, top, rows, more):
    high = figure.get_figheight() * DPI
    axes = figure.add_axes((0.43, (62 + 34 * bool(more)) / high, 0.50, top - (62 + 34 * bool(more)) / high - 34 / high))
    begin, finish = rows[["begins", "written"]].min().min(), rows[["ends", "written"]].max().max()
    margin = max((finish - begin) * 0.05, pd.Timedelta(days=60))
    axes.set_xlim(begin - margin, finish + margin)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for n, row in enumerate(rows.itertuples()):
        word, colour, mark, fill = VERDICTS[row.relation]
        axes.plot([row.ends, row.written], [n, n], color="#bbbbbb", linewidth=2)
        axes.plot([row.begins, row.ends], [n, n], color=PALE, linewidth=9, solid_capstyle="butt")
        axes.plot([row.begins, row.ends], [n, n], "|", color=PALE, markersize=9, markeredgewidth=3)  # so that one day is seen too
        axes.plot([row.written], [n], mark, color=colour, fillstyle=fill, markersize=15)
        axes.annotate(f"{textwrap.shorten(row.name, 32, placeholder='…')}\n{row.label}", (0, n), (-12, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                      size=SMALL, ha="right", va="center", linespacing=1.1)  # fmt: skip
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish, 6))
    figure.text(0.415, top, "grey: the time told of", size=SMALL, color=PALE, ha="right", va="top")
    figure.text(0.43, top, "mark: when it was written", size=SMALL, va="top")
    if more:
        figure.text(0.02, 12 / high, f"{more} more, named in the table", size=SMALL)
