from html import escape

import pandas as pd
import pytest
from matplotlib.dates import date2num, num2date

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
    presences,
    routes,
    side_by_side,
    standing,
    standing_chart,
    timeline,
    tracks,
)
from diplo_lib.dates import span
from diplo_lib.pictures.picture import as_html, balanced, breadth, fit, table_hash


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


EVIDENCE = ["source", "author", "container_title", "publisher", "title", "issued", "perspective", "vantage", "claim", "relation", "value", "when"]


def rows_of(*rows):
    """Evidence as `witnesses` gives it: source, year, claim, relation, value, and the time told of."""
    here = [[source, source.title(), "", "", "", issued, "indian-society", "press", claim, relation, value, when] for source, issued, claim, relation, value, when in rows]
    return pd.DataFrame(here, columns=EVIDENCE)


def marks(picture, *shapes):
    """The marks of these shapes as (x, y, shape and fill), row by row."""
    lines = [(line.get_xdata(), line.get_ydata(), line.get_marker() + line.get_fillstyle()) for line in picture.figure().axes[0].lines]
    return sorted((float(y[0]), x[0], mark) for x, y, mark in lines if len(x) == 1 and mark[0] in shapes)


def test_each_account_has_the_mark_of_what_its_rows_say_and_no_mark_where_it_says_nothing():
    rows = rows_of(
        ["dawn", "2004", "a", "asserts", "15 (in all)", ""],
        ["hindu", "2006", "a", "disputes", "", ""],
        ["hindu", "2006", "b", "qualifies", "a very long value, too long to stand there", ""],
        ["both", "2008", "a", "confirms", "", ""],
        ["both", "2008", "a", "corrects", "", ""],
        ["mute", "2010", "b", "silent", "", ""],
    )
    picture = accounts("How many?", rows, {"a": "Fifteen", "b": "Thirty"})
    *grid, _ = zip(*[iter(marks(picture, "o", "X", "D", "_"))] * 5)  # five cells; the rest is the key
    columns = sorted({x for _, x, _ in grid[0]})
    assert len(columns) == 2
    assert [(columns.index(x), mark) for _, x, mark in grid[0]] == [(0, "ofull"), (0, "Xfull"), (1, "oleft"), (0, "Dfull"), (1, "_full")]
    assert picture.table.Fifteen.to_list() == ["agrees: 15 (in all)", "differs", "tells both sides", ""]
    texts = [text.get_text() for text in picture.figure().axes[0].texts]
    assert "15" in texts and not any("very long" in text for text in texts)
    assert picture.sentence == "How many? 4 accounts: somebody differs on one of the 2 points."


def test_rival_points_that_nobody_disputes_by_name_are_not_said_to_agree():
    rows = rows_of(["dawn", "2004", "a", "asserts", "", ""], ["hindu", "2006", "b", "asserts", "", ""])
    labels = {"a": "Close", "b": "Not close"}
    assert accounts("How close?", rows, labels).sentence == "How close? 2 accounts of 2 points; nobody speaks outright against another."
    assert accounts("How close?", rows.head(1), labels).sentence == "How close? One account, of one point."
    assert "No source of this kind" in accounts("How close?", rows.head(0), labels).sentence


def test_each_point_has_a_row_even_among_many_accounts_and_none_drawn_is_empty():
    many = [[f"paper{n}", str(1990 + n), "a", "asserts", "", ""] for n in range(12)]
    late = [["last", "2020", "b", "asserts", "", ""], ["critic", "2021", "a", "disputes", "", ""], ["apart", "2022", "g", "asserts", "", ""]]
    labels = {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E", "f": "F", "g": "G"}
    picture = accounts("What?", rows_of(*many, *late), labels)
    texts = [text.get_text() for text in picture.figure().axes[0].texts]
    names = [text.split(",")[0] for text in texts if "press" in text]
    assert len(names) == 8 and names[-2:] == ["Last", "Critic"] and "Apart" not in names
    assert "7 more sources and one more point, in the table" in texts and len(picture.table) == 15


def test_the_clock_draws_the_time_told_of_and_the_day_of_writing():
    rows = rows_of(["dawn", "2004-09-10", "a", "asserts", "", "2005/2007"], ["late", "2015", "b", "asserts", "", "2003-05"], ["late", "2015", "c", "disputes", "", "2001"], ["undated", "", "a", "asserts", "", "2005"])
    labels = {"a": "Fifteen", "b": "Thirty", "c": "None"}
    picture = claim_clock("How many?", rows, labels)
    lines = [[pd.Timestamp(day) for day in line.get_xdata()] for line in picture.figure().axes[0].lines if line.get_linewidth() == 13]
    assert lines == [[pd.Timestamp("2005-01-01"), pd.Timestamp("2007-12-31")], [pd.Timestamp("2003-05-01"), pd.Timestamp("2003-05-31")]]
    written = [x for _, x, mark in marks(picture, "o", "X")]
    assert written == [pd.Timestamp("2004-09-10"), pd.Timestamp("2015-01-01")]
    assert picture.sentence == "How many? 1 of 2 accounts was written more than a year after the time that it tells of."
    labels_drawn = [text.get_text() for text in picture.figure().axes[0].texts]
    assert labels_drawn == ["Dawn, 2004\nFifteen", "Late, 2015\nThirty"], "a source stands with what it says itself, not with what it disputes"
    assert "no date known" in picture.table.written.to_list() and len(picture.table) == 4
    told = claim_clock("How many?", rows, labels, order="told")
    assert [text.get_text() for text in told.figure().axes[0].texts] == labels_drawn[::-1]


def test_two_sources_of_one_name_are_told_apart_and_those_without_a_date_stand_last():
    rows = rows_of(["a", "", "c", "asserts", "", "2004"], ["b", "", "c", "asserts", "", "2004"], ["d", "2004-02", "c", "asserts", "", "2004"], ["e", "2004-05", "c", "asserts", "", "2004"])
    rows["author"] = "United States Embassy, New Delhi"
    table = accounts("What?", rows, {"c": "It was so"}).table
    assert table.source.to_list() == ["US Embassy, New Delhi, February 2004", "US Embassy, New Delhi, May 2004", "US Embassy, New Delhi (1)", "US Embassy, New Delhi (2)"]
    clock = claim_clock("What?", rows.assign(author="United States Embassy of a very long name, New Delhi"), {"c": "It was so"})
    drawn_names = [text.get_text().split("\n")[0] for text in clock.figure().axes[0].texts]
    assert [name.rpartition("…, ")[2] for name in drawn_names] == ["February 2004", "May 2004"]
    assert_readable("clock", clock)


def test_a_head_of_a_meeting_says_its_year_once(archive):
    for forum in filter(None, archive.events.forum.unique()):
        for _, rows in presences(archive, forum).groupby("side"):
            texts = [text.get_text().split("\n") for text in attendance(rows).figure().axes[0].texts]
            heads = [lines for lines in texts if lines[-1].isdigit()]
            assert heads and all(sum(line.isdigit() for line in head) == 1 for head in heads), f"{forum}: {heads}"


def test_a_clock_of_a_few_months_has_ticks_that_do_not_touch():
    for last in ("2004-12-20", "2005-03", "2005-08", "2006-06"):
        rows = rows_of(["dawn", "2004-12-14", "a", "asserts", "", "2004-12-11/2004-12-14"], ["late", last, "a", "confirms", "", "2004-12"])
        assert_readable(last, claim_clock("What?", rows, {"a": "A list"}))


def test_one_person_at_one_meeting_has_the_strongest_mark_but_kept_away_stands():
    columns = ["meeting", "start", "person", "side", "presence"]
    said = [
        ["Lahore", "2003", "Ann", "Indian", "invited"],
        ["Lahore", "2003", "Ann", "Indian", "confirmed by organiser"],
        ["Lahore", "2003", "Ann", "Indian", "reported present"],
        ["Dubai", "2011", "Ann", "Indian", "invited"],
        ["Lahore", "2003", "Bob", "Kashmiri", "kept away"],
        ["Lahore", "2003", "Bob", "Kashmiri", "confirmed by organiser"],
        ["Dubai", "2011", "Cem", "third party", "reported present"],
    ]
    picture = attendance(pd.DataFrame(said, columns=columns).assign(start=lambda rows: pd.to_datetime(rows.start)))
    table = picture.table.set_index("person")
    assert table.loc["Ann"].to_list() == ["Indian", "confirmed by organiser", "invited"]
    assert table.loc["Bob"].to_list() == ["Kashmiri", "kept away", ""]
    assert list(table) == ["side", "Lahore", "Dubai"] and list(table.index) == ["Bob", "Ann", "Cem"]
    grid = marks(picture, "s", "o", "X")[:4]
    assert [mark for _, _, mark in grid] == ["Xfull", "sfull", "onone", "ofull"]
    assert grid[0][1] == grid[1][1] < grid[2][1] == grid[3][1]
    assert picture.sentence == "Who was there? 3 names for 2 meetings, one of them for more than one; 1 of 4 entries is confirmed by the organiser."


def test_the_marks_of_a_forum_are_the_strongest_roles_of_the_dataset(archive):
    strength = ["confirmed by organiser", "reported present", "invited"]
    events = archive.events[archive.events.forum == "pugwash-conferences"]
    names = archive.actors.set_index("id").name
    table = attendance(presences(archive, "pugwash-conferences")).table.set_index("person")
    for event, title in zip(events.id, events.title):
        here = archive.roles[archive.roles.event == event]
        for actor in here.actor[here.actor.map(archive.actors.set_index("id").kind) == "person"].unique():
            said = set(here.presence[here.actor == actor])
            assert table[title][names[actor]] == ("kept away" if "kept away" in said else next(one for one in strength if one in said)), f"{actor} at {event}"


def test_filled_marks_count_own_words_and_open_marks_those_of_others():
    columns = ["package", "title", "theme", "text", "quote", "own"]
    said = pd.DataFrame(
        [["a", "KSG, 1998", "trade", "x", "x", True]] * 2 + [["a", "KSG, 1998", "trade", "y", "y", False]] + [["b", "KSG, 2005", "water", "z", "z", False]],
        columns=columns,
    )
    picture = positions(said, ["trade", "water"], "trade")
    assert [mark for _, _, mark in marks(picture, "o")[:3]] == ["ofull", "onone", "onone"]
    texts = [text.get_text() for text in picture.figure().axes[0].texts]
    assert [text for text in texts if text.isdigit() and len(text) < 3] == ["2", "1", "1"]
    assert texts.count("KSG") == 1 and {"1998", "2005"} <= set(texts)
    assert [text.get_text() for text in picture.figure().axes[0].texts if text.get_weight() == "bold" and text.get_text() in ("trade", "water")] == ["trade"]
    assert picture.sentence == "Who says something on trade? One of 2 texts, in words of its own at hand."
    assert positions(said, ["trade", "water"], "water").sentence.endswith("One of 2 texts, as others report it.")
    assert positions(said, ["trade", "water"], "violence").sentence.endswith("None of 2 texts.")


def test_the_numbers_of_positions_are_those_of_the_proposals(archive):
    said = points(archive)
    themes = list(said.theme.unique())
    for package in said.package.unique():
        picture = positions(said[said.package == package], themes, themes[0])
        numbers = [int(text.get_text()) for text in picture.figure().axes[0].texts if text.get_weight() == "bold" and text.get_text().isdigit()]
        assert sum(numbers) == (archive.proposals.package == package).sum(), package


def test_text_is_folded_by_its_breadth_and_titles_leave_no_word_alone():
    for label in ("A breakthrough near", "Draft never sent back", "Institute for Conflict Management, 2006"):
        lines = fit(label, 150)
        assert " ".join(lines) == label and all(breadth(line) <= 150 or " " not in line for line in lines)
    sentence = "How close was an agreement on Kashmir? 20 of 23 accounts were written more than a year after the time that they tell of."
    lines = balanced(sentence)
    assert " ".join(lines) == sentence and len(lines) == 3 and min(map(len, lines)) > 30


def lanes(*rows):
    """Statuses as `histories` gives them, from rows of measure, state and day."""
    rows = pd.DataFrame(rows, columns=["measure", "state", "start"])
    return rows.assign(title=rows.measure, start=pd.to_datetime(rows.start))


def bars(picture):
    """The bars of a picture of lanes: lane (its height), state, first and last day, opacity."""
    days = lambda number: str(num2date(number).date())  # noqa: E731
    return [
        (round(bar.get_y()), bar.get_gid(), days(bar.get_x()), days(bar.get_x() + bar.get_width()), bar.get_alpha())
        for bar in picture.figure().axes[0].patches
        if bar.get_gid()
    ]


def test_a_lane_is_a_bar_only_while_the_measure_runs_and_is_cut_where_it_was_suspended():
    rows = lanes(["Bus", "proposed", "2003-01-01"], ["Bus", "begun", "2005-04-07"], ["Bus", "suspended", "2008-10-08"],
                 ["Bus", "restricted", "2009-12-01"], ["Bus", "suspended", "2019-03-04"])  # fmt: skip
    picture = fate(rows)
    assert [bar[1:4] for bar in bars(picture)] == [
        ("begun", "2005-04-07", "2008-10-08"), ("suspended", "2008-10-08", "2009-12-01"), ("restricted", "2009-12-01", "2019-03-04"),
    ]  # fmt: skip
    marks = [(line.get_marker(), str(pd.Timestamp(line.get_xdata()[0]).date())) for line in picture.figure().axes[0].lines if line.get_marker() in "oX"]
    assert marks == [("X", "2019-03-04"), ("o", "2003-01-01")], "an X where it stopped for good, a dot for each dated word on paper"
    assert picture.sentence == "Did this measure run, by the last word on it? End of 2010: yes. Latest: no."
    assert picture.table.iloc[0].to_list() == ["Bus", "restricted", "suspended", "2019"]
    assert_readable("one lane", picture)


def test_after_the_last_dated_word_a_lane_fades_away():
    shown = bars(fate(lanes(["Bus", "begun", "2006-01-01"])))
    assert shown[0][2] == "2006-01-01" and shown[-1][3] < "2007-07-01", "no bar goes on for years after the last word"
    opacity = [bar[4] for bar in shown]
    assert opacity == sorted(opacity, reverse=True) and opacity[0] == 1 and opacity[-1] < 0.15


def test_what_is_older_than_the_axis_is_an_arrow_at_its_left_edge_and_no_bar_without_a_later_word():
    picture = fate(lanes(["Hotline", "begun", "1971-01-01"], ["Hotline", "resumed", "1990-12-01"], ["Bus", "begun", "1976-07-22"], ["Bus", "ended", "2019-08-08"]))
    assert [bar[1:4] for bar in bars(picture)] == [("begun", "1998-01-01", "2019-08-08")]
    texts = " ".join(text.get_text() for text in picture.figure().axes[0].texts)
    assert [line.get_marker() for line in picture.figure().axes[0].lines].count("<") == 2 and "(from 1971)" in texts and "(from 1976)" in texts


def test_at_a_day_the_words_at_the_right_are_those_of_the_day_and_what_came_later_is_pale():
    rows = lanes(["Bus", "begun", "2006-01-01"], ["Bus", "suspended", "2019-08-01"], ["Markets", "proposed", "2004-12-01"], ["Chamber", "begun", "2012-02-09"])
    picture = fate(rows, latest=False)
    axes = picture.figure().axes[0]
    words = [text.get_text() for text in axes.texts]
    assert {"begun 2006", "proposed 2004", "not yet"} <= set(words) and "suspended 2019" not in words
    pale = [patch for patch in axes.patches if not patch.get_gid()]
    assert [str(num2date(patch.get_x()).date()) for patch in pale] == ["2010-12-31"] and pale[0].get_zorder() > 3
    assert picture.sentence == "How many of these 3 measures ran, by the last word on each? End of 2010: one."
    assert "Latest: one." in fate(rows).sentence and "suspended 2019" in [text.get_text() for text in fate(rows).figure().axes[0].texts]


def test_what_ran_stands_above_what_stayed_on_paper():
    rows = lanes(["Paper", "proposed", "2001-01-01"], ["Bus", "begun", "2006-01-01"], ["Train", "begun", "2005-01-01"])
    assert fate(rows).table.measure.to_list() == ["Train", "Bus", "Paper"]
    places = {text.get_text(): text.xy[1] for text in fate(rows).figure().axes[0].texts}
    assert places["ran at some time"] < places["Train"] < places["Bus"] < places["only on paper"] < places["Paper"]


STRIP = pd.DataFrame(
    [["K", 34.1, "bus", "2005", "2019", "2005-04-07", "2019-03-04"], ["H", 33.9, "trade", "2005", "", "2005-11-16", None], ["M", 33.6, "bus", "2005", "2006", "2005-11-14", "2006-06-30"]],
    columns=["crossing", "lat", "service", "began", "stopped", "start", "end"],
)
STRIP = STRIP.assign(start=pd.to_datetime(STRIP.start), end=pd.to_datetime(STRIP.end), india_side=STRIP.crossing, pakistan_side=STRIP.crossing)


def test_a_road_passes_the_line_only_while_its_service_is_known_to_run():
    picture = crossings(STRIP, year=2010)
    axes = picture.figure().axes[0]
    roads = {}
    for line in axes.lines:
        if line.get_gid() and line.get_marker() == "None":
            roads.setdefault(line.get_gid(), []).append((line.get_xdata()[0], line.get_xdata()[-1], line.get_linestyle()))
    (west, east) = roads["ran"]
    assert west[1] == east[0] == 500, "the open road meets itself at the line"
    for state, style in (("did not run", "-"), ("not known", ":")):
        (west, east) = roads[state]
        assert west[1] < 500 < east[0] and west[2] == east[2] == style, state
    assert [text.get_text() for text in axes.texts].count("?") == 1
    assert picture.sentence == "Where was the line open? At the end of 2010 people or goods crossed at one of 3 places; of one more we do not know."
    assert picture.table["Indian-administered side"].to_list() == ["K", "H", "M"], "from north to south"
    assert picture.table["end of 2010"].to_list() == ["ran", "not known", "did not run"]
    assert_readable("strip", picture)


def test_a_place_where_something_is_known_to_run_is_not_counted_as_unknown():
    both = pd.concat([STRIP, STRIP[STRIP.service == "trade"].assign(crossing="K", lat=34.1)])
    assert crossings(both).sentence.endswith("crossed at one of 3 places; of one more we do not know.")


def test_the_years_of_the_strip_ask_for_the_end_of_the_year():
    assert "At the end of 2004 people or goods crossed at none of 3 places." in crossings(STRIP, year=2004).sentence
    assert "a bus crossed at 2 of 2 places" in crossings(STRIP, 2005, "bus").sentence
    assert "a bus crossed at one of 2 places" in crossings(STRIP, 2006, "bus").sentence
    assert "a bus crossed at none of 2 places" in crossings(STRIP, 2019, "bus").sentence
    assert "trade crossed at no place; of one we do not know" in crossings(STRIP, 2019, "trade").sentence


def counts(*rows):
    """Figures as `archive.figures` holds them, from rows of label, period, value and source."""
    rows = pd.DataFrame(rows, columns=["label", "period", "value", "source"]).assign(unit="shots", note="")
    spans = [span(period) if period else None for period in rows.period]
    return rows.assign(start=pd.to_datetime([one and one.earliest for one in spans]), end=pd.to_datetime([one and one.latest for one in spans]))


def points_drawn(picture):
    """The marks beside the axis of a picture of figures: value, year, and whether it is hollow."""
    return [
        (float(y), num2date(date2num(x)).year, line.get_markerfacecolor() == "white")
        for line in picture.figure().axes[0].lines
        if line.get_markersize() == 10
        for x, y in zip(line.get_xdata(), line.get_ydata())
    ]


def test_numbers_are_joined_only_where_one_source_counts_years_that_follow_each_other():
    rows = counts(["Count", "2010", 5, "ministry"], ["Count", "2011", 7, "ministry"], ["Count", "2013", 9, "ministry"], ["Count", "2012", 8, "army"])
    picture = figures_chart(rows, "Firing")
    joined = [list(line.get_ydata()) for line in picture.figure().axes[0].lines if line.get_linestyle() == "-" and line.get_marker() == "None"]
    assert joined == [[5, 7]], "not over the year 2012, which the ministry does not give, and not to the army's number"
    assert sorted(points_drawn(picture)) == [(5, 2010, False), (7, 2011, False), (8, 2012, False), (9, 2013, False)]
    with pytest.raises(ValueError, match="different units"):
        figures_chart(pd.concat([rows, rows.assign(unit="rupees")]), "Firing")


def test_a_number_for_a_part_of_a_year_is_hollow_and_is_no_highest_or_lowest_year():
    rows = counts(["Count", "2010", 5, "a"], ["Count", "2011", 7, "a"], ["Count", "2012-01/2012-02", 1, "a"])
    picture = figures_chart(rows, "Firing")
    assert sorted(points_drawn(picture)) == [(1, 2012, True), (5, 2010, False), (7, 2011, False)]
    assert picture.sentence == "Firing: 5 in 2010, 7 in 2011."
    assert "hollow: a part of a year" in [text.get_text() for text in picture.figure().texts]


def test_running_totals_stand_at_the_end_of_their_time_and_none_is_hollow():
    picture = figures_chart(counts(["Count", "2005/2008-07", 5, "a"], ["Count", "2009-03", 7, "a"]), "Travellers", totals=True)
    assert sorted(points_drawn(picture)) == [(5, 2008, False), (7, 2009, False)]


def test_sources_differ_only_where_two_sources_count_one_thing_in_one_period():
    rows = counts(["One", "2010", 5, "a"], ["One", "2010", 8, "b"], ["Two", "2010", 90, "a"], ["One", "2011", 6, "a"], ["One", "2011", 60, "a"])
    assert figures_chart(rows, "Firing").sentence == "Firing (Two): 90 in 2010. Sources differ for 2010 (One): 5 and 8."
    assert "differ" not in figures_chart(rows[rows.source == "a"], "Firing").sentence, "one source that gives two numbers is no rival of itself"


def test_closer_the_higher_half_of_the_numbers_is_arrows_at_the_top():
    rows = counts(["Count", "2008", 1, "a"], ["Count", "2009", 2, "a"], ["Count", "2010", 3, "a"], ["Count", "2011", 100, "a"], ["Count", "2012", 200, "a"])
    picture = figures_chart(rows, "Firing", closer=True)
    axes = picture.figure().axes[0]
    arrows = [num2date(date2num(x)).year for line in axes.lines if "arrow" in str(line.get_marker()) for x in line.get_xdata()]
    assert axes.get_ylim() == (0, 3 * 1.08) and arrows == [2011, 2012]
    assert [point[0] for point in points_drawn(picture)] == [1, 2, 3] and len(picture.table) == 5


def test_a_number_without_a_date_is_in_the_table_and_not_drawn():
    picture = figures_chart(counts(["Count", "2010", 5, "a"], ["Count", "", 7, "a"]), "Firing")
    assert [point[0] for point in points_drawn(picture)] == [5]
    assert picture.table.period.to_list() == ["2010", "no date"]


def talks(*rows):
    """Envoys as the table of that name gives them, from rows of person, side and time."""
    rows = pd.DataFrame(rows, columns=["person", "side", "when"])
    spans = [span(when) for when in rows.when]
    return rows.assign(start=pd.to_datetime([one.earliest for one in spans]), end=pd.to_datetime([one.latest for one in spans]))


def happened(*rows):
    """Events with their short label, from rows of title, track and time."""
    rows = pd.DataFrame(rows, columns=["title", "track", "when"])
    spans = [span(when) for when in rows.when]
    return rows.assign(label=rows.title, start=pd.to_datetime([one.earliest for one in spans]), end=pd.to_datetime([one.latest for one in spans]))


def days_of(picture, width):
    return [[str(pd.Timestamp(day).date()) for day in line.get_xdata()] for line in picture.figure().axes[0].lines if line.get_linewidth() == width]


TALKS = talks(["A", "Indian", "2003"], ["A", "Indian", "2004-03"], ["B", "Pakistani", "2003/2007"])


def test_each_time_that_a_source_gives_an_envoy_is_a_bar_of_its_own():
    picture = channel(TALKS, happened(["Attack", "violence", "2005-07-07"]))
    assert days_of(picture, 18) == [["2003-01-01", "2003-12-31"], ["2004-03-01", "2004-03-31"], ["2003-01-01", "2007-12-31"]]
    assert picture.sentence == "Who spoke for whom, 2003 to 2007? One Indian envoy and one Pakistani envoy; one shock fell in this time."
    assert picture.table.when.to_list() == ["2003, March 2004", "2003 to 2007", "7 July 2005"]
    assert_readable("channel", picture)


def test_a_period_cuts_the_bars_and_an_arrow_tells_that_they_go_on():
    picture = channel(TALKS, happened(["Attack", "violence", "2001-12-13"], ["Summit", "official", "2004-01-06"]), (2004, 2006))
    assert days_of(picture, 18) == [["2004-03-01", "2004-03-31"], ["2004-01-01", "2006-12-31"]]
    arrows = [(line.get_marker(), str(pd.Timestamp(line.get_xdata()[0]).date())) for line in picture.figure().axes[0].lines if line.get_marker() in "<>"]
    assert arrows == [("<", "2004-01-01"), ("<", "2004-01-01"), (">", "2006-12-31")], "A and B began before, B went on after"
    assert picture.sentence == "Who spoke for whom, 2004 to 2006? One Indian envoy and one Pakistani envoy."
    early = channel(TALKS, happened(), (2003, 2003)).figure().axes[0].lines
    assert [line.get_ydata()[0] for line in early if line.get_marker() == ">"] == [1.5, 3.7], "each went on, A in another time"
    assert "Attack" not in set(picture.table["who or what"]) and "2003 to 2007" in set(picture.table.when), "the table tells the whole time"
    with pytest.raises(ValueError, match="no envoy between 1990 and 1995"):
        channel(TALKS, happened(), (1990, 1995))


def test_a_shock_is_a_line_across_and_leaders_meetings_that_are_near_stand_in_rows():
    events = happened(["A bomb", "violence", "2005-07-07"], ["Islamabad", "official", "2004-01-06"], ["New York", "official", "2004-09-24"], ["Havana", "official", "2006-09-16"])
    axes = channel(TALKS, events).figure().axes[0]
    across = [str(pd.Timestamp(line.get_xdata()[0]).date()) for line in axes.lines if line.get_linestyle() == "--"]
    marks = [(str(pd.Timestamp(line.get_xdata()[0]).date()), line.get_ydata()[0]) for line in axes.lines if line.get_marker() == "s"]
    assert across == ["2005-07-07"]
    assert [day for day, _ in marks] == ["2004-01-06", "2004-09-24", "2006-09-16"]
    assert marks[0][1] == marks[2][1] < marks[1][1], "the second would lie on the label of the first"
    assert {"A bomb", "Islamabad", "New York", "Havana"} <= {text.get_text() for text in axes.texts}
