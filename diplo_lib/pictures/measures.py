"""What became of confidence-building measures: swim lanes, and the strip of crossings."""

import textwrap

import pandas as pd

from .picture import DPI, INK, PALE, SMALL, Picture, page
from .timelines import year_ticks

RUNNING = ("begun", "resumed", "restricted")
# how the time from one dated state to the next is drawn: colour, line, width; what runs is thick
STATES = {
    "proposed": ("#737373", ":", 2.5),
    "agreed": ("#737373", "-", 2.5),
    "begun": ("#117733", "-", 13),
    "resumed": ("#117733", "-", 13),
    "restricted": ("#44aa99", "-", 7),
    "suspended": ("#882255", "--", 2.5),
    "ended": ("#882255", ":", 2.5),
}


def fate(histories, day="2010-12-31"):
    """Measures as swim lanes from the first proposal to the last state that a source dates, with a line at a day.

    `histories` has the columns `measure, title, state, when, start, source` of `diplo_lib.histories`. After its last dated state a
    lane is only a thin line: what came then is not known. Raises ValueError for no measure.

    >>> from diplo_lib import histories, load
    >>> fate(histories(load()).query("measure == 'cross-loc-trade'")).table.columns.to_list()
    ['measure', 'state at 2010-12-31', 'last state known', 'since']
    """
    if histories.empty:
        raise ValueError("there is no measure to show; the filter before it leaves none")
    rows = histories.sort_values("start", kind="stable")
    last = rows.drop_duplicates("measure", keep="last").set_index("measure")
    then = rows[rows.start <= pd.Timestamp(day)].drop_duplicates("measure", keep="last").set_index("measure").state
    order = rows.drop_duplicates("measure").measure
    table = pd.DataFrame(
        {
            "measure": last.title[order].to_list(),
            f"state at {day}": [then.get(one, "not yet proposed") for one in order],
            "last state known": last.state[order].to_list(),
            "since": last.start[order].dt.year.astype(str).to_list(),
        }
    )
    ran, runs = int(then.isin(RUNNING).sum()), int(last.state.isin(RUNNING).sum())
    asked = "Did this measure run?" if len(order) == 1 else f"How many of these {len(order)} measures ran?"
    sentence = f"{asked} At the end of {day[:4]}: {ran or 'none'}. By the last word that we have of each: {runs or 'none'}."
    alt = f"Swim lanes from proposal to the last known state. {sentence} " + " ".join(f"{row[1]}: {row[3]} {row[4]}." for row in table.itertuples())
    lanes = [(last.title[one], rows[rows.measure == one]) for one in order]
    height = 2.1 + sum(0.27 * len(_name(title)) + 0.22 for title, _ in lanes)
    return Picture(sentence, table, alt, lambda figure, top: _draw_fate(figure, top, lanes, day), height)


def _name(title):
    return textwrap.wrap(title, 26)


def _draw_fate(figure, top, lanes, day):
    high = figure.get_figheight() * DPI
    bottom = 76 / high
    axes = figure.add_axes((0.36, bottom, 0.41, top - bottom - 30 / high))
    begin = min(rows.start.min() for _, rows in lanes)
    finish = max(max(rows.start.max() for _, rows in lanes), pd.Timestamp(day)) + pd.Timedelta(days=200)
    margin = (finish - begin) * 0.03
    axes.set_xlim(begin - margin, finish + margin)
    tall = [0.27 * len(_name(title)) + 0.22 for title, _ in lanes]
    axes.set_ylim(sum(tall), 0)
    axes.axvline(pd.Timestamp(day), color=INK, linewidth=1.5, zorder=0)
    axes.annotate(f"end of {day[:4]}", (pd.Timestamp(day), 0), (0, 6), textcoords="offset points", size=SMALL, ha="center")
    y = 0
    for (title, rows), height in zip(lanes, tall):
        middle = y + height / 2
        axes.annotate("\n".join(_name(title)), (0, middle), (-10, 0), xycoords=("axes fraction", "data"), textcoords="offset points", size=SMALL, ha="right", va="center", linespacing=1.1)
        starts = rows.start.to_list()
        for state, start, end in zip(rows.state, starts, [*starts[1:], None]):
            colour, style, width = STATES[state]
            if end is None:  # the last dated state: a stub for what is known, then a thin line for what is not
                axes.plot([start, min(start + (finish - begin) * 0.03, finish)], [middle, middle], color=colour, linestyle="-", linewidth=width, solid_capstyle="butt")
                axes.plot([start, finish], [middle, middle], color="#cccccc", linewidth=1, zorder=0)
            else:
                axes.plot([start, end], [middle, middle], color=colour, linestyle=style, linewidth=width, solid_capstyle="butt")
            if state in ("suspended", "ended"):
                axes.plot([start], [middle], "X", color=colour, markersize=11)
        state, year = rows.state.iloc[-1], rows.start.iloc[-1].year
        axes.annotate(f"{state} {year}", (1, middle), (8, 0), xycoords=("axes fraction", "data"), textcoords="offset points", size=SMALL, va="center", color=STATES[state][0], weight="bold")
        y += height
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish, 5))
    figure.text(0.02, 14 / high, "thick: runs   thinner: restricted   thin grey: proposed or agreed   X: stopped", size=SMALL, color=INK)


def crossings(strip, service="", year=0):
    """The crossings of the Line of Control from north to south, with what went over each and when: a strip, no map.

    `strip` has the columns `crossing, india_side, pakistan_side, lat, service, began, stopped, start, end` of `diplo_lib.strip`; a
    `service` alone is shown if one is given, and what ran at the end of a `year` is bold, what did not is pale. Raises ValueError for none.

    >>> from diplo_lib import load, strip
    >>> crossings(strip(load())).table.columns.to_list()
    ['Pakistan-administered side', 'Indian-administered side', 'what', 'began', 'stopped']
    """
    rows = strip[strip.service == service] if service else strip
    if rows.empty:
        raise ValueError("there is no crossing to show; the filter before it leaves none")
    rows = rows.sort_values(["lat", "start"], ascending=[False, True], kind="stable")
    table = rows.rename(columns={"pakistan_side": "Pakistan-administered side", "india_side": "Indian-administered side", "service": "what"})
    table = table[["Pakistan-administered side", "Indian-administered side", "what", "began", "stopped"]].reset_index(drop=True)
    day = pd.Timestamp(f"{year or 2026}-12-31")
    # without a known end nobody can say whether it still ran
    state = pd.Series("stopped", index=rows.index)
    state[rows.start > day] = "not begun"
    state[(rows.start <= day) & (rows.end > day)] = "runs"
    state[(rows.start <= day) & rows.end.isna()] = "unknown"
    places = state.groupby(rows.crossing).agg(set)
    ran, unknown = sum("runs" in one for one in places), sum("unknown" in one and "runs" not in one for one in places)
    what = {"": "something", "bus": "a bus", "trade": "trade"}.get(service, "relief or people on foot")
    if year:
        sentence = f"At the end of {year} {what} crossed at {ran or 'none'} of the {_places(len(places))}; of {unknown or 'none'} we do not know."
    else:
        sentence = f"What crossed, and where? At {_places(len(places))} {what} crossed at some time; for {int(rows.end.isna().sum()) or 'none'} of {len(rows)} entries we know no end."
        state[:] = "runs"
    alt = f"Strip of crossings from north to south. {sentence} " + " ".join(
        f"{row[1]} and {row[2]}: {row.what}, {row.began or 'no beginning known'} to {row.stopped or 'no end known'}." for row in table.itertuples()
    )
    groups = [(name, group, state[group.index]) for name, group in rows.groupby("crossing", sort=False)]
    height = 2.5 + sum(max(0.3 * len(group), 0.6) + 0.35 for _, group, _ in groups)
    return Picture(sentence, table, alt, lambda figure, top: _draw_crossings(figure, top, groups, year), height)


def _places(number):
    return "one place" if number == 1 else f"{number} places"


def _draw_crossings(figure, top, groups, year):
    axes, wide, high = page(figure)
    y = high * (1 - top) + 6
    axes.text(20, y, "Pakistan-administered", size=SMALL, weight="bold", va="top")
    axes.text(wide - 20, y, "Indian-administered", size=SMALL, weight="bold", va="top", ha="right")
    axes.text(wide / 2, y, "north", size=SMALL, va="top", ha="center", color=PALE)
    begin = y = y + 40
    for _, group, states in groups:
        tall = max(30 * len(group), 60) + 35
        middle = y + tall / 2
        axes.text(20, middle, "\n".join(textwrap.wrap(group.pakistan_side.iloc[0], 18)), size=SMALL, va="center")
        axes.text(wide - 20, middle, "\n".join(textwrap.wrap(group.india_side.iloc[0], 18)), size=SMALL, va="center", ha="right")
        alive = (states == "runs").any()
        for x, end in ((240, 305), (wide - 305, wide - 240)):
            axes.plot([x, end], [middle, middle], color="#117733" if alive else "#bbbbbb", linewidth=6 if alive else 2)
        for n, (row, state) in enumerate(zip(group.itertuples(), states)):
            years = f"{row.began[:4] or '?'} to {row.stopped[:4] or '?'}" if row.began else "never begun"
            axes.text(wide / 2, middle + (n - (len(group) - 1) / 2) * 30, f"{row.service}  {years}", size=SMALL, ha="center", va="center", color=INK if state in ("runs", "unknown") else PALE, weight="bold" if state == "runs" and year else "normal")
        y += tall
    for x in (305, wide - 305):
        axes.plot([x, x], [begin, y], color="#cccccc", linewidth=2, zorder=0)
    axes.text(wide / 2, y + 4, "south", size=SMALL, va="top", ha="center", color=PALE)
    axes.text(20, y + 44, "A schema and no map; it endorses no line. ?: not known", size=SMALL, va="center", color=PALE)
