"""Numbers by year, as far as sources give them; rival counts of one thing stand side by side."""

import pandas as pd

from ..dates import in_words
from .picture import DPI, INK, PALE, SMALL, WIDTH, Picture
from .timelines import year_ticks

MARKS = [("#332288", "o"), ("#882255", "D"), ("#117733", "s"), ("#b8860b", "^")]
YEAR = pd.Timedelta(days=350)  # a period shorter than that is a part of a year


def figures_chart(figures, title, totals=False, closer=False):
    """Numbers by period, a mark a number; what one source counts in years that follow each other is joined, nothing else.

    `figures` has the columns `label, unit, period, start, end, value, source, note`: rows of `archive.figures` of one unit, with the
    short label of what is counted; `title` says it in full. A number for a part of a year is hollow. Running `totals`
    stand at the end of their period, and none is hollow. `closer` shows the lower half of the numbers: what is higher is
    an arrow at the top. Raises ValueError for none, or for several units.

    >>> from diplo_lib import load
    >>> trade = load().figures.query("series == 'trade-value-eastward'").assign(label="eastward")
    >>> figures_chart(trade, "Trade").table.columns.to_list()
    ['period', 'what', 'value', 'unit', 'note']
    """
    rows = figures[figures.period != ""]
    if rows.empty:
        raise ValueError("there is no number to show; the filter before it leaves none")
    if figures.unit.nunique() > 1:
        raise ValueError(f"numbers in different units stand on no one axis: {', '.join(figures.unit.unique())}; show them apart")
    order = list(figures.label.unique())
    rows = rows.sort_values(["start", "value"], kind="stable").reset_index(drop=True)
    table = pd.concat([rows, figures[figures.period == ""]])
    table = pd.DataFrame(
        {
            "period": [in_words(period) if period else "no date" for period in table.period],
            "what": table.label,
            "value": [_number(value) for value in table.value],
            "unit": table.unit,
            "note": table.note,
        }
    ).reset_index(drop=True)
    rows = rows.assign(part=(rows.end - rows.start < YEAR) & (not totals), at=rows.end if totals else rows.start + (rows.end - rows.start) / 2)
    sentence = f"{title}{_range(rows if rows.part.all() else rows[~rows.part], several=len(order) > 1)}{_rivals(rows)}"
    alt = f"Points by year. {sentence} {len(table)} numbers, all in the table."
    return Picture(sentence, table, alt, lambda figure, top: _draw_figures(figure, top, rows, order, closer), 6.6)


def _range(rows, several):
    """The highest number, and the lowest of the same count, each with its time."""
    high = rows.loc[rows.value.idxmax()]
    same = rows[rows.label == high.label]
    low = same.loc[same.value.idxmin()]
    ends = [high] if high.value == low.value else sorted([low, high], key=lambda row: row.start)
    said = ", ".join(f"{_number(row.value)} in {in_words(row.period)}" for row in ends)
    which = " (" + high.label.replace("\n", " ") + ")" if several else ""
    return f"{which}: {said}."


def _rivals(rows):
    """Where sources differ most on one thing in one period: a source that gives two numbers is no rival of itself."""
    once = rows.drop_duplicates(["label", "period", "source", "value"])
    once = once[~once.duplicated(["label", "period", "source"], keep=False)]
    apart = once.groupby(["label", "period"]).value.agg(["min", "max"])
    apart = apart[apart["max"] > apart["min"]]
    if apart.empty:
        return ""
    label, period = (apart["max"] - apart["min"]).idxmax()
    low, high = apart.loc[(label, period)]
    highest = rows.label[rows.value.idxmax()]
    which = " (" + label.replace("\n", " ") + ")" if label != highest else ""
    return f" Sources differ for {in_words(period)}{which}: {_number(low)} and {_number(high)}."


def _number(value):
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _draw_figures(figure, top, rows, order, closer):
    high = figure.get_figheight() * DPI
    left, wide, foot = 110, 620, 100 if rows.part.any() or closer else 64
    tall = (top * high) - foot - 36
    axes = figure.add_axes((left / WIDTH / DPI, foot / high, wide / WIDTH / DPI, tall / high))
    begin, finish = rows["start"].min(), rows["end"].max()
    margin = max((finish - begin) * 0.04, pd.Timedelta(days=60))
    axes.set_xlim(begin - margin, finish + margin)
    roof = ((rows.value.median() if closer else rows.value.max()) or 1) * 1.08
    axes.set_ylim(0, roof)
    ends = []
    for label, (colour, mark) in zip(order, MARKS):
        mine = rows[rows.label == label]
        if mine.empty:
            continue
        for part, fill in ((False, colour), (True, "white")):
            here = mine[(mine.part == part) & (mine.value <= roof)]
            axes.plot(here["at"], here.value, mark, color=colour, markerfacecolor=fill, markersize=10, markeredgewidth=2, alpha=0.9, clip_on=False, zorder=3)
        above = mine[mine.value > roof]
        axes.plot(above["at"], [roof] * len(above), marker="$\\uparrow$", linestyle="", color=colour, markersize=16, clip_on=False, zorder=3)
        for run in _runs(mine):
            axes.plot(run["at"], run.value, color=colour, linewidth=2.5)
        ends.append((min(mine.value[mine["at"].idxmax()] / roof, 0.96), label, colour, mark))
    _label_ends(axes, ends, tall)
    axes.annotate(rows.unit.iloc[0], (0, 1), (-70, 14), xycoords="axes fraction", textcoords="offset points", size=SMALL, color=INK)
    axes.yaxis.set_major_formatter(lambda value, _: _number(value))
    axes.locator_params(axis="y", nbins=5)
    for side in ("right", "top"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=SMALL)
    axes.xaxis.set_major_locator(year_ticks(begin, finish, 7))
    notes = ["hollow: a part of a year"] * bool(rows.part.any()) + [f"arrow: above {_number(round(roof))}"] * bool(closer and (rows.value > roof).any())
    figure.text(0.02, 14 / high, "     ".join(notes), size=SMALL, color=PALE)


def _runs(rows):
    """The runs of whole years that one source counts one after the other."""
    for _, one in rows[~rows.part].groupby("source"):
        one = one.drop_duplicates("period").sort_values("start")
        follows = (one.start - one.end.shift()).dt.days.between(0, 1) & (one.end - one.start > YEAR)
        yield from (run for _, run in one.groupby((~follows).cumsum()) if len(run) > 1)


def _label_ends(axes, ends, tall):
    """Each label beside the last number of its count, pushed up where two would touch."""
    places = []
    for share, label, colour, mark in sorted(ends):
        room = (26 * (label.count("\n") + 1) + 12) / tall
        floor = places[-1][0] + (places[-1][1] + room) / 2 if places else room / 2
        places.append((max(share, floor), room, label, colour, mark))
    spill = max(places[-1][0] + places[-1][1] / 2 - 1, 0)
    for y, _, label, colour, mark in places:
        axes.plot([1.03], [y - spill], mark, color=colour, markersize=12, transform=axes.transAxes, clip_on=False)
        axes.annotate(label, (1.055, y - spill), xycoords="axes fraction", size=SMALL, color=colour, va="center", weight="bold", linespacing=1.1)
