from html import escape

import pandas as pd
import pytest

from diplo_lib import load, points, side_by_side, standing, standing_chart, timeline
from diplo_lib.pictures.picture import as_html, table_hash


def drawn(picture):
    """The figure after drawing, with its texts' boxes."""
    figure = picture.figure()
    figure.canvas.draw()
    texts = list(figure.texts)
    for axes in figure.axes:
        ticks = [tick for axis in (axes.xaxis, axes.yaxis) if axis.get_visible() for tick in axis._update_ticks()]
        texts += [*axes.texts, *(tick.label1 for tick in ticks if tick.label1.get_visible())]
    return figure, [text for text in texts if text.get_text().strip()]


def every_picture(archive):
    events = archive.events
    yield "ksg", timeline(events[events.id.str.startswith("ksg")])
    for track, rows in events.groupby("track"):
        yield track, timeline(rows)
    table = standing(archive)
    for topic, rows in table.groupby("topic"):
        yield topic, standing_chart(rows)
    said = points(archive)
    for theme in said.theme.unique():
        for left, right in (("ksg-1998", "ksg-2005"), ("ksg-2000", "ksg-1998"), ("ksg-2005", "musharraf-2006-12")):
            yield f"{theme} {left} {right}", side_by_side(said, left, right, theme)


def assert_readable(name, picture):
    """No text is cut or small or lies over another."""
    figure, texts = drawn(picture)
    wide, high = figure.get_size_inches() * figure.dpi
    boxes = [(text, text.get_window_extent()) for text in texts]
    for text, box in boxes:
        # 840 of its 1000 pixels wide, as beside JupyterLab's list of files on a screen of 1280
        assert 0.84 * text.get_size() * figure.dpi / 72 >= 18, (name, text.get_text())
        assert box.x0 >= 0 and box.x1 <= wide and box.y0 >= 0 and box.y1 <= high, (name, "cut", text.get_text())
    for n, (one, a) in enumerate(boxes):
        for other, b in boxes[n + 1 :]:
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            along = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert across <= 1 or along <= 4, (name, one.get_text(), other.get_text())


def test_no_text_is_cut_or_small_or_lies_over_another(archive):
    for name, picture in every_picture(archive):
        assert_readable(name, picture)


def test_every_picture_is_told_in_words_to_who_cannot_see_it(archive):
    for name, picture in every_picture(archive):
        assert picture.sentence in picture.alt and len(picture.alt) > len(picture.sentence) + 8, f"{name}: alt text {picture.alt!r}"
        assert f'alt="{escape(picture.alt)}"' in picture.html(), name


def test_a_timeline_draws_each_event_at_its_own_days(small):
    picture = timeline(load(small).events)
    axes = picture.figure().axes[0]
    bar = axes.lines[0]
    assert [str(pd.Timestamp(day).date()) for day in bar.get_xdata()] == ["2004-12-11", "2004-12-14"]


def test_a_timeline_labels_twelve_and_keeps_all_in_the_table(archive):
    events = archive.events.query("track == 'official'")
    picture = timeline(events)
    labels = [text.get_text() for text in picture.figure().axes[0].texts]
    assert len(labels) == 13 and len(events) == len(picture.table) > 12
    assert labels[-1] == f"{len(events) - 12} more, named in the table"


def test_the_bars_of_a_standing_chart_are_the_counts(archive):
    rows = standing(archive).query("topic == 'pugwash'")
    widths = [bar.get_width() for bar in standing_chart(rows).figure().axes[0].patches]
    counts = [(rows.standing == name).sum() for name in ("corroborated", "single-source", "contested", "unchecked")]
    assert widths == [count for count in counts if count]


def test_words_that_stand_on_one_side_only_are_marked():
    columns = ["package", "title", "theme", "text", "quote", "own"]
    rows = [["a", "A", "movement", "x", "a sovereign land", True], ["b", "B", "movement", "y", "self-governing lands", False]]
    said = pd.DataFrame(rows, columns=columns)
    picture = side_by_side(said, "a", "b", "movement")
    assert picture.table["only here"].to_list() == ["sovereign", "self-governing"]
    drawn_texts = picture.figure().texts
    assert [text.get_text() for text in drawn_texts if text.get_weight() == "bold" and text.get_text().strip("“”") in ("sovereign", "land", "self-governing")] == ["sovereign", "“self-governing"]
    assert "(as others report it)" in " ".join(text.get_text() for text in drawn_texts)


def test_an_empty_picture_is_told_in_words(archive):
    for make, table in ((timeline, archive.events), (standing_chart, standing(archive))):
        with pytest.raises(ValueError, match="the filter before it leaves none"):
            make(table.head(0))
    said = side_by_side(points(archive), "ksg-1998", "ksg-2005", "violence").sentence
    assert said == "Violence: nothing was seen in the pages at hand of either text."


def test_words_are_not_marked_where_there_is_nothing_to_compare_them_with(archive):
    picture = side_by_side(points(archive), "ksg-1998", "ksg-2005", "water")
    assert set(picture.table["only here"]) == {""}


def test_a_picture_carries_its_text_its_alt_text_and_the_hash_of_its_table(archive):
    picture = timeline(archive.events.head(3))
    data, metadata = picture._repr_mimebundle_()
    assert data["text/plain"] == picture.text()
    assert f"Table\0{table_hash(picture.table)}".encode() in picture.png
    assert 'alt="Timeline. 3 ' in picture.html()
    assert metadata["image/png"]["width"] == 1000


def test_what_the_data_holds_is_never_markup():
    table = pd.DataFrame({"<b>": ["<script>alert(1)</script>"]})
    assert "<script>" not in as_html(table) and "<b>" not in as_html(table)
    events = pd.DataFrame({"title": ['"><script>'], "track": ["track 2"], "when": ["2004"], "start": pd.to_datetime(["2004-01-01"]), "end": pd.to_datetime(["2004-12-31"])})
    assert "<script>" not in timeline(events).html()
