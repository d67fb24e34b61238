import json

import pytest
from ipywidgets import Textarea, ToggleButtons
from test_explorers import html, press, shown

from diplo_lib import Question, Quiz, Write, load, recall


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
    assert set(archive.questions.set_index("id").lesson[quiz.table().question]) == {"00-start-here"}
    quiz.answer(quiz.table().question[0], "A")
    assert (work / "03-kashmir-study-group.jsonl").exists()
    assert recall("03-kashmir-study-group").table().equals(quiz.table())


def test_what_was_written_comes_back_with_the_samples(work):
    box = Write("03-change-mind")
    shown(box, Textarea)[0].value = "A letter of 2004."
    press(box, "Save, and show sample answers")
    assert "saved" in html(box) and "Which is nearest to yours?" in html(box)
    assert Write("03-change-mind").words == "A letter of 2004."


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
    for row in archive.questions.itertuples():
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
