from html import escape

import pandas as pd
import pytest

from diplo_lib import (
    accounts,
    attendance,
    calibration,
    channel,
    claim_clock,
    course_map,
    crossings,
    fate,
    figures_chart,
    load,
    points,
    positions,
    routes,
    side_by_side,
    standing,
    standing_chart,
    timeline,
    tracks,
)
from diplo_lib.pictures.picture import as_html, table_hash


def drawn(picture):
    """The figure after drawing, with its texts' boxes."""
    figure = picture.figure()
    figure.canvas.draw()
    texts = list(figure.texts)
    for axes in figure.axes:
        ticks = [tick for axis in (axes.xaxis, axes.yaxis) if axes.axison and axis.get_visible() for tick in axis._update_ticks()]
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


def unreadable(name, picture):
    """What is cut, small, or lies over another text, a line each."""
    figure, texts = drawn(picture)
    wide, high = figure.get_size_inches() * figure.dpi
    boxes = [(" ".join(text.get_text().split()), text.get_size(), text.get_window_extent()) for text in texts]
    for text, size, box in boxes:
        # 840 of its 1000 pixels wide, as beside JupyterLab's list of files on a screen of 1280
        if 0.84 * size * figure.dpi / 72 < 18:
            yield f"{name}: small: {text}"
        if not (box.x0 >= 0 and box.x1 <= wide and box.y0 >= 0 and box.y1 <= high):
            yield f"{name}: cut: {text}"
    for n, (one, _, a) in enumerate(boxes):
        for other, _, b in boxes[n + 1 :]:
            across = min(a.x1, b.x1) - max(a.x0, b.x0)
            along = min(a.y1, b.y1) - max(a.y0, b.y0)
            if across > 1 and along > 4:
                yield f"{name}: one over the other: {one} / {other}"


def assert_readable(name, picture):
    assert not list(unreadable(name, picture))


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


def test_a_case_stands_in_the_cell_of_its_two_steps_and_others_are_hollow_when_a_track_is_lifted_out():
    cases = pd.DataFrame(
        [["A", "track 2", "private", "open"], ["B", "back channel", "office", "secret"], ["C", "track 2", "private", "secret"]],
        columns=["title", "track", "people", "secrecy"],
    )
    picture = tracks(cases, ["private", "office"], ["open", "secret"], track="track 2")
    marks = {line.get_marker() + line.get_fillstyle(): line.get_xydata()[0] for line in picture.figure().axes[0].lines[:3]}
    places = {text.get_text(): text.get_position() for text in picture.figure().axes[0].texts}
    assert places["A"][0] < places["C"][0] == places["B"][0] and places["A"][1] == places["C"][1] < places["B"][1]
    assert "Dnone" in marks and "ofull" in marks
    assert picture.sentence == "Track II: 2 cases in 2 columns (how secret) and one row (how official)."
    assert tracks(cases, ["private", "office"], ["open", "secret"]).sentence.endswith("Track II in 2 and Back channel in 1 of the 2 columns.")


def test_the_line_of_a_step_tells_what_shows_it():
    columns = ["route", "title", "step", "origin", "goal", "shown"]
    steps = pd.DataFrame([["r", "R", 1, "A", "B", "documented"], ["r", "R", 2, "B", "C", "not documented"]], columns=columns)
    picture = routes(steps)
    lines = [line.get_linestyle() for line in picture.figure().axes[0].lines if line.get_marker() != ">"]
    assert lines == ["-", ":"] and picture.sentence.endswith("1 of 2 steps are documented.")
    both = routes(pd.concat([steps, steps.head(1).assign(route="s")]))
    assert "2 of 3 steps are documented; one of the 2 routes is documented from end to end" in both.sentence


def test_the_points_of_the_calibration_are_the_shares_of_right_answers():
    answers = pd.DataFrame({"confidence": [30, 90, 90, 90, 90], "right": [False, True, True, True, False]})
    picture = calibration(answers)
    points_drawn = [line.get_xydata()[0].tolist() for line in picture.figure().axes[0].lines if line.get_marker() == "o"]
    assert points_drawn == [[30, 0], [90, 75]]
    assert "surer than you were right" in picture.sentence  # 78 % expected, 60 % right
    assert "less sure" in calibration(answers.assign(confidence=30)).sentence
    assert_readable("calibration", picture)
    assert_readable("no calibration", calibration(answers.head(0)))


def test_the_bars_of_the_course_map_are_the_shares_answered():
    columns = ["lesson", "title", "minutes", "asked", "answered", "right"]
    progress = pd.DataFrame([["00-a", "Start here", 25, 8, 2, 1], ["06-b", "Confidence-building measures", 50, 20, 20, 9]], columns=columns)
    picture = course_map(progress)
    assert [bar.get_width() for bar in picture.figure().axes[0].patches] == [1, 0.25, 1, 1]
    assert picture.sentence == "You have answered 22 of 28 questions, in 2 lessons of 2."
    assert_readable("course map", picture)


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


def said(**columns):
    """Rows like those of `witnesses`, with the columns that the pictures of accounts need."""
    rows = pd.DataFrame(columns)
    common = {"author": "", "container_title": rows.source, "publisher": "", "title": rows.source, "perspective": "third-party", "vantage": "press", "value": ""}
    return rows.assign(**{name: value for name, value in common.items() if name not in rows})


def test_an_account_has_the_mark_of_its_relation_and_nothing_where_nothing_was_seen():
    rows = said(claim=["a", "b", "a"], source=["one", "one", "two"], relation=["asserts", "silent", "disputes"], issued=["2004", "2004", "2006"])
    picture = accounts("What happened?", rows, {"a": "First", "b": "Second"})
    marks = [(line.get_marker(), *line.get_xydata()[0]) for line in picture.figure().axes[0].lines if line.get_markersize() == 19]
    by_mark = {mark: (x, y) for mark, x, y in marks}
    assert len(marks) == 3 and set(by_mark) == {"o", "_", "X"}
    assert by_mark["o"][0] == by_mark["X"][0] < by_mark["_"][0], "the columns are the claims"
    assert by_mark["o"][1] == by_mark["_"][1] < by_mark["X"][1], "the rows are the sources, the oldest first"
    assert picture.table["Second"].to_list() == ["is silent", ""]
    assert picture.sentence == "What happened? 2 accounts: somebody differs on one of the 2 points."


def test_the_clock_draws_the_time_told_of_and_the_day_of_writing():
    rows = said(claim=["a", "a"], source=["one", "two"], relation=["asserts", "disputes"], issued=["2005-06-01", "2009-03-02"], when=["2005/2007"] * 2)
    picture = claim_clock("How close?", rows, {"a": "Close"})
    axes = picture.figure().axes[0]
    bars = [line.get_xdata() for line in axes.lines if line.get_linewidth() == 9]
    written = [pd.Timestamp(line.get_xdata()[0]) for line in axes.lines if line.get_markersize() == 15]
    assert [str(pd.Timestamp(day).date()) for day in bars[0]] == ["2005-01-01", "2007-12-31"]
    assert [str(day.date()) for day in written] == ["2005-06-01", "2009-03-02"]
    assert picture.sentence == "How close? 1 of 2 accounts were written more than a year after the time that they tell of."


def test_the_strongest_evidence_of_presence_counts_but_who_was_kept_away_is_shown_so():
    rows = pd.DataFrame(
        [["M", "2004-12-11", "A", "invited"], ["M", "2004-12-11", "A", "reported present"], ["N", "2006-03-10", "A", "invited"],
         ["M", "2004-12-11", "B", "reported present"], ["M", "2004-12-11", "B", "kept away"]],
        columns=["meeting", "start", "person", "presence"],
    ).assign(side="Indian")  # fmt: skip
    picture = attendance(rows.assign(start=pd.to_datetime(rows.start)))
    table = picture.table.set_index("person")
    assert (table.loc["A", "M"], table.loc["A", "N"], table.loc["B", "M"]) == ("reported present", "invited", "kept away")
    marks = [(line.get_marker(), line.get_fillstyle()) for line in picture.figure().axes[0].lines if line.get_markersize() == 17]
    assert marks == [("X", "full"), ("o", "full"), ("o", "none")], "B, who was kept away, stands first"


def test_a_number_in_the_positions_is_the_count_of_points_and_hollow_when_others_report_them():
    rows = pd.DataFrame(
        [["a", "A", "trade", True], ["a", "A", "trade", False], ["b", "B", "trade", False], ["b", "B", "water", False]],
        columns=["package", "title", "theme", "own"],
    ).assign(text="t", quote="q")
    picture = positions(rows, ["trade", "water"], "trade")
    numbers = {text.get_text(): text.get_position() for text in picture.figure().axes[0].texts if text.get_text().isdigit()}
    fills = [line.get_fillstyle() for line in picture.figure().axes[0].lines if line.get_markersize() == 28]
    assert set(numbers) == {"2", "1"} and fills == ["full", "none", "none"]
    assert picture.sentence == "Who says something on trade? 2 texts of 2, of which one in words of its own at hand."


def test_a_lane_is_thick_only_while_the_measure_runs_and_a_hair_after_the_last_dated_state():
    rows = pd.DataFrame(
        [["bus", "Bus", "proposed", "2003-01-01"], ["bus", "Bus", "begun", "2005-04-07"], ["bus", "Bus", "suspended", "2019-03-04"]],
        columns=["measure", "title", "state", "start"],
    )
    picture = fate(rows.assign(start=pd.to_datetime(rows.start)))
    lines = [(str(pd.Timestamp(line.get_xdata()[0]).date()), line.get_linewidth()) for line in picture.figure().axes[0].lines if line.get_marker() == "None" and len(line.get_xdata()) == 2]
    assert ("2003-01-01", 2.5) in lines and ("2005-04-07", 13) in lines and ("2019-03-04", 1) in lines
    assert picture.sentence == "Did this measure run? At the end of 2010: 1. By the last word that we have of each: none."
    assert picture.table.iloc[0].to_list() == ["Bus", "begun", "suspended", "2019"]


def test_a_crossing_without_a_known_end_is_said_to_be_unknown():
    rows = pd.DataFrame(
        [["K", 34.1, "bus", "2005", "2019", "2005-04-07", "2019-03-04"], ["H", 33.9, "trade", "2005", "", "2005-11-16", None], ["M", 33.6, "bus", "2005", "2006", "2005-11-14", "2006-06-30"]],
        columns=["crossing", "lat", "service", "began", "stopped", "start", "end"],
    )
    strip = rows.assign(start=pd.to_datetime(rows.start), end=pd.to_datetime(rows.end), india_side=rows.crossing, pakistan_side=rows.crossing)
    picture = crossings(strip, year=2010)
    weights = {text.get_text(): text.get_weight() for text in picture.figure().axes[0].texts}
    assert weights["bus  2005 to 2019"] == "bold" and weights["trade  2005 to ?"] == weights["bus  2005 to 2006"] == "normal"
    assert picture.sentence == "At the end of 2010 something crossed at 1 of the 3 places; of 1 we do not know."
    assert picture.table["Indian-administered side"].to_list() == ["K", "H", "M"], "from north to south"
    assert "At the end of 2004 something crossed at none" in crossings(strip, year=2004).sentence


def test_numbers_are_joined_only_where_one_source_counts_years_that_follow_each_other():
    rows = pd.DataFrame(
        [["n", "2010", 5, "ministry"], ["n", "2011", 7, "ministry"], ["n", "2013", 9, "ministry"], ["n", "2010", 8, "army"]],
        columns=["series", "period", "value", "source"],
    ).assign(unit="shots", note="")
    rows["start"], rows["end"] = pd.to_datetime(rows.period + "-01-01"), pd.to_datetime(rows.period + "-12-31")
    picture = figures_chart(rows, {"n": "Count"}, "Firing")
    joined = [list(line.get_ydata()) for line in picture.figure().axes[0].lines if line.get_linestyle() == "-" and line.get_marker() == "None"]
    assert [7] not in joined and [5, 7] in joined and [9] in joined and [8] in joined
    assert picture.sentence == "Firing: the highest number is 9 (2013). Which one is right? For 2010 sources give 5 and 8."
    with pytest.raises(ValueError, match="different units"):
        figures_chart(pd.concat([rows, rows.assign(unit="rupees")]), {"n": "Count"}, "Firing")


def test_an_envoy_has_one_bar_from_first_to_last_and_the_sides_are_counted():
    rows = pd.DataFrame(
        [["A", "Indian", "2003-01-01", "2003-12-31"], ["A", "Indian", "2004-03-01", "2004-03-31"], ["B", "Pakistani", "2003-01-01", "2007-12-31"]],
        columns=["person", "side", "start", "end"],
    )
    envoys = rows.assign(start=pd.to_datetime(rows.start), end=pd.to_datetime(rows.end))
    picture = channel(envoys, load().events.query("id == 'mumbai-2008'"))
    bars = [[str(pd.Timestamp(day).date()) for day in line.get_xdata()] for line in picture.figure().axes[0].lines if line.get_linewidth() == 18]
    assert bars == [["2003-01-01", "2004-03-31"], ["2003-01-01", "2007-12-31"]]
    assert picture.sentence == "Who spoke for whom? One Indian envoy and one Pakistani envoy; 1 shock fell in this time."
