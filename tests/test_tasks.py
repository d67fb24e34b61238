"""Tasks on a dataset of a few rows and on the real one: what is filled in is kept, and compared with the record."""

import json

import pytest
from ipywidgets import Textarea, ToggleButtons
from test_explorers import html, press, shown

from diplo_lib import AccountMatrix, Calibration, CourseMap, Question, Scales, SourceCard, load
from diplo_lib.activities.tasks import NEAR, PERSPECTIVES, POSITIONS, VERDICTS
from diplo_lib.archive import allowed

TASKS = {
    "01-scales": lambda: Scales("01-scales", "neemrana"),
    "02-matrix": lambda: AccountMatrix("02-matrix", "kathmandu-2004"),
    "02-source-worked": lambda: SourceCard("02-source-worked", "essay"),
}


@pytest.fixture(params=TASKS)
def task(request):
    return TASKS[request.param]()


def test_what_is_filled_in_by_button_is_saved_and_comes_back(task, work):
    control = shown(task, ToggleButtons)[0]
    control.value = control.options[1]
    press(task, "Save, and compare with the record")
    [name] = task.answers
    kept = json.loads(next(work.glob("*.jsonl")).read_text())
    assert kept["question"] == task._row.name and kept["answer"][name] == control.options[1]
    again = type(task).__new__(type(task))
    again.__init__(task._row.name, *_arguments(task))
    assert again.answers == task.answers and "are back" in html(again)


def _arguments(task):
    if isinstance(task, Scales):
        return task._cases
    return [task._source] if isinstance(task, SourceCard) else [task._dispute]


def test_each_blank_is_compared_with_the_record_and_a_reason_given(task):
    for name, blank in task._blanks.items():
        assert blank.right in blank.options, name
        wrong = next(option for option in blank.options if option != blank.right)
        assert f"You chose “{wrong}”; the record has “{blank.right}”." in _told(task, name, wrong)
        assert "The record has it so too." in _told(task, name, blank.right)
    assert "not filled in yet" not in html(task)


def _told(task, name, option):
    task.answers = {**task.answers, name: option}
    press(task, "Save, and compare with the record")
    return html(task)


def test_nothing_filled_in_is_nothing_saved(task, work):
    press(task, "Save, and compare with the record")
    assert "first" in html(task) and not work.exists()


def test_a_wrong_blank_or_answer_names_the_right_one(task):
    name, blank = next(iter(task._blanks.items()))
    with pytest.raises(KeyError, match="there is no blank 'xylophone'"):
        type(task).__mro__[1].answer(task, xylophone="x")
    with pytest.raises(KeyError, match="has no answer 'xylophone'"):
        type(task).__mro__[1].answer(task, **{name: "xylophone"})


def test_a_source_card_shows_what_is_given_and_asks_the_rest(archive):
    card = SourceCard("02-source-worked", "essay", given=["who", "position"])
    assert list(card._blanks) == ["when", "whose side", "how near", "rests on"]
    assert "G. Parthasarathy" in html(card) and "Who speaks? G. Parthasarathy" in card.text()
    said = card.answer(blind="what Pakistan's envoy reported home", whose_side="Indian society")
    assert "The record has it so too." in said
    assert shown(SourceCard("02-source-worked", "essay"), Textarea)[0].value == "what Pakistan's envoy reported home"
    with pytest.raises(KeyError, match="no field 'vantage'"):
        SourceCard("02-source-worked", "essay", given=["vantage"])


def test_the_matrix_has_the_relation_of_the_evidence(archive):
    task = AccountMatrix("02-matrix", "kathmandu-2004")
    rows = archive.evidence.set_index(["claim", "source"]).relation
    for name, blank in task._blanks.items():
        assert VERDICTS[rows[tuple(name.split())]] == blank.right


def test_the_scales_hold_the_cases(archive):
    cases = archive.cases.set_index("id")
    task = Scales("01-scales")
    assert {name.split()[0] for name in task._blanks} == set(cases.index)
    assert all(blank.right == cases.loc[name.split()[0], name.split()[1]] for name, blank in task._blanks.items())


def test_each_word_that_the_schema_allows_has_words_for_a_student(archive):
    assert set(PERSPECTIVES) == set(allowed(archive, "sources", "perspective"))
    assert set(POSITIONS) == set(NEAR) == set(allowed(archive, "sources", "vantage"))
    assert set(VERDICTS) == set(allowed(archive, "evidence", "relation"))


def test_the_course_map_counts_what_is_answered_and_what_is_right(archive):
    before = CourseMap().table().set_index("lesson")
    assert before.answered.sum() == 0 and list(before.index) == archive.lessons.id.to_list()
    Question("03-predict").answer("everything", confidence=90)
    Question("03-founded").answer("1996")
    Question("03-seat").answer("washington")
    after = CourseMap().table().set_index("lesson")
    assert (after.answered["03-kashmir-study-group"], after.right["03-kashmir-study-group"]) == (3, 1)
    assert after.asked["03-kashmir-study-group"] == (archive.questions.lesson == "03-kashmir-study-group").sum()


def test_the_course_map_shows_what_is_answered():
    assert "you have answered none of them yet" in html(CourseMap())
    Question("03-founded").answer("1996")
    assert "You have answered 1 of" in html(CourseMap())


def test_the_calibration_holds_the_last_answer_with_a_confidence():
    assert Calibration().table().empty and "No answer with a confidence is saved yet" in html(Calibration())
    Question("03-predict").answer("everything", confidence=90)
    Question("03-predict").answer("words-and-map", confidence=70)
    Question("03-commit").answer("everything", confidence=50)
    assert Calibration().table().to_numpy().tolist() == [["03-predict", 70, True], ["03-commit", 50, False]]


def test_what_is_saved_as_text_of_a_lesson_holds_nothing_of_a_students_own():
    before = CourseMap().text(), Calibration().text()
    Question("03-predict").answer("everything", confidence=90)
    assert (CourseMap().text(), Calibration().text()) == before
    assert load().lessons.title.iloc[0] in before[0]
