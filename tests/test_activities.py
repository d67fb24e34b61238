import asyncio
import json

import pytest
from ipywidgets import Textarea, ToggleButtons
from test_explorers import html, press, shown

from diplo_lib import Question, Quiz, Workbook, Write, load, recall


def test_a_prediction_is_saved_with_its_confidence_and_comes_back(work):
    question = Question("03-predict")
    question.answer("everything", confidence=70)
    assert "saved" in html(question)
    event = json.loads((work / "03-kashmir-study-group.jsonl").read_text())
    assert (event["question"], event["answer"], event["confidence"]) == ("03-predict", "everything", 70)
    again = Question("03-predict")
    assert (again.choice, again.confidence) == ("everything", 70)
    assert "is back" in html(again)


def test_the_buttons_do_what_answer_does(work):
    question = Question("03-predict")
    choose, sure = shown(question, ToggleButtons)
    choose.value, sure.value = "readers", 90
    press(question, "Save my prediction")
    assert json.loads((work / "03-kashmir-study-group.jsonl").read_text())["answer"] == "readers"


def test_the_feedback_quotes_the_prediction_and_its_confidence():
    Question("03-predict").answer("readers", confidence=90)
    said = Question("03-commit").answer("words-and-map", confidence=50)
    options = load().options.query("question == '03-predict'").set_index("id").text
    assert options["readers"] in said and "90 % sure" in said and options["words-and-map"] in said


def test_feedback_without_a_prediction_says_so():
    assert "You committed no prediction before" in Question("03-commit").answer("everything", confidence=50)


@pytest.mark.parametrize("question, wrong, right", [("03-founded", "1988", "1996"), ("03-seat", "washington", "larchmont")])
def test_a_wrong_answer_is_told_its_reason_the_right_one_and_a_source(question, wrong, right):
    options = load().options.query("question == @question").set_index("id")
    said = Question(question).answer(wrong)
    assert options.reason[wrong] in said and options.reason[right] in said and "Its words: “" in said


def test_an_answer_may_be_given_by_its_letter_in_any_question():
    question = Question("03-founded")
    letter = next(letter for option, letter in question._letters.items() if option == "1996")
    assert "Yes. " in question.answer(letter)


def test_pressing_without_choosing_saves_nothing(work):
    question = Question("03-predict")
    press(question, "Save my prediction")
    assert "Choose an answer first" in html(question) and not work.exists()
    question.choice = "everything"
    press(question, "Save my prediction")
    assert "how sure" in html(question) and not work.exists()


@pytest.mark.parametrize("call", [lambda: Question("03-predicted"), lambda: Quiz("03-foundet")])
def test_a_wrong_question_names_the_nearest(call):
    with pytest.raises(KeyError, match="did you mean"):
        call()


def test_a_wrong_answer_name_lists_the_answers():
    with pytest.raises(KeyError, match="no answer '1977'"):
        Question("03-founded").answer("1977")
    with pytest.raises(KeyError, match="no question '03-seat'"):
        Quiz("03-founded").answer("03-seat", "A")


def test_the_place_of_the_right_answer_says_nothing(archive):
    places = {}
    for question in archive.questions.query("kind == 'quiz'").id:
        part = Question(question)
        right = archive.options.query("question == @question and right").id.item()
        places.setdefault(part._letters[right], []).append(question)
    assert len(places) >= 3 and max(map(len, places.values())) <= 0.5 * sum(map(len, places.values()))


def test_recall_asks_earlier_lessons_and_keeps_the_answers_with_this_one(work, archive):
    quiz = recall("03-kashmir-study-group")
    assert set(archive.questions.set_index("id").lesson[quiz.table().question]) <= {"00-start-here", "01-two-tracks", "02-reading-a-source"}
    quiz.answer(quiz.table().question[0], "A")
    assert (work / "03-kashmir-study-group.jsonl").exists()
    assert recall("03-kashmir-study-group").table().equals(quiz.table())


def test_what_was_written_comes_back_with_the_samples(work):
    box = Write("03-change-mind")
    shown(box, Textarea)[0].value = "A letter of 2004."
    press(box, "Save, and show sample answers")
    assert "saved" in html(box) and "Compare with these answers" in html(box)
    again = Write("03-change-mind")
    assert again.words == "A letter of 2004." and "Compare with these answers" in html(again)


def test_the_mark_that_a_student_gives_is_kept_with_the_words(work):
    box = Write("03-change-mind")
    assert shown(box, ToggleButtons)[0].layout.display == "none"
    box.answer("A letter of 2004.")
    assert shown(box, ToggleButtons)[0].layout.display == ""
    shown(box, ToggleButtons)[0].value = box._options.id.iloc[1]
    again = Write("03-change-mind")
    assert (again.words, again.mark) == ("A letter of 2004.", box._options.id.iloc[1])


def test_what_is_typed_is_saved_as_a_draft_when_the_typing_pauses(work):
    box = Write("03-change-mind")
    shown(box, Textarea)[0].value = "A let"
    assert "draft saved" in html(box) and "Compare with these answers" not in html(box)
    again = Write("03-change-mind")
    assert again.words == "A let" and "Your draft of" in html(again) and "Compare with these answers" not in html(again)


def test_a_pause_in_typing_saves_once_in_a_kernel(work):
    async def type_on():
        box = Write("03-change-mind")
        for words in ("A", "A l", "A letter"):
            box.words = words
            await asyncio.sleep(0.05)
        assert not work.exists()
        await asyncio.sleep(1.2)

    asyncio.run(type_on())
    assert [event["answer"] for event in Workbook("03-kashmir-study-group").events()] == ["A letter"]


def test_who_starts_afresh_keeps_what_was_answered_before(work):
    question = Question("03-predict")
    question.answer("everything", confidence=70)
    press(question, "Start afresh (your old answer is kept)")
    assert question.choice == "" and question.feedback() == "" and "Earlier answers (1)" in html(question)
    again = Question("03-predict")
    assert again.choice == "" and load().options.query("id == 'everything'").text.iloc[0] in html(again)
    again.answer("readers", confidence=50)
    assert [event["answer"] for event in Workbook("03-kashmir-study-group").history("03-predict")] == ["everything", None, "readers"]


def test_earlier_versions_of_an_answer_stay_visible(work):
    for words in ("First words.", "Second words."):
        Write("03-change-mind").answer(words)
    box = Write("03-change-mind")
    assert "Earlier answers (1)" in html(box) and "First words." in html(box)


def test_an_old_answer_stays_readable_when_its_question_has_changed(work):
    Workbook("03-kashmir-study-group").append("03-predict", "gone", asked="What did you expect?", said="That all is lost.")
    question = Question("03-predict")
    assert question.choice == "" and "has changed since you answered it" in html(question)
    assert "“That all is lost.” You were asked then: “What did you expect?”" in html(question)
    assert "you answered then: “That all is lost.”" in Question("03-commit").answer("everything", confidence=50)


def test_a_file_that_cannot_be_read_is_set_aside_and_named(work):
    work.mkdir()
    (work / "03-kashmir-study-group.jsonl").write_bytes(b"\x00\xff no answers")
    question = Question("03-predict")
    question.answer("everything", confidence=70)
    aside = next(work.glob("*.unreadable-*"))
    assert aside.name in html(question) and aside.read_bytes() == b"\x00\xff no answers"


def test_a_file_of_a_newer_course_is_read_and_said_to_be_newer(work):
    Workbook("03-kashmir-study-group").append("03-predict", "everything", format=99, confidence=70)
    assert Question("03-predict").choice == "everything"
    question = Question("03-founded")
    question.answer("1996")
    assert "please update the course" in html(question)


def test_recall_asks_first_what_was_missed(work, archive):
    usual = recall("03-kashmir-study-group").table().question.to_list()
    other = next(one for one in archive.questions.query("lesson == '00-start-here' and kind == 'quiz'").id if one not in usual)
    wrong = archive.options.query("question == @other and not right").id.iloc[0]
    Question(other).answer(wrong)
    assert recall("03-kashmir-study-group").table().question.to_list() == [other, *usual[:2]]


def test_a_save_that_fails_says_so_and_keeps_the_text(work):
    work.parent.mkdir(exist_ok=True)
    work.write_text("a file where the folder should be")
    box = Write("03-change-mind")
    box.answer("My words.")
    assert "NOT saved" in html(box) and box.words == "My words." and shown(box, Textarea)[0].value == "My words."
    assert "saved" not in html(box).replace("NOT saved", "")


def test_live_status_is_never_in_the_saved_text(work):
    before = Question("03-predict").text()
    Question("03-predict").answer("everything", confidence=70)
    after = Question("03-predict")
    assert after.text() == before and after._repr_mimebundle_()[0]["text/plain"] == before


def test_an_answer_with_markup_stays_words(work):
    Write("03-change-mind").answer("<script>alert(1)</script>")
    assert "<script>" not in html(Write("03-change-mind"))


def test_every_choice_of_every_question_can_be_pressed(archive):
    """Each option of each question is committed by its control, and answers with a reason."""
    for row in archive.questions[archive.questions.kind != "task"].itertuples():
        for option in archive.options[archive.options.question == row.id].itertuples():
            if row.kind == "write":
                assert option.text in Write(row.id).answer("something")
                continue
            part = Question(row.id)
            choose, *sure = shown(part, ToggleButtons)
            choose.value = option.id
            for control in sure:
                control.value = 50
            press(part, {"predict": "Save my prediction", "commit": "Save my judgement", "quiz": "Answer"}[row.kind])
            assert (option.reason if row.kind != "predict" else "Kept.") in part.feedback()
