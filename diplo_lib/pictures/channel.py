"""Who spoke for whom on the back channel, when leaders met, and what fell in between."""

import textwrap

import pandas as pd
from matplotlib.dates import date2num

from ..dates import in_words
from .picture import DPI, INK, PALE, SMALL, TRACKS, WIDTH, Picture, breadth, many, title_room, track_name
from .timelines import year_ticks

ENVOYS = {"Indian": "#332288", "Pakistani": "#117733"}
SHOCKS = ("violence", "domestic")
MOST_SHOCKS = 8
LEFT, ROOM, ROW = 300, 660, 42  # pixels: the names, the axis of time, a lane
MEETING = 0.76  # of a lane: a row of meetings


def channel(envoys, events, period=None):
    """Envoys of both sides as bars over one axis of time, between them meetings of leaders, across them what shook the talks.

    `envoys` has the columns `person, side, when, start, end` of `diplo_lib.envoys`; `events` has `title, track, when, start, end`, and if
    wanted a short `label`: those of track violence and domestic are lines across, the others marks in the middle. A
    `period` of two years cuts what lies outside; a bar that goes on there ends in an arrow. Each time that a source
    gives is a bar of its own: what lies between two is not known. Raises ValueError for no envoy.

    >>> from diplo_lib import envoys, load
    >>> channel(envoys(load()), load().events.head(0)).table.columns.to_list()
    ['who or what', 'side or track', 'when']
    """
    if envoys.empty:
        raise ValueError("there is no envoy to show; the filter before it leaves none")
    ends = [*envoys.start, *envoys.end, *events.start, *events.end]
    first, last = period or (min(ends).year, max(ends).year)
    begin, finish = pd.Timestamp(f"{first}-01-01"), pd.Timestamp(f"{last}-12-31")
    within = lambda rows: rows[(rows.start <= finish) & (rows.end >= begin)]  # noqa: E731
    events = within(events).sort_values("start", kind="stable")
    # all times of who is there at all, so that an arrow tells what lies outside
    envoys = envoys[envoys.person.isin(within(envoys).person)].sort_values("start", kind="stable")
    if envoys.empty:
        raise ValueError(f"there is no envoy between {first} and {last}")
    sides = {side: envoys[envoys.side == side] for side in ENVOYS}
    shocks, meetings = events[events.track.isin(SHOCKS)], events[~events.track.isin(SHOCKS)]
    counts = [many(rows.person.nunique(), f"{side} envoy") for side, rows in sides.items()]
    fell = f"; {many(len(shocks), 'shock')} fell in this time" if len(shocks) else ""
    sentence = f"Who spoke for whom, {first} to {last}? {counts[0][0].upper()}{counts[0][1:]} and {counts[1]}{fell}."
    table = pd.DataFrame(
        [(person, side, ", ".join(in_words(when) for when in times.unique())) for side, rows in sides.items() for person, times in rows.groupby("person", sort=False).when]
        + [(row.title, track_name(row.track), in_words(row.when)) for row in events.itertuples()],
        columns=["who or what", "side or track", "when"],
    )
    alt = f"Bars of envoys over time. {sentence} " + " ".join(f"{row[1]}, {row[3]}." for row in table.itertuples())
    rows = _spread(meetings, begin, (finish - begin) / ROOM)
    lanes = sum(side.person.nunique() + 1.2 for side in sides.values()) + MEETING * (max(rows, default=-1) + 1)
    below = 62 + 36 * min(len(shocks), MOST_SHOCKS) + 30 * (len(shocks) > MOST_SHOCKS)
    height = title_room(sentence) + 18 + lanes * ROW + below
    return Picture(sentence, table, alt, lambda figure, top: _draw_channel(figure, top, sides, shocks, meetings.assign(row=rows), (begin, finish), lanes, below), height / DPI)


def _label(meeting):
    return getattr(meeting, "label", meeting.title)


def _spread(meetings, begin, pixel):
    """A row for each meeting, so that its label ends before the next mark of its row: the first row that has room."""
    ends, rows = [], []
    for meeting in meetings.itertuples():
        place = (meeting.start - begin) / pixel
        row = next((n for n, end in enumerate(ends) if end < place - 16), len(ends))
        ends[row : row + 1] = [place + 16 + breadth(_label(meeting))]
        rows.append(row)
    return rows


def _draw_channel(figure, top, sides, shocks, meetings, period, lanes, below):
    high = figure.get_figheight() * DPI
    tall = top * high - below
    axes = figure.add_axes((LEFT / WIDTH / DPI, below / high, ROOM / WIDTH / DPI, tall / high))
    begin, finish = period
    axes.set_xlim(begin, finish)
    axes.set_ylim(lanes, 0)
    beside = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "size": SMALL, "ha": "right", "va": "center"}
    y = 0.5
    for side, rows in sides.items():
        axes.annotate(f"{side} envoys", (0, y), (-10, 0), color=ENVOYS[side], weight="bold", **beside)
        for person, times in rows.groupby("person", sort=False):
            y += 1
            axes.annotate(person, (0, y), (-10, 0), color=INK, **beside)
            _draw_envoy(axes, y, times, period, ENVOYS[side])
        y += 1.2
        if side == "Indian" and len(meetings):
            axes.annotate("leaders meet", (0, y), (-10, 0), color=PALE, **beside)
            for meeting in meetings.itertuples():
                _draw_meeting(axes, y + MEETING * meeting.row, meeting, period)
            y += MEETING * (meetings.row.max() + 1)
    for n, shock in enumerate(shocks.head(MOST_SHOCKS).itertuples()):
        _draw_shock(axes, shock, (56 + 36 * n) / tall, (shock.start - begin) / (finish - begin))
    if len(shocks) > MOST_SHOCKS:
        figure.text(0.02, 12 / high, f"{len(shocks) - MOST_SHOCKS} more, named in the table", size=SMALL)
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish, 7))


def _draw_envoy(axes, y, times, period, colour):
    begin, finish = period
    for row in times.itertuples():
        start, end = max(row.start, begin), min(row.end, finish)
        if start > end:
            continue
        axes.plot([start, end], [y, y], color=colour, linewidth=18, solid_capstyle="butt")
        axes.plot([start], [y], "|", color=colour, markersize=18, markeredgewidth=4)  # so that one day is seen too
    for mark, edge, beyond in (("<", begin, times.start.min() < begin), (">", finish, times.end.max() > finish)):
        if beyond:
            axes.plot([edge], [y], mark, color=colour, markersize=17, clip_on=False)


def _draw_meeting(axes, y, meeting, period):
    colour, mark = TRACKS[meeting.track]
    left = (period[1] - meeting.start) / (period[1] - period[0]) * ROOM < 20 + breadth(_label(meeting))
    axes.plot([meeting.start], [y], mark, color=colour, markersize=12)
    axes.annotate(_label(meeting), (meeting.start, y), (-10 if left else 10, 0), textcoords="offset points", size=SMALL,
                  ha="right" if left else "left", va="center", bbox={"facecolor": "white", "linewidth": 0, "pad": 1})  # fmt: skip


def _draw_shock(axes, shock, depth, share):
    """A line across all lanes and down to its label below the axis, on the side that has room."""
    colour, _ = TRACKS[shock.track]
    place = axes.get_xaxis_transform()
    axes.plot([shock.start, shock.start], [-depth, 1], color=colour, linewidth=2, linestyle="--", transform=place, clip_on=False, zorder=0)
    side = -8 if share > 0.35 else 8
    axes.annotate(textwrap.shorten(shock.title, 58, placeholder="…"), (date2num(shock.start), -depth), (side, 0), xycoords=place, textcoords="offset points", size=SMALL,
                  ha="right" if side < 0 else "left", va="center", color=INK, bbox={"facecolor": "white", "linewidth": 0, "pad": 1})  # fmt: skip
