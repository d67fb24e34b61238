"""Who was at which meeting, by how well that is known."""

import re

import pandas as pd
from matplotlib.patches import Rectangle

from .picture import DPI, LINE, MOST_LABELS, PALE, SMALL, WIDTH, Picture, fit, key, many, page, title_room

LEFT = 310  # pixels for the names
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
    # names, since a body that was kept away stands among the people
    names = "One name" if len(often) == 1 else f"{len(often)} names"
    sentence = (
        f"Who was there? {names} for {many(len(meetings), 'meeting')}, { {0: 'none', 1: 'one'}.get(again, again)} of them for more than one; "
        f"{sure or 'none'} of {len(rows)} entries {'is' if sure < 2 else 'are'} confirmed by the organiser."
    )
    alt = f"Matrix of people and meetings. {sentence} " + " ".join(
        f"{person}: " + ", ".join(f"{meeting} {word}" for meeting, word in row.items() if word) + "." for person, row in matrix.head(MOST_LABELS).iterrows()
    )
    shown = matrix.head(MOST_LABELS)
    columns = [meeting for meeting in meetings if (shown[meeting] != "").any()]
    years = rows.drop_duplicates("meeting").set_index("meeting").start.dt.year
    heads = [[*_head(meeting, len(columns)), str(years[meeting])] for meeting in columns]
    labels = [fit(person, LEFT - 20) for person in shown.index]
    more = [many(len(matrix) - len(shown), "more name"), many(len(meetings) - len(columns), "more meeting")]
    more = " and ".join(one for one in more if not one.startswith("no "))
    height = (max(map(len, heads)) * LINE + sum(len(label) * LINE + 21 for label in labels) + title_room(sentence) + 92) / DPI
    return Picture(sentence, table, alt, lambda figure, top: _draw_attendance(figure, top, shown[columns], labels, heads, more), height)


def _head(meeting, columns):
    """Place of a meeting, without what stands in many titles, and without the year, which stands below."""
    words = re.sub(r"\b(Pugwash|Chaophraya|Neemrana|meeting|conference|workshop|commission|round|planned|of|at|in|on|for|the|parliamentarians|session|\d{4})\b", "", meeting)
    width = (WIDTH * DPI - LEFT - 10) / columns
    return fit(words.replace(",", " "), width - 16)[:2]


def _draw_attendance(figure, top, matrix, labels, heads, more):
    axes, wide, high = page(figure)
    width = (wide - LEFT - 10) / len(matrix.columns)
    y = high * (1 - top) + max(map(len, heads)) * LINE + 4
    for n, head in enumerate(heads):
        axes.text(LEFT + (n + 0.5) * width, y - 6, "\n".join(head), size=SMALL, ha="center", va="bottom", linespacing=1.15)
    for number, (label, row) in enumerate(zip(labels, matrix.to_numpy())):
        tall = len(label) * LINE + 21
        if number % 2 == 0:
            axes.add_patch(Rectangle((0, y), wide, tall, facecolor="#f4f4f4"))
        axes.text(10, y + tall / 2, "\n".join(label), size=SMALL, va="center", linespacing=1.15)
        for n, presence in enumerate(row):
            if presence:
                colour, mark, fill = PRESENCES[presence]
                axes.plot([LEFT + (n + 0.5) * width], [y + tall / 2], mark, color=colour, fillstyle=fill, markersize=17, markeredgewidth=2.5)
        y += tall
    seen = set(matrix.to_numpy().flat)
    key(axes, y + 28, [(presence, *look) for presence, look in PRESENCES.items() if presence in seen])
    more = f"; {more}, in the table" if more else ""
    axes.text(10, y + 50, f"empty: not known{more}", size=SMALL, va="top", color=PALE)
