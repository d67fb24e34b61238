"""Events on one axis of time."""

import math
import textwrap

import pandas as pd
from matplotlib.dates import MonthLocator, YearLocator

from ..dates import in_words
from .picture import DPI, LETTER, MOST_LABELS, SMALL, TRACKS, WIDTH, Picture, track_name


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
