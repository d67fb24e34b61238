"""Who was at which meeting, by how well that is known."""

import re

import pandas as pd
from matplotlib.patches import Rectangle

from .picture import DPI, MOST_LABELS, PALE, SMALL, WIDTH, Picture, fit, page

LEFT = 310  # pixels for the names
LINE = 25  # pixels from one line of small text to the next
# the strongest first: colour, mark, filled
PRESENCES = {
    "confirmed by organiser": ("#332288", "s", "full"),
    "reported present": ("#44aa99", "o", "full"),
    "invited": ("#44aa99", "o", "none"),
    "kept away": ("#882255", "X", "full"),
}


def attendance(presences):
    """People against meetings, by the strength of the evidence: confirmed by the organiser, reported, invited, kept away.

    `presences` has the columns `meeting, start, person, side, presence` of `diplo_lib.presences`. Those who are named at most
    meetings stand first; about twelve are drawn, the others are in the table.

    >>> from diplo_lib import load, presences
    >>> attendance(presences(load(), "pugwash-conferences")).table.columns.to_list()[:2]
    ['person', 'side']
    """
    if presences.empty:
        sentence = "Who was there? Nobody of this kind is named for these meetings in our record."
        return Picture(sentence, pd.DataFrame(columns=["person", "side"]), f"Empty matrix. {sentence}", lambda figure, top: None, 1.3)
    rank = {presence: n for n, presence in enumerate(PRESENCES)}
    rows = presences.assign(rank=presences.presence.map(rank))
    # who was kept away is shown so, whatever else is said; else the strongest evidence counts
    rows = rows.assign(rank=rows["rank"].where(rows.presence != "kept away", -1)).sort_values("rank", kind="stable").drop_duplicates(["person", "meeting"])
    meetings = rows.sort_values("start", kind="stable").meeting.unique()
    matrix = rows.pivot(index="person", columns="meeting", values="presence")[list(meetings)].fillna("")
    often = rows.groupby("person").agg(meetings=("meeting", "nunique"), best=("rank", "min"))
    # first who was kept away, then who is named most often
    often = often.assign(away=often.best == -1).sort_values(["away", "meetings", "best", "person"], ascending=[False, False, True, True])
    matrix = matrix.loc[often.index]
    sides = rows.drop_duplicates("person").set_index("person").side
    table = matrix.reset_index()
    table.insert(1, "side", [sides[person] for person in matrix.index])
    table.columns.name = None
    again = int((often.meetings > 1).sum())
    sure = int((rows.presence == "confirmed by organiser").sum())
    people = "One person is" if len(often) == 1 else f"{len(often)} people are"
    sentence = (
        f"Who was there? {people} named for {_meetings(len(meetings))}, {again or 'none'} of them for more than one; "
        f"{sure or 'none'} of {len(rows)} entries {'is' if sure < 2 else 'are'} confirmed by the organiser."
    )
    alt = f"Matrix of people and meetings. {sentence} " + " ".join(
        f"{person}: " + ", ".join(f"{meeting} {word}" for meeting, word in row.items() if word) + "." for person, row in matrix.head(MOST_LABELS).iterrows()
    )
    shown = matrix.head(MOST_LABELS)
    columns = [meeting for meeting in meetings if (shown[meeting] != "").any()]
    years = rows.drop_duplicates("meeting").set_index("meeting").start.dt.year
    heads = [[*_head(meeting, len(columns)), str(years[meeting])] for meeting in columns]
    height = (max(map(len, heads)) * LINE + 46 * len(shown) + 210) / DPI
    more = len(matrix) - len(shown)
    return Picture(sentence, table, alt, lambda figure, top: _draw_attendance(figure, top, shown[columns], heads, more), height)


def _meetings(number):
    return "one meeting" if number == 1 else f"{number} meetings"


def _head(meeting, columns):
    """Place of a meeting, without what stands in many titles."""
    words = re.sub(r"\b(Pugwash|Chaophraya|Neemrana|meeting|conference|workshop|commission|round|planned|of|at|in|on|for|the|parliamentarians|session)\b", "", meeting)
    width = (WIDTH * DPI - LEFT - 10) / columns
    return fit(" ".join(words.replace(",", " ").split()), width - 10)[:2]


def _draw_attendance(figure, top, matrix, heads, more):
    axes, wide, high = page(figure)
    width = (wide - LEFT - 10) / len(matrix.columns)
    y = high * (1 - top) + max(map(len, heads)) * LINE + 4
    for n, head in enumerate(heads):
        axes.text(LEFT + (n + 0.5) * width, y - 6, "\n".join(head), size=SMALL, ha="center", va="bottom", linespacing=1.15)
    for number, (person, row) in enumerate(matrix.iterrows()):
        if number % 2 == 0:
            axes.add_patch(Rectangle((0, y), wide, 46, facecolor="#f4f4f4"))
        axes.text(10, y + 23, "\n".join(fit(person, LEFT - 16)[:2]), size=SMALL, va="center", linespacing=1.0)
        for n, presence in enumerate(row):
            if presence:
                colour, mark, fill = PRESENCES[presence]
                axes.plot([LEFT + (n + 0.5) * width], [y + 23], mark, color=colour, fillstyle=fill, markersize=17, markeredgewidth=2.5)
        y += 46
    x = 24
    for presence, (colour, mark, fill) in PRESENCES.items():
        axes.plot([x], [y + 28], mark, color=colour, fillstyle=fill, markersize=14, markeredgewidth=2.5)
        text = axes.text(x + 16, y + 28, presence, size=SMALL, va="center")
        x = text.get_window_extent(figure.canvas.get_renderer()).x1 + 28
    more = f"; {more} more people, named in the table" if more else ""
    axes.text(10, y + 50, f"empty: not known{more}", size=SMALL, va="top", color=PALE)
