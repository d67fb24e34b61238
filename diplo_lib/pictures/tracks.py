"""Who met, how secretly, and by which ways an idea can have reached officials."""

import textwrap

import pandas as pd
from matplotlib.patches import Rectangle

from .picture import DPI, INK, LINE, PALE, SMALL, TRACKS, WIDTH, Picture, fit, many, page, track_name

# how a step is drawn by what shows it, from a paper to nothing
SHOWN = {
    "documented": ("#117733", "-", 5),
    "reported": ("#332288", "-", 2),
    "inferred": ("#882255", "--", 2),
    "not documented": ("#737373", ":", 2),
}


def tracks(cases, people, secrecy, track=""):
    """Meetings on two scales that do not depend on each other: how official the people, how secret the meeting.

    `cases` has the columns `title, track, people, secrecy` of `archive.cases`; `people` and `secrecy` are the steps of
    the two scales, in their order; the cases of a `track` are lifted out. Raises ValueError for no case.

    >>> from diplo_lib import load
    >>> from diplo_lib.archive import allowed
    >>> scales = [allowed(load(), "cases", scale) for scale in ("people", "secrecy")]
    >>> tracks(load().cases, *scales).table.columns.to_list()
    ['case', 'track', 'the people', 'the meeting']
    """
    if cases.empty:
        raise ValueError("there is no case to show; the filter before it leaves none")
    lifted = cases[cases.track == track] if track else cases
    columns = lifted.groupby("track").secrecy.nunique()
    if track:
        sentence = f"{_said(track)}: {many(len(lifted), 'case')} in {many(columns[track], 'column')} (how secret) and {many(lifted.people.nunique(), 'row')} (how official)."
    else:
        found = " and ".join(f"{_said(kind)} in {columns[kind]}" for kind in ("track 2", "back channel") if kind in columns)
        sentence = f"Does a track tell how secret a meeting is? {found} of the {len(secrecy)} columns."
    table = pd.DataFrame({"case": cases.title, "track": cases.track.map(track_name), "the people": cases.people, "the meeting": cases.secrecy})
    alt = f"Grid of {len(people)} rows (how official) and {len(secrecy)} columns (how secret). {sentence} " + " ".join(
        f"{row.title}: {row.people}, {row.secrecy}." for row in cases.itertuples()
    )
    cells = {
        (row, column): [(case.track, _label(case, len(secrecy))) for case in cases.itertuples() if (case.people, case.secrecy) == (row, column)]
        for row in people
        for column in secrecy
    }
    heights = [max(sum(len(lines) * LINE + 14 for _, lines in cells[row, column]) for column in secrecy) for row in people]
    heights = [max(height, 3 * LINE) + 18 for height in heights]
    height = (sum(heights) + 250) / DPI
    return Picture(sentence, table.reset_index(drop=True), alt, lambda figure, top: _draw_tracks(figure, top, cells, people, secrecy, heights, track), height)


def _said(track):
    return track_name(track)[0].upper() + track_name(track)[1:]


LEFT = 160  # pixels for the names of the rows


def _label(case, columns):
    room = (WIDTH * DPI - LEFT) / columns - 40
    return fit(case.title, room)


def _draw_tracks(figure, top, cells, people, secrecy, heights, track):
    axes, wide, high = page(figure)
    begin = high * (1 - top)
    width = (wide - LEFT) / len(secrecy)
    axes.text(LEFT + 6, begin, "how secret the meeting was  \N{RIGHTWARDS ARROW}", size=SMALL, va="top", color=PALE)
    for n, name in enumerate(secrecy):
        axes.text(LEFT + n * width + 6, begin + 30, name, size=SMALL, weight="bold", va="top")
    y = begin + 66
    for n, (row, height) in enumerate(zip(people, heights)):
        axes.text(6, y + 10, "\n".join(textwrap.wrap(row, 12)), size=SMALL, weight="bold", va="top", linespacing=1.15)
        for m, column in enumerate(secrecy):
            axes.add_patch(Rectangle((LEFT + m * width, y), width, height, facecolor="#f4f4f4" if (n + m) % 2 else "white", edgecolor="#dddddd"))
            down = y + 12
            for kind, lines in cells[row, column]:
                colour, mark = TRACKS[kind]
                away = track and kind != track
                axes.plot([LEFT + m * width + 16], [down + 12], mark, color=colour, markersize=12, fillstyle="none" if away else "full")
                axes.text(LEFT + m * width + 32, down, "\n".join(lines), size=SMALL, va="top", linespacing=1.15, color=PALE if away else INK)
                down += len(lines) * LINE + 14
        y += height
    axes.text(6, y + 14, "how official the people were  \N{DOWNWARDS ARROW}", size=SMALL, va="top", color=PALE)
    x = wide - 10
    for kind in reversed(dict.fromkeys(kind for row in people for column in secrecy for kind, _ in cells[row, column])):
        colour, mark = TRACKS[kind]
        name = axes.text(x, y + 14, track_name(kind), size=SMALL, va="top", ha="right", color=colour, weight="bold")
        x = name.get_window_extent(figure.canvas.get_renderer()).x0 - 14
        axes.plot([x], [y + 26], mark, color=colour, markersize=11)
        x -= 26


def routes(steps):
    """Ways by which an idea can have come to officials, step by step; the line tells what shows the step.

    `steps` has the columns `route, title, step, origin, goal, shown` of `archive.routes`. Raises ValueError for none.

    >>> from diplo_lib import load
    >>> routes(load().routes).table.columns.to_list()
    ['route', 'step', 'from', 'to', 'shown']
    """
    if steps.empty:
        raise ValueError("there is no route to show; the filter before it leaves none")
    steps = steps.sort_values(["route", "step"], key=lambda column: column if column.name == "step" else column.map({r: n for n, r in enumerate(steps.route.unique())}))
    whole = sum((way.shown == "documented").all() for _, way in steps.groupby("route"))
    number = steps.route.nunique()
    shown = int((steps.shown == "documented").sum())
    if number > 1:
        sentence = f"How far can an idea be followed? {shown} of {len(steps)} steps are documented; {_none(whole)} of the {number} routes is documented from end to end."
    else:
        sentence = f"How far can the idea be followed here? {shown} of {_way(len(steps))} documented."
    table = steps.rename(columns={"origin": "from", "goal": "to"})[["title", "step", "from", "to", "shown"]].rename(columns={"title": "route"})
    alt = f"Chains of boxes and arrows. {sentence} " + " ".join(f"{row.origin} to {row.goal}: {row.shown}." for row in steps.itertuples())
    chains = [(way.title.iloc[0], way) for _, way in steps.groupby("route", sort=False)]
    return Picture(sentence, table.reset_index(drop=True), alt, lambda figure, top: _draw_routes(figure, top, chains), 1.6 + 1.42 * len(chains))


def _none(number):
    return "none" if not number else "one" if number == 1 else str(number)


def _way(number):
    return "its one step is" if number == 1 else f"{number} steps are"


def _draw_routes(figure, top, chains):
    axes, wide, high = page(figure)
    most = max(len(way) for _, way in chains)
    box = {1: 250, 2: 200, 3: 142}[most]
    gap = (wide - 12 - (most + 1) * box) / most
    y = high * (1 - top)
    for title, way in chains:
        axes.text(6, y, title, size=SMALL, weight="bold", va="top")
        middle = y + 78
        for n, name in enumerate([way.origin.iloc[0], *way.goal]):
            x = 6 + n * (box + gap)
            axes.add_patch(Rectangle((x, middle - 42), box, 84, facecolor="#f4f4f4", edgecolor=PALE))
            axes.text(x + box / 2, middle, "\n".join(fit(name, box - 8)), size=SMALL, ha="center", va="center", linespacing=1.1)
        for n, shown in enumerate(way.shown):
            colour, style, thick = SHOWN[shown]
            x = 6 + n * (box + gap) + box
            axes.plot([x + 4, x + gap - 16], [middle, middle], style, color=colour, linewidth=thick)
            axes.plot([x + gap - 12], [middle], ">", color=colour, markersize=11)
            above, below = (shown.split() + [""])[:2]
            axes.text(x + gap / 2 - 4, middle - 8, above, size=SMALL, ha="center", va="bottom", color=colour)
            axes.text(x + gap / 2 - 4, middle + 6, below, size=SMALL, ha="center", va="top", color=colour)
        y += 142
