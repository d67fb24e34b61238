"""Events on one axis of time."""

import math
import textwrap

import pandas as pd
from matplotlib.dates import MonthLocator, YearLocator, date2num

from ..dates import in_words
from .picture import DPI, INK, LETTER, MOST_LABELS, PALE, SMALL, TRACKS, WIDTH, Picture, track_name


def timeline(events):
    """Events on one time axis, a line each, labelled where they stand, with a mark for their track.

    `events` has the columns `title, track, when, start, end` of `archive.events`. About twelve are labelled; the others
    are marked on the last line, and all stand in the table. Raises ValueError for no events.

    >>> from diplo_lib import load
    >>> timeline(load().events.query("id == 'kathmandu-2004'")).table.when.item()
    '11 to 14 December 2004'
    """
    if events.empty:
        raise ValueError("there is no event to show; the filter before it leaves none")
    rows = events.sort_values(["start", "end"], na_position="first").reset_index(drop=True)
    counts = rows.track.value_counts()
    kinds = [f"{counts[track]} {track_name(track)}" for track in TRACKS if track in counts]
    many = f"{kinds[0]} events" if len(kinds) == 1 else f"{len(rows)} events ({', '.join(kinds)})"
    first, last = rows.iloc[0], rows.iloc[-1]
    if len(rows) == 1:
        sentence = f"{first.title}, {in_words(first.when)}."
    else:
        sentence = (
            f"{many}, from “{first.title}” ({in_words(first.when)}) "
            f"to “{last.title}” ({in_words(last.when)})."
        )
    table = pd.DataFrame({"when": rows.when.map(in_words), "event": rows.title, "track": rows.track.map(track_name)})
    alt = f"Timeline. {sentence} In order: " + "; ".join(rows.title.head(MOST_LABELS)) + "."
    shown = min(len(rows), MOST_LABELS)
    return Picture(sentence, table, alt, lambda figure, top: _draw_timeline(figure, top, rows), 1.9 + 0.56 * (shown + 1))


def _draw_timeline(figure, top, rows):
    bottom = 70 / (figure.get_figheight() * DPI)
    axes = figure.add_axes((0.03, bottom, 0.94, top - bottom))
    labelled = rows.head(MOST_LABELS)
    starts, ends = rows.start.fillna(rows.end), rows.end.fillna(rows.start)
    begin, finish = starts.min(), ends.max()
    margin = max((finish - begin) * 0.06, pd.Timedelta(days=40))
    axes.set_xlim(begin - margin, finish + margin)
    whole = finish - begin + 2 * margin
    axes.set_ylim(len(labelled) + (0.6 if len(rows) > MOST_LABELS else -0.3), -0.7)
    for n, row in labelled.iterrows():
        colour, mark = TRACKS[row.track]
        axes.hlines(n, begin - margin, finish + margin, color="#eeeeee", linewidth=1, zorder=0)
        axes.plot([starts[n], ends[n]], [n, n], color=colour, linewidth=6, solid_capstyle="butt", alpha=0.5)
        axes.plot([starts[n]], [n], mark, color=colour, markersize=11)
        # on the side with more room, and on two lines where one is too long for it
        before, after = starts[n] - begin + margin, finish + margin - ends[n]
        on_left = before > after
        point = starts[n] if on_left else ends[n]
        track = track_name(row.track).replace(" ", "\N{NO-BREAK SPACE}")
        label = textwrap.fill(f"{row.title}, {track}", int((max(before, after) / whole * 0.94 * WIDTH * DPI - 20) / LETTER))
        axes.annotate(label, (point, n), (-14 if on_left else 14, 0), textcoords="offset points", size=SMALL,
                      ha="right" if on_left else "left", va="center", backgroundcolor="white")  # fmt: skip
    more = rows.iloc[MOST_LABELS:]
    if len(more):
        axes.annotate(f"{len(more)} more, named in the table", (begin, len(labelled)), size=SMALL, va="center")
    for n, row in more.iterrows():
        colour, mark = TRACKS[row.track]
        axes.plot([starts[n]], [len(labelled)], mark, color=colour, markersize=8)
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish))


def year_ticks(begin, finish, most=8):
    """Where the axis of time has its ticks: about so many at most."""
    years = (finish - begin).days / 365
    if years < 2:
        return MonthLocator(interval=math.ceil((years * 12 + 4) / (most / 2)))
    return YearLocator(max(1, math.ceil(years / most)))


def channel(envoys, events):
    """Envoys of both sides as bars over one axis of time, between them meetings of leaders, across them what shook the talks.

    `envoys` has the columns `person, side, start, end` of `diplo_lib.envoys`; `events` has `title, track, when, start, end`: those of
    track violence and domestic are drawn as lines across, the others as marks in the middle. Raises ValueError for no envoy.

    >>> from diplo_lib import envoys, load
    >>> channel(envoys(load()), load().events.head(0)).table.columns.to_list()
    ['who or what', 'side or track', 'from', 'to']
    """
    if envoys.empty:
        raise ValueError("there is no envoy to show; the filter before it leaves none")
    # one lane for each person, however many roles
    spans = envoys.groupby(["side", "person"], as_index=False).agg(start=("start", "min"), end=("end", "max"))
    sides = {side: spans[spans.side == side].sort_values("start", kind="stable") for side in ("Indian", "Pakistani")}
    shocks = events[events.track.isin(["violence", "domestic"])].sort_values("start")
    others = events[~events.track.isin(["violence", "domestic"])].sort_values("start")
    counts = {side: rows.person.nunique() for side, rows in sides.items()}
    first = _people(counts["Indian"], "Indian")
    sentence = f"Who spoke for whom? {first[0].upper()}{first[1:]} and {_people(counts['Pakistani'], 'Pakistani')}"
    sentence += f"; {len(shocks)} {'shock' if len(shocks) == 1 else 'shocks'} fell in this time." if len(shocks) else "."
    table = pd.DataFrame(
        [(row.person, row.side, f"{row.start:%B %Y}", f"{row.end:%B %Y}") for rows in sides.values() for row in rows.itertuples()]
        + [(row.title, track_name(row.track), in_words(row.when), "") for row in events.sort_values("start").itertuples()],
        columns=["who or what", "side or track", "from", "to"],
    )
    alt = f"Bars of envoys over time. {sentence} " + " ".join(f"{row[1]}, {row[3]} to {row[4]}." for row in table[table.to != ""].itertuples())
    lanes = sum(len(rows) for rows in sides.values())
    return Picture(sentence, table, alt, lambda figure, top: _draw_channel(figure, top, sides, shocks, others), 2.2 + 0.5 * (lanes + 3.5) + 0.42 * min(len(shocks), 8))


def _people(number, side):
    return f"one {side} envoy" if number == 1 else f"{number or 'no'} {side} envoys"


ENVOYS = {"Indian": "#332288", "Pakistani": "#117733"}


def _draw_channel(figure, top, sides, shocks, others):
    high = figure.get_figheight() * DPI
    below = 60 + 42 * min(len(shocks), 8)
    axes = figure.add_axes((0.34, below / high, 0.62, top - below / high - 8 / high))
    rows = pd.concat(sides.values())
    begin = min([rows.start.min(), *others.start[:1], *shocks.start[:1]])
    finish = max([rows.end.max(), *others.end[-1:], *shocks.end[-1:]])
    axes.set_xlim(begin - (finish - begin) * 0.03, finish + (finish - begin) * 0.03)
    lanes = sum(len(one) for one in sides.values())
    axes.set_ylim(lanes + 3, -0.7)
    y = 0
    left = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "size": SMALL, "ha": "right", "va": "center"}
    for side, people in sides.items():
        axes.annotate(f"{side} envoys", (0, y), (-10, 0), color=ENVOYS[side], weight="bold", **left)
        for row in people.itertuples():
            y += 1
            axes.plot([row.start, row.end], [y, y], color=ENVOYS[side], linewidth=18, solid_capstyle="butt")
            axes.plot([row.start], [y], "|", color=ENVOYS[side], markersize=18, markeredgewidth=4)  # so that one day is seen too
            axes.annotate(row.person, (0, y), (-10, 0), color=INK, **left)
        y += 1.2
        if side == "Indian":
            for row in others.itertuples():
                colour, mark = TRACKS[row.track]
                axes.plot([row.start + (row.end - row.start) / 2], [y], mark, color=colour, markersize=13)
            axes.annotate("leaders meet" if len(others) else "", (0, y), (-10, 0), color=PALE, **left)
            y += 1.2
    for n, row in enumerate(shocks.head(8).itertuples()):
        colour, mark = TRACKS[row.track]
        axes.axvline(row.start, color=colour, linewidth=2, linestyle="--", zorder=0)
        place = axes.get_xaxis_transform()
        depth = -(54 + 42 * n) / ((top - below / high - 8 / high) * high)
        axes.plot([row.start, row.start], [0, depth], color=colour, linewidth=1.5, linestyle="--", transform=place, clip_on=False)
        share = (row.start - begin) / (finish - begin)
        label = textwrap.shorten(row.title, 58, placeholder="…")
        axes.annotate(label, (date2num(row.start), depth), (-8 if share > 0.35 else 8, -2), xycoords=place, textcoords="offset points", size=SMALL, ha="right" if share > 0.35 else "left", va="center", color=INK, backgroundcolor="white")
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish))
