"""Numbers by year, as far as sources give them; rival counts of one thing stand side by side."""

import pandas as pd

from ..dates import in_words
from .picture import DPI, INK, SMALL, Picture
from .timelines import year_ticks

MARKS = [("#332288", "o"), ("#882255", "D"), ("#117733", "s"), ("#b8860b", "^")]


def figures_chart(figures, names, title):
    """Numbers by period, a mark a number; what one source counts in years that follow each other is joined, nothing else.

    `figures` has the columns `series, unit, period, start, end, value, source, note` of `archive.figures`, of one unit; `names`
    gives each series its short label, in order; `title` says what is counted. Raises ValueError for none, or for several units.

    >>> from diplo_lib import load
    >>> trade = load().figures.query("series == 'trade-value-eastward'")
    >>> figures_chart(trade, {"trade-value-eastward": "eastward"}, "Trade").table.columns.to_list()
    ['period', 'what', 'value', 'unit', 'note']
    """
    rows = figures[figures.series.isin(names)]
    if rows.empty:
        raise ValueError("there is no number to show; the filter before it leaves none")
    if rows.unit.nunique() > 1:
        raise ValueError(f"numbers in different units stand on no one axis: {', '.join(rows.unit.unique())}; show them apart")
    rows = rows.sort_values(["start", "series", "value"], kind="stable").reset_index(drop=True)
    said = [in_words(period) for period in rows.period]
    table = pd.DataFrame({"period": said, "what": rows.series.map(names), "value": [_number(value) for value in rows.value], "unit": rows.unit, "note": rows.note})
    top_row = rows.loc[rows.value.idxmax()]
    rivals = rows.groupby(["series", "period"]).value.agg(["min", "max", "nunique"]).query("nunique > 1")
    sentence = f"{title}: the highest number is {_number(top_row.value)} ({in_words(top_row.period)})."
    if len(rivals):
        widest = (rivals["max"] - rivals["min"]).idxmax()
        low, high = rivals.loc[widest, ["min", "max"]]
        sentence += f" Which one is right? For {in_words(widest[1])} sources give {_number(low)} and {_number(high)}."
    alt = f"Points by year. {sentence} {len(rows)} numbers, all in the table."
    return Picture(sentence, table, alt, lambda figure, top: _draw_figures(figure, top, rows, names), 6.4)


def _number(value):
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _draw_figures(figure, top, rows, names):
    high = figure.get_figheight() * DPI
    axes = figure.add_axes((0.12, 60 / high, 0.62, top - 92 / high))
    begin, finish = rows.start.fillna(rows.end).min(), rows.end.fillna(rows.start).max()
    axes.set_xlim(begin - (finish - begin) * 0.04, finish + (finish - begin) * 0.04)
    highest = rows.value.max() or 1
    axes.set_ylim(0, highest * 1.08)
    ends = []
    for (series, label), (colour, mark) in zip(names.items(), MARKS):
        mine = rows[rows.series == series]
        if mine.empty:
            continue
        middle = mine.start + (mine.end - mine.start) / 2
        axes.plot(middle, mine.value, mark, color=colour, markersize=9, alpha=0.85)
        for _, one in mine.assign(middle=middle).groupby("source"):
            one = one.drop_duplicates("period").sort_values("start")
            follows = (one.start - one.end.shift()).dt.days.between(0, 1) & ((one.end - one.start).dt.days > 300)
            for _, run in one.groupby((~follows).cumsum()):
                axes.plot(run.middle, run.value, color=colour, linewidth=2)
        latest = mine.loc[mine.start.idxmax()]
        ends.append([latest.value / highest, label, colour, mark])
    # labels beside their last number, pushed apart where they would touch
    places = []
    for share, label, colour, mark in sorted(ends, key=lambda end: end[0]):
        lines = label.count("\n") + 1
        room = (26 * lines + 10) / ((top - 92 / high) * high)
        places.append([max(share / 1.08, places[-1][0] + places[-1][1] if places else 0), room, label, colour, mark])
    spill = max(places[-1][0] + places[-1][1] - 1, 0)
    for y, _, label, colour, mark in places:
        axes.plot([1.02], [y - spill + 0.02], mark, color=colour, markersize=11, transform=axes.transAxes, clip_on=False)
        axes.annotate(label, (1.045, y - spill), xycoords="axes fraction", size=SMALL, color=colour, va="bottom", weight="bold", linespacing=1.1)
    axes.annotate(rows.unit.iloc[0], (0, 1), (-60, 12), xycoords="axes fraction", textcoords="offset points", size=SMALL, color=INK)
    axes.yaxis.set_major_formatter(lambda value, _: _number(value))
    axes.locator_params(axis="y", nbins=5)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish, 7))
