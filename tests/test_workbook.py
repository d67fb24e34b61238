import json

from diplo_lib import Workbook


def test_an_answer_is_one_self_contained_line(work):
    Workbook("00-start-here").append("00-who", "lecture")
    event = json.loads((work / "00-start-here.jsonl").read_text())
    assert {"question", "answer", "time", "lesson", "lesson_version", "data_version", "library_version"} <= set(event)


def test_earlier_answers_stay(work):
    book = Workbook("00-start-here")
    for answer in ("one", "two"):
        book.append("00-who", answer)
    assert [event["answer"] for event in book.events()] == ["one", "two"]
    assert book.latest("00-who")["answer"] == "two"
    assert book.latest("00-track") is None


def test_a_torn_last_line_costs_neither_what_was_before_nor_what_comes(work):
    book = Workbook("00-start-here")
    book.append("00-who", "before")
    with open(book.path, "a") as file:
        file.write('{"question": "00-who", "ans')
    book.append("00-who", "after")
    assert [event["answer"] for event in book.events()] == ["before", "after"]


def test_an_unreadable_file_is_set_aside_and_never_written_into(work):
    book = Workbook("00-start-here")
    book.path.parent.mkdir()
    book.path.write_bytes(b"\x00\xff not ours")
    book.append("00-who", "new")
    (aside,) = book.path.parent.glob("*.unreadable-*")
    assert aside.read_bytes() == b"\x00\xff not ours"
    assert [event["answer"] for event in book.events()] == ["new"]


def test_any_text_comes_back_as_it_was(work):
    words = "Zeile eins\nzwei \u2028 drei “vier” سلام \U0001f642"
    Workbook("00-start-here").append("00-who", words)
    assert Workbook("00-start-here").latest("00-who")["answer"] == words
