"""Accounts of one thing side by side: who agrees, who differs, who is silent, and when each was written."""

import re
import textwrap

import pandas as pd
from matplotlib.patches import Rectangle

from ..dates import in_words, span
from .picture import DPI, INK, LINE, PALE, SMALL, WIDTH, Picture, breadth, fit, key, many, page, title_room
from .timelines import year_ticks

MOST_ACCOUNTS, MOST_POINTS = 8, 6
MOST_ROWS = 10
LEFT = 240  # pixels for the names of the sources
# words, colour, mark, fill: the mark and the word carry the meaning without the colour
VERDICTS = {
    "asserts": ("agrees", "#117733", "o", "full"),
    "confirms": ("agrees", "#117733", "o", "full"),
    "both": ("tells both sides", "#332288", "D", "full"),
    "qualifies": ("agrees in part", "#117733", "o", "left"),
    "disputes": ("differs", "#882255", "X", "full"),
    "corrects": ("differs", "#882255", "X", "full"),
    "silent": ("is silent", "#737373", "_", "full"),
}
DIFFERS = ["disputes", "corrects", "both"]


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
    name = re.sub(r"\W+…$", "…", textwrap.shorten(name, 24 if year else 30, placeholder="…"))
    return f"{name}, {year[0]}" if year else name


def accounts(question, evidence, labels, first=()):
    """Sources against the claims at issue: agrees, agrees in part, differs, is silent; empty where nothing of it was seen.

    `evidence` holds rows of `diplo_lib.witnesses`; `labels` gives each claim at issue its short label, in the order of the
    columns. A short figure that a source gives stands beside its mark. Eight sources are drawn, those named in `first`, then one
    for each point, then those that differ and that speak on most, and the first six points; all stand in the table.

    >>> from diplo_lib import load, witnesses
    >>> rows = witnesses(load()).query("claim == 'lambah-rounds'")
    >>> accounts("How many rounds?", rows, {"lambah-rounds": "Fifteen rounds"}).table.columns.to_list()
    ['source', 'whose', 'Fifteen rounds']
    """
    cells = _cells(evidence[evidence.claim.isin(labels)])
    table = _matrix(cells, labels)
    if cells.empty:
        sentence = f"{question} No source of this kind speaks on it in our record."
        return Picture(sentence, table, f"Empty matrix. {sentence}", lambda figure, top: None, 1.3)
    sentence = f"{question} {_split(cells, labels)}"
    alt = f"Matrix of sources and points at issue. {sentence} " + " ".join(
        f"{row.source}: " + ", ".join(f"{label} {row[n]}" for n, label in enumerate(labels.values(), 3) if row[n]) + "." for row in table.head(12).itertuples()
    )
    drawn = dict(list(labels.items())[:MOST_POINTS])
    shown = cells[cells.claim.isin(drawn)]
    shown = shown[shown.source.isin(_chosen(shown, first))]
    heads = [fit(label, (WIDTH * DPI - LEFT) / len(drawn) - 24) for label in drawn.values()]
    names = {row.source: fit(row.name, LEFT - 14) + fit(row.whose, LEFT - 14) for row in _named(cells).itertuples()}
    rows = [(names[source], one.set_index("claim")) for source, one in shown.groupby("source", sort=False)]
    more = [many(cells.source.nunique() - len(rows), "more source"), many(len(labels) - len(drawn), "more point")]
    more = " and ".join(one for one in more if not one.startswith("no "))
    height = (sum(len(name) * LINE + 16 for name, _ in rows) + max(map(len, heads)) * LINE + title_room(sentence) + 60 + 30 * bool(more)) / DPI
    return Picture(sentence, table, alt, lambda figure, top: _draw_accounts(figure, top, rows, list(drawn), heads, more), height)


def _cells(rows):
    """One row for each source and claim, in the order of writing; a source that prints both sides of it does `both`."""
    rows = rows.sort_values("issued", key=lambda issued: issued.where(issued != "", "no date: last"), kind="stable")
    relations = rows.groupby(["source", "claim"]).relation.agg(set)
    split = {pair for pair, here in relations.items() if here & {"asserts", "confirms"} and here & {"disputes", "corrects"}}
    relation = ["both" if (source, claim) in split else relation for source, claim, relation in zip(rows.source, rows.claim, rows.relation)]
    return rows.assign(relation=relation).drop_duplicates(["source", "claim"])


def _split(cells, labels):
    number, points = cells.source.nunique(), cells.claim.nunique()
    apart = cells[cells.relation.isin(DIFFERS)].claim.nunique()
    who = "One account" if number == 1 else f"{number} accounts"
    if apart:
        return f"{who}: somebody differs on {'one' if apart == 1 else apart} of the {many(len(labels), 'point')}."
    # rival points can contradict each other, even if none is disputed by name
    who = "One account, of" if number == 1 else f"{who} of"
    return f"{who} {many(points, 'point')}" + ("." if number == 1 else "; nobody speaks outright against another.")


def _chosen(cells, first):
    """The sources to draw: those asked for, one for each point, who differs, then who speaks on most, the earlier first."""
    often = cells.source.map(cells.source.value_counts()).sort_values(ascending=False, kind="stable").index
    asked, apart = cells[cells.source.isin(first)], cells[cells.relation.isin(DIFFERS)]
    ranked = pd.concat([asked, cells.loc[often].drop_duplicates("claim"), apart, cells.loc[often]])
    return ranked.source.drop_duplicates().head(MOST_ACCOUNTS)


PERSPECTIVES = {
    "indian-state": "Indian state",
    "indian-society": "Indian",
    "pakistani-state": "Pakistani state",
    "pakistani-society": "Pakistani",
    "kashmiri": "Kashmiri",
    "third-party": "third party",
}


def _named(rows):
    """Each source once, with its short name and whose it is; two of one name are told apart by their day, else by a number."""
    once = rows.drop_duplicates("source").copy()
    once["place"] = once.container_title.where(once.container_title != "", once.publisher).where(lambda place: place != "", once.title)
    once["name"] = [short_name(*parts) for parts in zip(once.author, once.place, once.issued)]
    twice = once.name.duplicated(keep=False)
    once.loc[twice, "name"] = [
        f"{name.rpartition(', ')[0]}, {in_words(issued)}" if issued else name for name, issued in zip(once.name[twice], once.issued[twice])
    ]
    twice, number = once.name.duplicated(keep=False), once.groupby("name").cumcount() + 1
    once["name"] = [f"{name} ({n})" if again else name for name, again, n in zip(once.name, twice, number)]
    once["whose"] = [f"{PERSPECTIVES[side]}, {vantage}".replace("leaked-cable", "leaked cable") for side, vantage in zip(once.perspective, once.vantage)]
    return once[["source", "name", "whose", "issued"]]


def _matrix(cells, labels):
    named = _named(cells)
    table = pd.DataFrame({"source": named.name, "whose": named.whose})
    for claim, label in labels.items():
        here = cells[cells.claim == claim].set_index("source")
        said = here.relation.map(lambda relation: VERDICTS[relation][0]) + here.value.map(lambda value: f": {value}" if value else "")
        table[label] = [said.get(source, "") for source in named.source]
    return table.reset_index(drop=True)


def _draw_accounts(figure, top, rows, claims, heads, more):
    axes, wide, high = page(figure)
    width = (wide - LEFT) / len(claims)
    y = high * (1 - top) + max(map(len, heads)) * LINE + 4
    values = {claim: [_short(one.value.get(claim, ""), width) for _, one in rows] for claim in claims}
    places = {}
    for n, (claim, head) in enumerate(zip(claims, heads)):
        axes.text(LEFT + (n + 0.5) * width, y - 6, "\n".join(head), size=SMALL, ha="center", va="bottom", linespacing=1.15)
        # marks of one column stand under each other, with their figures in the middle of it
        longest = max(map(breadth, values[claim]))
        places[claim] = LEFT + (n + 0.5) * width - (longest / 2 + 6 if longest else 0)
    verdicts = {}
    for number, (name, one) in enumerate(rows):
        tall = len(name) * LINE + 16
        if number % 2 == 0:
            axes.add_patch(Rectangle((0, y), wide, tall, facecolor="#f4f4f4"))
        axes.text(10, y + 8, "\n".join(name), size=SMALL, va="top", linespacing=1.18, color=INK)
        for claim in one.index:
            word, colour, mark, fill = verdict = VERDICTS[one.relation[claim]]
            axes.plot([places[claim]], [y + tall / 2], mark, color=colour, fillstyle=fill, markerfacecoloralt="white", markersize=15 if mark == "D" else 19, markeredgewidth=4 if mark == "_" else 1.5)
            axes.text(places[claim] + 20, y + tall / 2, values[claim][number], size=SMALL, va="center")
            verdicts[word] = verdict
        y += tall
    end = key(axes, y + 28, [verdict for verdict in dict.fromkeys(VERDICTS.values()) if verdict[0] in verdicts])
    axes.text(end, y + 28, "empty: nothing seen", size=SMALL, va="center", color=PALE)
    if more:
        axes.text(10, y + 50, f"{more}, in the table", size=SMALL, va="top")


def _short(value, width):
    """A source's own figure, where it is short enough to stand beside its mark."""
    value = value.split(" (")[0]
    return value if breadth(value) < width - 56 else ""


def claim_clock(question, evidence, labels, order="written"):
    """What is claimed of a time, against when it was written: a bar at the time, a mark at the writing, a line between.

    `evidence` holds rows of `diplo_lib.witnesses` with the claim's `when`; `labels` gives each claim its short label; `order` is
    "written" or "told", by the time of writing or the time told of. A row a source, at most ten, with what it says itself
    rather than what it disputes; a source without a date of writing, or a claim without a time, is only in the table.

    >>> from diplo_lib import load, witnesses
    >>> rows = witnesses(load()).query("claim == 'lambah-rounds'").assign(when="2005/2007")
    >>> claim_clock("How many rounds?", rows, {"lambah-rounds": "Fifteen"}).table.columns.to_list()
    ['source', 'whose', 'written', 'of the time', 'on', 'says']
    """
    cells = _cells(evidence[evidence.claim.isin(labels) & (evidence.relation != "silent")])
    named = _named(cells).set_index("source")
    by = {"written": ["written", "begins", "ends"], "told": ["begins", "ends", "written"]}[order]
    cells = _timed(cells).sort_values(by, kind="stable")
    table = pd.DataFrame(
        {
            "source": named.name[cells.source].to_list(),
            "whose": named.whose[cells.source].to_list(),
            "written": [in_words(issued) if issued else "no date known" for issued in cells.issued],
            "of the time": [in_words(when) if when else "no time given" for when in cells.when],
            "on": cells.claim.map(labels).to_list(),
            "says": [VERDICTS[relation][0] for relation in cells.relation],
        }
    )
    rank = cells.relation.map({relation: n for n, relation in enumerate(VERDICTS)})
    firm = cells.assign(rank=rank).dropna(subset=["written", "begins"]).sort_values("rank", kind="stable").drop_duplicates("source")
    if firm.empty:
        sentence = f"{question} No dated source of this kind speaks on it in our record."
        return Picture(sentence, table, f"Empty time axis. {sentence}", lambda figure, top: None, 1.3)
    late = int(((firm.written - firm.ends).dt.days > 365).sum())
    number = f"{late or 'None'} of {len(firm)} accounts {'was' if late < 2 else 'were'}" if len(firm) > 1 else f"The one account was{'' if late else ' not'}"
    sentence = f"{question} {number} written more than a year after the time that {'it tells' if 1 in (late, len(firm)) else 'they tell'} of."
    alt = f"Time axis with a row for each account. {sentence} " + " ".join(f"{row.source}, written {row.written}, of {row[4]}." for row in table.head(12).itertuples())
    # one account of each claim first, then the others, so that no claim is left out for want of room
    firm = firm.sort_values(by, kind="stable").assign(name=lambda rows: named.name[rows.source].to_list(), label=lambda rows: rows.claim.map(labels))
    shown = pd.concat([firm.drop_duplicates("claim"), firm[firm.duplicated("claim")]]).head(MOST_ROWS).sort_values(by, kind="stable")
    more = cells.source.nunique() - len(shown)
    return Picture(sentence, table, alt, lambda figure, top: _draw_clock(figure, top, shown, more), (title_room(sentence) + 148 + 58 * len(shown) + 30 * bool(more)) / DPI)


def _timed(cells):
    """Cells with the earliest day of writing, and the first and last day of the time told of."""
    told = [span(when) if when else None for when in cells.when]
    return cells.assign(
        written=pd.to_datetime([span(issued).earliest if issued else None for issued in cells.issued]),
        begins=pd.to_datetime([one and (one.earliest or one.latest) for one in told]),
        ends=pd.to_datetime([one and (one.latest or one.earliest) for one in told]),
    )


def _draw_clock(figure, top, rows, more):
    wide, high = WIDTH * DPI, figure.get_figheight() * DPI
    below = 110 + 30 * bool(more)
    left = 0.42
    axes = figure.add_axes((left, below / high, 0.94 - left, top - below / high - 34 / high))
    begin, finish = rows[["begins", "written"]].min().min(), rows[["ends", "written"]].max().max()
    margin = max((finish - begin) * 0.05, pd.Timedelta(days=60))
    axes.set_xlim(begin - margin, finish + margin)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    for n, row in enumerate(rows.itertuples()):
        _, colour, mark, fill = VERDICTS[row.relation]
        axes.plot([row.ends, row.written], [n, n], color="#bbbbbb", linewidth=2)
        axes.plot([row.begins, row.ends], [n, n], color="#aaaaaa", linewidth=13, solid_capstyle="butt")
        axes.plot([row.begins, row.ends], [n, n], "|", color="#aaaaaa", markersize=13, markeredgewidth=3)  # so that one day is seen too
        axes.plot([row.written], [n], mark, color=colour, fillstyle=fill, markerfacecoloralt="white", markersize=12 if mark == "D" else 15)
        axes.annotate(f"{_trimmed(row.name, left * wide - 30)}\n{row.label}", (0, n), (-12, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
                      size=SMALL, ha="right", va="center", linespacing=1.1)  # fmt: skip
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish, 5 if (finish - begin).days > 730 else 10))
    figure.text(left, top, "grey bar: the time told of; mark: when written", size=SMALL, color=PALE, va="top")
    foot = figure.add_axes((0, 0, 1, below / high))
    foot.set_xlim(0, wide)
    foot.set_ylim(below, 0)
    foot.axis("off")
    key(foot, 74, [verdict for verdict in dict.fromkeys(VERDICTS.values()) if verdict[0] in {VERDICTS[relation][0] for relation in rows.relation}])
    if more:
        foot.text(10, 94, f"{many(more, 'more source')}, in the table", size=SMALL, va="top")


def _trimmed(name, room):
    """A source's name in so many pixels: its date stays whole."""
    who, comma, date = name.rpartition(", ")
    while who and breadth(name) > room:
        who = who[:-1]
        name = f"{who.rstrip(' ,…')}…{comma}{date}"
    return name
