"""How well the record supports claims."""

import pandas as pd

from .picture import INK, LARGE, SMALL, Picture

STANDINGS = {
    "corroborated": ("#117733", "two or more independent, checked sources, none against"),
    "single-source": ("#44aa99", "one checked source"),
    "contested": ("#882255", "a checked source says otherwise"),
    "unchecked": ("#737373", "no source compared with its page again"),
}
SAID_OF_STANDING = {
    "corroborated": ("is confirmed", "are confirmed by a second source"),
    "single-source": ("has one source", "have one source"),
    "contested": ("is contested", "are contested"),
    "unchecked": ("is unchecked", "are unchecked"),
}


def standing_chart(standing):
    """How many of these claims are corroborated, single-source, contested or unchecked.

    `standing` is what `diplo_lib.standing` gives, or some of its rows. Raises ValueError for none.

    >>> from diplo_lib import load, standing
    >>> standing_chart(standing(load()).query("claim == 'lambah-rounds'")).sentence
    'One claim: contested.'
    """
    if standing.empty:
        raise ValueError("there is no claim to show; the filter before it leaves none")
    counts = standing.standing.value_counts()
    rows = [(name, int(counts[name]), means) for name, (_, means) in STANDINGS.items() if name in counts]
    table = pd.DataFrame(rows, columns=["standing", "claims", "meaning"])
    said = [f"{count} {SAID_OF_STANDING[name][count > 1]}" for name, count, _ in rows]
    sentence = f"Of {len(standing)} claims, {', '.join(said)}." if len(standing) > 1 else f"One claim: {rows[0][0]}."
    alt = f"Bar chart. {sentence}"
    return Picture(sentence, table, alt, lambda figure, top: _draw_standing(figure, top, table), 4.2)


def _draw_standing(figure, top, table):
    axes = figure.add_axes((0.21, 0.05, 0.76, top - 0.05))
    for n, row in table.iterrows():
        colour, _ = STANDINGS[row.standing]
        axes.barh(n, row.claims, color=colour, height=0.42)
        axes.annotate(str(row.claims), (row.claims, n), (8, 0), textcoords="offset points", va="center", size=LARGE, weight="bold")
        axes.annotate(row.meaning, (0, n - 0.26), (2, 2), textcoords="offset points", va="bottom", size=SMALL, color=INK)
    axes.set_yticks(range(len(table)), table.standing, size=LARGE)
    axes.set_ylim(len(table) - 0.6, -0.75)
    axes.set_xlim(0, max(table.claims.max(), 1) * 1.12)
    axes.xaxis.set_visible(False)
    axes.tick_params(left=False)
    for side in axes.spines.values():
        side.set_visible(False)
