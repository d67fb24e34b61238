"""What every picture is: figure, table, sentence and alt text of one thing, and the colours and sizes that all share."""

import base64
import hashlib
import io
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape

import matplotlib
import pandas as pd
from ipywidgets import HTML, Widget
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

WIDTH, DPI = 10, 100  # inches, dots: 1000 pixels, shown one to one
# In points. Beside JupyterLab's list of files a picture is 840 of its 1000 pixels wide on a screen of 1280: the small
# size is then 18 pixels high.
SMALL, LARGE = 15.5, 18
LINE = 25  # pixels from one line of the small size to the next
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
            title = "\n".join(balanced(self.sentence))
            figure.text(0.02, 0.985, title, size=LARGE, weight="bold", va="top", linespacing=1.25)
            self.draw(figure, 1 - title_room(self.sentence) / (self.height * DPI))  # the part of the height that the title leaves
        return figure

    def text(self):
        """Sentence and table as plain text: what a screen reader, print and a dead kernel have of it."""
        return f"{self.sentence}\n\n{as_text(self.table)}"

    @cached_property
    def png(self):
        """The figure as PNG bytes, drawn once; its metadata holds the hash of the table that it was drawn from."""
        data = io.BytesIO()
        self.figure().savefig(data, format="png", metadata={"Software": None, "Table": table_hash(self.table)})
        return data.getvalue()

    def html(self):
        """The figure as an `<img>` with alt text, and the table to open below it."""
        image = base64.b64encode(self.png).decode()
        shown = f'<img class="diplo-picture" alt="{escape(self.alt)}" src="data:image/png;base64,{image}">'
        return f"{shown}<details><summary>The same as a table</summary>{as_html(self.table)}</details>"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return bundle(HTML(STYLE + self.html()), self.text(), self)


def track_name(track):
    """The track as a reader knows it: Track II, not track 2."""
    return {"track 2": "Track II", "track 1.5": "Track 1.5"}.get(track, track)


def page(figure):
    """Axes over the whole figure on which one unit is one pixel, from the top left: `(axes, width, height)`."""
    wide, high = WIDTH * DPI, figure.get_figheight() * DPI
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    axes.axis("off")
    return axes, wide, high


def fit(text, pixels):
    """The text in lines that are no wider than so many pixels in the small size; a longer word stands alone.

    >>> fit("Geelani had no passport", 130)
    ['Geelani had', 'no passport']
    """
    lines = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and breadth(longer) <= pixels:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=4096)
def breadth(text):
    """How many pixels a text of the small size is wide.

    >>> breadth("Kathmandu") < breadth("Kathmandu, 2004")
    True
    """
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=SMALL), ismath=False)
    return width * DPI / 72


def key(axes, y, entries, left=24):
    """One line that tells the marks: `(word, colour, mark, fill)` each. Returns the pixel after it."""
    for word, colour, mark, fill in entries:
        axes.plot([left], [y], mark, color=colour, fillstyle=fill, markerfacecoloralt="white", markersize=12 if mark == "D" else 15, markeredgewidth=4 if mark == "_" else 2)
        axes.text(left + 20, y, word, size=SMALL, va="center", color=INK)
        left += breadth(word) + 60
    return left - 12


def many(number, thing):
    """A number of things in words: none and one are written out.

    >>> many(1, "source"), many(3, "source")
    ('one source', '3 sources')
    """
    return f"{ {0: 'no', 1: 'one'}.get(number, number)} {thing}{'' if number == 1 else 's'}"


def balanced(sentence, most=60):
    """A sentence in as few lines as letters allow, all about as long: no last word stands alone.

    >>> balanced("One of the accounts was written later", 30)
    ['One of the accounts', 'was written later']
    """
    lines = len(textwrap.wrap(sentence, most))
    widths = range(min(most, max(map(len, sentence.split()))), most + 1)
    return next(wrapped for width in widths if len(wrapped := textwrap.wrap(sentence, width)) == lines)


def title_room(sentence):
    """How many pixels of the height its title takes: 24 pixels and a quarter a line, and some air.

    >>> title_room("Short")
    58
    """
    return 36 * len(balanced(sentence)) + 22


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
        data["image/png"] = base64.b64encode(picture.png).decode()
        metadata = {"image/png": {"width": WIDTH * DPI}}
    return data, metadata
