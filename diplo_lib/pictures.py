"""Pictures of the course: a table goes in, a Picture comes out that is figure, table, sentence and alt text.

Every picture says its sentence as its title, labels its marks directly and shows no text under 18 pixels. The same track
has the same colour and mark everywhere.
"""

import base64
import hashlib
import io
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import matplotlib
import pandas as pd
from ipywidgets import HTML, Widget
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .dates import in_words

WIDTH, DPI = 10, 100  # inches, dots: 1000 pixels, shown one to one
# In points. Beside JupyterLab's list of files a picture is 840 of its 1000 pixels wide on a screen of 1280: the small
# size is then 18 pixels high.
SMALL, LARGE = 15.5, 18
LETTER = 12.7  # pixels that a letter of the small size takes, and a little more
INK, PALE, MARKED = "#222222", "#767676", "#8a3b00"
# Colours after Paul Tol's "muted" scheme, which the colour-blind can tell apart; the mark tells them apart without colour.
TRACKS = {
    "official": ("#332288", "s"),
    "track 1.5": ("#117733", "P"),
    "track 2": ("#44aa99", "o"),
    "back channel": ("#882255", "D"),
    "violence": ("#cc6677", "X"),
    "domestic": ("#737373", "^"),
}
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
MOST_LABELS = 12


@dataclass(frozen=True, eq=False)
class Picture:
    """One thing in three views: `figure()`, `table` and `sentence`, with `alt` for who cannot see the figure.

    At the end of a cell it is shown as an image with its alt text, its sentence and its table.
    """

    sentence: str
    table: pd.DataFrame
    alt: str
    draw: Callable
    height: float

    def figure(self):
        """The matplotlib Figure, drawn anew."""
        figure = Figure(figsize=(WIDTH, self.height), dpi=DPI, facecolor="white")
        FigureCanvasAgg(figure)
        with matplotlib.rc_context({"font.size": SMALL, "text.color": INK, "axes.edgecolor": PALE}):
            title = textwrap.fill(self.sentence, 60)
            figure.text(0.02, 0.985, title, size=LARGE, weight="bold", va="top", linespacing=1.25)
            # the part of the height that the title leaves: 24 pixels and a quarter a line, and some air
            top = 1 - (36 * (title.count("\n") + 1) + 22) / (self.height * DPI)
            self.draw(figure, top)
        return figure

    def text(self):
        """Sentence and table as plain text: what a screen reader, print and a dead kernel have of it."""
        return f"{self.sentence}\n\n{as_text(self.table)}"

    def png(self):
        """The figure as PNG bytes; its metadata holds the hash of the table that it was drawn from."""
        data = io.BytesIO()
        self.figure().savefig(data, format="png", metadata={"Software": None, "Table": table_hash(self.table)})
        return data.getvalue()

    def html(self):
        """The figure as an `<img>` with alt text, and the table to open below it."""
        image = base64.b64encode(self.png()).decode()
        shown = f'<img class="diplo-picture" alt="{escape(self.alt)}" src="data:image/png;base64,{image}">'
        return f"{shown}<details><summary>The same as a table</summary>{as_html(self.table)}</details>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle(HTML(STYLE + self.html()), self.text(), self)


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


def track_name(track):
    """The track as a reader knows it: Track II, not track 2."""
    return {"track 2": "Track II", "track 1.5": "Track 1.5"}.get(track, track)


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
    axes.xaxis.set_major_locator(_year_ticks(begin, finish))


def _year_ticks(begin, finish):
    from matplotlib.dates import AutoDateLocator, MonthLocator, YearLocator

    years = (finish - begin).days / 365
    if years < 0.5:
        return MonthLocator()
    if years < 2:
        return AutoDateLocator(minticks=3, maxticks=6)
    return YearLocator(max(1, round(years / 8)))


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


def side_by_side(points, left, right, titles={}):
    """The points that two packages make on one theme, in their own words, with the words that only one of them uses marked.

    `points` has the columns `package, title, theme, text, quote, own` of `diplo_lib.points`, for one theme; `titles` names
    a package of which it holds no point. Raises ValueError when neither package says anything on the theme.

    >>> from diplo_lib import load, points
    >>> territory = points(load()).query("theme == 'territory'")
    >>> side_by_side(territory, "ksg-1998", "ksg-2005").table.columns.to_list()
    ['package', 'point', 'words', 'whose words', 'only here']
    """
    sides = [points[points.package == package] for package in (left, right)]
    if all(side.empty for side in sides):
        raise ValueError("neither text says anything on this theme; choose another theme or text")
    theme = points.theme.iloc[0]
    used = [{_bare(word) for quote in side.quote for word in quote.split()} - _LITTLE for side in sides]
    only = [used[0] - used[1], used[1] - used[0]]
    names = [side.title.iloc[0] if len(side) else titles.get(package, package) for side, package in zip(sides, (left, right))]
    rows = []
    for n, side in enumerate(sides):
        for _, row in side.iterrows():
            here = [word.strip(_SIGNS) for word in row.quote.split() if _bare(word) in only[n]]
            rows.append((names[n], row.text, row.quote, "its own" if row.own else "as others report it", ", ".join(here)))
    table = pd.DataFrame(rows, columns=["package", "point", "words", "whose words", "only here"])
    if all(len(side) for side in sides):
        sentence = f"{theme.capitalize()}: what do the two texts say? Marked words stand in one column only ({len(only[0])} left, {len(only[1])} right)."
    else:
        silent = names[0] if sides[0].empty else names[1]
        sentence = f"{theme.capitalize()}: nothing was seen in the pages at hand of “{silent}”."
    alt = f"Two columns of quotations. {sentence} " + " ".join(
        f"{name}: " + "; ".join(side.quote) + "." for name, side in zip(names, sides)
    )
    lines = [[_wrapped(quote) + ([] if own else [REPORTED]) for quote, own in zip(side.quote, side.own)] for side in sides]
    tallest = max(sum(len(quote) + 0.6 for quote in side) for side in lines)
    return Picture(sentence, table, alt, lambda figure, top: _draw_columns(figure, top, names, lines, only), 1.9 + 0.3 * tallest)


REPORTED = "(as others report it)"
_SIGNS = ".,;:()[]'’‘“”\"—–-"
# words that tell no two texts apart
_LITTLE = {"", *"a an and are as at be but by can for from has have in is it its not of on one or that the their them they this to was were which who will with would well itself such until time both all".split()}


def _bare(word):
    """A word without its punctuation and its plural: “entities” and “entity” tell two texts not apart."""
    word = word.lower().strip(_SIGNS)
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _wrapped(quote):
    return textwrap.wrap(f"“{quote}”", 34)


def _draw_columns(figure, top, names, columns, only):
    height = figure.get_figheight() * DPI
    for n, (name, quotes) in enumerate(zip(names, columns)):
        x = 0.02 + 0.5 * n
        figure.text(x, top, name, size=LARGE, weight="bold", va="top")
        y = top - 44 / height
        if not quotes:
            figure.text(x, y, "nothing seen on this in the pages at hand", size=SMALL, va="top", style="italic")
        for quote in quotes:
            for line in quote:
                _draw_words(figure, x, y, line, only[n] if line != REPORTED else set())
                y -= 30 / height
            y -= 18 / height
    figure.add_artist(matplotlib.lines.Line2D([0.5, 0.5], [0.04, top], color="#cccccc", linewidth=1))


def _draw_words(figure, x, y, line, marked):
    """One line of text; marked words are bold, coloured and underlined, so that no one sign carries the difference."""
    renderer = figure.canvas.get_renderer()
    wide, high = figure.get_size_inches() * DPI
    for word in line.split():
        mine = _bare(word) in marked
        text = figure.text(x, y - 22 / high, word, size=SMALL, va="baseline", weight="bold" if mine else "normal", color=MARKED if mine else INK)
        extent = text.get_window_extent(renderer)
        if mine:
            under = (extent.y0 - 1) / high
            ends = [extent.x0 / wide, extent.x1 / wide]
            figure.add_artist(matplotlib.lines.Line2D(ends, [under, under], color=MARKED, linewidth=1.5))
        x = extent.x1 / wide + 0.007


# What all live views of the course share: large enough for the back row, in the colours of JupyterLab's light and dark theme.
STYLE = """<style>
.diplo, .diplo button, .diplo label, .diplo input, .diplo textarea, .diplo .widget-html-content { font-size: 18px !important; line-height: 1.45 !important; }
.diplo, .diplo .widget-html-content { color: var(--jp-content-font-color1, #222); }
.diplo button { height: auto !important; min-height: 36px; white-space: normal !important; text-align: left; padding: 4px 12px; overflow: visible; }
.diplo button:focus-visible, .diplo input:focus-visible, .diplo textarea:focus-visible, .diplo summary:focus-visible { outline: 3px solid #b35900 !important; outline-offset: 1px; }
.diplo button.mod-active { font-weight: bold; box-shadow: inset 0 0 0 2px currentColor; }
.diplo .widget-toggle-button { max-width: calc(100% - 6px); }
.diplo button.diplo-do { border: 2px solid currentColor; font-weight: bold; margin: 8px 2px; align-self: flex-start; }
.diplo .widget-label { width: auto !important; min-width: 120px; }
.diplo-picture { max-width: 1000px; width: 100%; }
.diplo table, .diplo-table { border-collapse: collapse; margin: 6px 0; }
.diplo th, .diplo td { text-align: left !important; vertical-align: top; padding: 4px 10px; border-bottom: 1px solid #8888; white-space: normal; min-width: 80px; }
.diplo .widget-html:not(:has(p, table, img, details)) { display: none; }
.diplo .widget-html-content p { margin: 6px 0; }
.diplo .jupyter-widgets-disconnected::before { display: none !important; }
.diplo.jupyter-widgets-disconnected::before { display: block !important; font: inherit !important; content: "This part is asleep. To wake it, click into its grey box above and press Shift + Enter." !important; color: inherit !important; border: 2px solid; padding: 4px 12px; }
</style>"""


def as_text(table):
    """A table as lines of plain text, one row a line, cells parted by bars.

    >>> as_text(pd.DataFrame({"year": [2004], "event": ["Kathmandu"]}))
    'year | event\\n2004 | Kathmandu'
    """
    return "\n".join([" | ".join(table.columns), *(" | ".join(map(str, row)) for row in table.itertuples(index=False))])


def as_html(table):
    """A table as HTML, with everything in it escaped."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in table.itertuples(index=False)
    )
    return f'<table class="diplo-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def table_hash(table):
    """The fingerprint of a table, as a picture's metadata holds it."""
    return hashlib.sha256(as_text(table).encode()).hexdigest()[:16]


def bundle(widget, text, picture=None):
    """What a cell shows: the live widget, and beside it the plain text and the image that a saved lesson keeps."""
    widget.add_class("diplo")
    data = Widget._repr_mimebundle_(widget)
    data["text/plain"] = text
    metadata = {}
    if picture is not None:
        data["image/png"] = base64.b64encode(picture.png()).decode()
        metadata = {"image/png": {"width": WIDTH * DPI}}
    return data, metadata
