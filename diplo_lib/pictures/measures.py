"""What became of confidence-building measures: swim lanes, and the strip of crossings."""

import pandas as pd
from matplotlib.dates import YearLocator, date2num

from ..dates import in_words
from .picture import DPI, INK, LINE, PALE, SMALL, WIDTH, Picture, fit, page, title_room

RUNNING = ("begun", "resumed", "restricted")
ON_PAPER = ("proposed", "agreed")
GREEN, WINE, GREY, HAIR = "#117733", "#882255", "#737373", "#dddddd"
TALL = 17  # pixels: a bar
FIRST = pd.Timestamp("1998-01-01")  # what is older than the time of the course stands at the left edge
FADE = pd.Timedelta(days=500)  # how far a state fades after the last word on it


def fate(histories, day="2010-12-31", latest=True):
    """Measures as swim lanes from the first proposal to the last state that a source dates, with a line at a day.

    `histories` has the columns `measure, title, state, when, start, source` of `diplo_lib.histories`. The words at the right, and
    the sentence, tell the last state known, or that of the day if `latest` is false; then what came later is pale. After
    its last dated state a lane is a hair: what came then is not known. Raises ValueError for no measure.

    >>> from diplo_lib import histories, load
    >>> fate(histories(load()).query("measure == 'cross-loc-trade'")).table.columns.to_list()
    ['measure', 'end of 2010', 'last word', 'since']
    """
    if histories.empty:
        raise ValueError("there is no measure to show; the filter before it leaves none")
    rows = histories.sort_values("start", kind="stable")
    last = _last(rows)
    then = _last(rows[rows.start <= pd.Timestamp(day)]).reindex(last.index)
    begun = rows[rows.state.isin(RUNNING)].drop_duplicates("measure").measure
    paper = [measure for measure in rows.measure.unique() if measure not in set(begun)]
    order = [*begun, *paper]
    name = _day_name(day)
    table = pd.DataFrame(
        {
            "measure": last.title[order].to_list(),
            name: then.state[order].fillna("not yet proposed").to_list(),
            "last word": last.state[order].to_list(),
            "since": last.start[order].dt.year.astype(str).to_list(),
        }
    )
    ran, runs = (_number(one.state.isin(RUNNING).sum(), len(order)) for one in (then, last))
    asked = "Did this measure run, by the last word on it?" if len(order) == 1 else f"How many of these {len(order)} measures ran, by the last word on each?"
    sentence = f"{asked} {name.capitalize()}: {ran}." + (f" Latest: {runs}." if latest else "")
    alt = f"Swim lanes from proposal to the last known state, with a line at {name}. {sentence} " + " ".join(
        f"{row.measure}: {row[2]} at {name}, last word {row[3]} {row.since}." for row in table.itertuples()
    )
    told = last if latest else then
    lanes = [(told.loc[measure], rows[rows.measure == measure]) for measure in order]
    groups = [(head, lanes[part]) for head, part in (("ran at some time", slice(len(begun))), ("only on paper", slice(len(begun), None))) if lanes[part]]
    height = sum(LINE + 14 + sum(_height(lane) for lane in group) for _, group in groups) + title_room(sentence) + 128
    return Picture(sentence, table, alt, lambda figure, top: _draw_fate(figure, top, groups, pd.Timestamp(day), name, latest), height / DPI)


def _last(rows):
    """The last row of each measure."""
    return rows.drop_duplicates("measure", keep="last").set_index("measure")


def _day_name(day):
    return f"end of {day[:4]}" if day.endswith("-12-31") else in_words(day)


def _number(number, of):
    if of == 1:
        return "yes" if number else "no"
    return "none" if not number else "one" if number == 1 else str(number)


def _name(rows):
    """The label of a lane, in lines."""
    title = rows.title.iloc[0].replace("Line of Control", "LoC")
    early = rows.start.iloc[0]
    return fit(title, 316) + ([f"(from {early.year})"] if early < FIRST else [])


def _height(lane):
    return len(_name(lane[1])) * LINE + 13


def _draw_fate(figure, top, groups, day, name, latest):
    high = figure.get_figheight() * DPI
    left, wide, foot = 338, 436, 84
    head = high * (1 - top) + 30
    axes = figure.add_axes((left / WIDTH / DPI, foot / high, wide / WIDTH / DPI, (high - head - foot) / high))
    every = pd.concat([rows for _, group in groups for _, rows in group])
    begin = max(every.start.min() - pd.Timedelta(days=200), FIRST)
    finish = max(every.start.max(), day + pd.Timedelta(days=2000)) + FADE
    axes.set_xlim(begin, finish)
    axes.set_ylim(high - head - foot, 0)  # so that a step down is a pixel
    pixel = (finish - begin) / wide
    axes.axvline(day, color=INK, linewidth=2, zorder=1 if latest else 5)
    axes.annotate(name, (day, 0), (0, 6), textcoords="offset points", size=SMALL, ha="center", weight="bold")
    figure.text((left + wide + 14) / WIDTH / DPI, 1 - (head - 4) / high, "last word" if latest else "then", size=SMALL, va="bottom", color=PALE)
    beside = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "size": SMALL, "va": "center"}
    y = 0
    for title, lanes in groups:
        axes.annotate(title, (0, y + LINE * 0.7), (-10, 0), ha="right", color=PALE, weight="bold", **beside)
        y += LINE + 14
        for told, rows in lanes:
            middle = y + _height((told, rows)) / 2
            axes.annotate("\n".join(_name(rows)), (0, middle), (-10, 0), ha="right", linespacing=1.1, **beside)
            axes.plot([begin, finish], [middle, middle], color=HAIR, linewidth=1, zorder=0)
            _draw_lane(axes, rows, middle, begin, pixel)
            state = told.state if isinstance(told.state, str) else ""
            colour = GREEN if state in RUNNING else GREY if state in ON_PAPER else WINE
            axes.annotate(f"{state} {told.start.year}" if state else "not yet", (1, middle), (10, 0), color=colour if state else GREY, weight="bold", **beside)
            y += _height((told, rows))
    if not latest:
        axes.axvspan(day, finish, color="white", alpha=0.82, zorder=4)
    axes.yaxis.set_visible(False)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(YearLocator(5))
    _draw_key(figure, high)


def _draw_lane(axes, rows, middle, begin, pixel):
    """One lane: bars while it runs, hatched while restricted, gaps while suspended, a thin line while on paper."""
    starts = rows.start.to_list()
    for state, start, end in zip(rows.state, starts, [*starts[1:], None]):
        if end is not None and end <= begin:
            continue
        start = max(start, begin)
        if end is None:
            _draw_last(axes, state, start, middle)
        elif state in RUNNING:
            _bar(axes, start, max(end, start + 4 * pixel), middle, state)  # four pixels at least, so that days are seen
        elif state == "suspended":
            _bar(axes, start, max(end, start + 4 * pixel), middle, state)
            axes.plot([start, end], [middle, middle], ":", color=WINE, linewidth=2.5, zorder=3)
        elif state in ON_PAPER:
            axes.plot([start, max(end, start)], [middle, middle], color=GREY, linewidth=2.5, zorder=2)
    paper = rows[rows.state.isin(ON_PAPER) & (rows.start >= begin)]
    axes.plot(paper.start, [middle] * len(paper), "o", color=GREY, markersize=7, zorder=2)
    if starts[0] < begin:
        axes.plot([begin], [middle], "<", color=GREEN if rows.state.iloc[0] in RUNNING else GREY, markersize=14, zorder=3, clip_on=False)


def _draw_last(axes, state, start, middle):
    """The last dated state: a bar that fades, an X, or on paper no more than its dot."""
    if state in RUNNING and start > FIRST:
        for n in range(10):
            _bar(axes, start + FADE * n / 10, start + FADE * (n + 1) / 10, middle, state, alpha=1 - n / 10)
    if state in ("suspended", "ended"):
        axes.plot([start], [middle], "X", color=WINE, markersize=14, markeredgecolor="white", zorder=3)


def _bar(axes, start, end, middle, state, alpha=1.0):
    looks = {"restricted": {"facecolor": "white", "edgecolor": GREEN, "hatch": "////"}, "suspended": {"facecolor": "white", "zorder": 3}}
    look = looks.get(state, {"facecolor": GREEN})
    (bar,) = axes.barh(middle, date2num(end) - date2num(start), left=date2num(start), height=TALL, alpha=alpha, **{"linewidth": 0, "zorder": 2} | look)
    bar.set_gid(state)  # tests find it by its state


def _draw_key(figure, high):
    """One line at the foot that shows each look beside its word."""
    axes = figure.add_axes((0, 0, 1, 40 / high))
    axes.set_xlim(0, WIDTH * DPI)
    axes.set_ylim(40, 0)
    axes.axis("off")
    x = 24
    for word in ("runs", "restricted", "on paper", "stopped", "fades: no later word"):
        if word == "on paper":
            axes.plot([x, x + 30], [17, 17], "-o", color=GREY, linewidth=2.5, markersize=7)
        elif word == "stopped":
            axes.plot([x + 15], [17], "X", color=WINE, markersize=14)
        else:
            steps = 10 if word.startswith("fades") else 1
            for n in range(steps):
                axes.barh(17, 30 / steps, left=x + 30 * n / steps, height=TALL, facecolor="white" if word == "restricted" else GREEN, edgecolor=GREEN,
                          hatch="////" if word == "restricted" else "", linewidth=0, alpha=1 - n / steps)  # fmt: skip
        text = axes.text(x + 40, 17, word, size=SMALL, va="center")
        x = text.get_window_extent(figure.canvas.get_renderer()).x1 + 34


# a road over the line: what it looks like, and the sign that stands on the line
ROADS = {"ran": (GREEN, "-", 7, ""), "did not run": ("#999999", "-", 2.5, ""), "not known": (GREY, ":", 3.5, "?")}


def crossings(strip, year=2010, service=""):
    """The crossings of the Line of Control from north to south, each service a road that is open or cut at the line: no map.

    `strip` has the columns `crossing, india_side, pakistan_side, lat, service, began, stopped, start, end` of `diplo_lib.strip`. A
    road is open if the service ran at the end of the `year`; without a known end nobody can say. A `service` alone is shown
    if one is given. Raises ValueError for none.

    >>> from diplo_lib import load, strip
    >>> crossings(strip(load())).table.columns.to_list()
    ['Pakistan-administered side', 'Indian-administered side', 'what', 'began', 'stopped', 'end of 2010']
    """
    rows = strip[strip.service == service] if service else strip
    if rows.empty:
        raise ValueError("there is no crossing to show; the filter before it leaves none")
    day = pd.Timestamp(f"{year}-12-31")
    state = pd.Series("did not run", index=rows.index)
    state[(rows.start <= day) & (rows.end > day)] = "ran"
    state[(rows.start <= day) & rows.end.isna()] = "not known"
    rows = rows.assign(state=state).sort_values(["lat", "start"], ascending=[False, True], kind="stable")
    columns = {"pakistan_side": "Pakistan-administered side", "india_side": "Indian-administered side", "service": "what"}
    table = rows.rename(columns=columns | {"state": f"end of {year}"})[[*columns.values(), "began", "stopped", f"end of {year}"]]
    places = rows.groupby("crossing").state.agg(set)
    ran = sum("ran" in one for one in places)
    unknown = sum("not known" in one and "ran" not in one for one in places)
    what = {"": "people or goods", "bus": "a bus", "trade": "trade"}.get(service, "relief or people on foot")
    doubt = f"; of {_number(unknown, 2)} {'more ' if ran else ''}we do not know" if unknown else ""
    where = f"at {_number(ran, 2)} of {len(places)} places" if len(places) > 1 else "at the one place" if ran else "at no place"
    sentence = f"Where was the line open? At the end of {year} {what} crossed {where}{doubt}."
    alt = f"Strip of crossings from north to south. {sentence} " + " ".join(
        f"{row[1]} and {row[2]}: {row.what}, {row.began or 'no beginning known'} to {row.stopped or 'no end known'}." for row in table.itertuples()
    )
    groups = [group for _, group in rows.groupby("crossing", sort=False)]
    height = title_room(sentence) + 178 + sum(ROAD * len(group) + BETWEEN for group in groups)
    return Picture(sentence, table.reset_index(drop=True), alt, lambda figure, top: _draw_crossings(figure, top, groups), height / DPI)


ROAD, BETWEEN = 56, 18  # pixels that a road takes, and that part two crossings


def _draw_crossings(figure, top, groups):
    axes, wide, high = page(figure)
    y = high * (1 - top)
    axes.text(20, y, "Pakistan-\nadministered side", size=SMALL, weight="bold", va="top", linespacing=1.1)
    axes.text(wide - 20, y, "Indian-\nadministered side", size=SMALL, weight="bold", va="top", ha="right", linespacing=1.1)
    axes.text(wide / 2, y, "north", size=SMALL, va="top", ha="center", color=PALE)
    axes.text(wide / 2, y + LINE, "Line of Control", size=SMALL, va="top", ha="center", color=PALE)
    y += 2 * LINE + 14
    begin = y
    for group in groups:
        middle = y + (ROAD * len(group)) / 2 + 10
        for x, align, place in ((20, "left", group.pakistan_side.iloc[0]), (wide - 20, "right", group.india_side.iloc[0])):
            axes.text(x, middle, "\n".join(fit(place, 210)), size=SMALL, va="center", ha=align, linespacing=1.1)
        for row in group.itertuples():
            _draw_road(axes, row, y + ROAD - 14, wide)
            y += ROAD
        y += BETWEEN
    axes.plot([wide / 2, wide / 2], [begin, y - 6], "--", color=PALE, linewidth=2, zorder=0)
    axes.text(wide / 2, y, "south", size=SMALL, va="top", ha="center", color=PALE)
    y += LINE + 14
    axes.text(20, y, "cut at the line: did not run     dots and ?: not known", size=SMALL, va="top")
    axes.text(20, y + LINE, "A schema, not a map; it endorses nothing.", size=SMALL, va="top", color=PALE)


def _draw_road(axes, row, y, wide):
    """One service: its name and years above the road, which passes the line if it runs."""
    colour, style, thick, sign = ROADS[row.state]
    ink, weight = (INK, "bold") if row.state == "ran" else (GREY, "normal")
    begin, line, finish = 240, wide / 2, wide - 240
    gap = 0 if row.state == "ran" else 26
    for one, other in ((begin, line - gap), (line + gap, finish)):
        axes.plot([one, other], [y, y], style, color=colour, linewidth=thick, solid_capstyle="butt", gid=row.state)
        if row.state == "did not run":
            axes.plot([line - gap, line + gap], [y, y], "|", color=colour, markersize=13, markeredgewidth=3)
    axes.text(line, y, sign, size=SMALL, weight="bold", ha="center", va="center", backgroundcolor="white")
    axes.text(line - 16, y - 9, row.service, size=SMALL, ha="right", va="bottom", color=ink, weight=weight)
    years = f"{row.began[:4]} to {row.stopped[:4] or '?'}" if row.began else "never begun"
    axes.text(line + 16, y - 9, years, size=SMALL, ha="left", va="bottom", color=ink, weight=weight)
