import json
from datetime import date

from diplo_lib import cli


def lesson(path, source, output=""):
    cells = [{"cell_type": "code", "source": source, "outputs": [output]}]
    path.write_text(json.dumps({"cells": cells}))


def given(tmp_path):
    lessons, copies = tmp_path / "notebooks", tmp_path / "my_course"
    lessons.mkdir()
    lesson(lessons / "01.ipynb", "first")
    assert cli.refresh(lessons, copies) == []
    return lessons / "01.ipynb", copies / "01.ipynb"


def test_a_lesson_comes_once_and_stays_as_the_student_left_it(tmp_path):
    original, copy = given(tmp_path)
    lesson(copy, "mine")
    assert cli.refresh(original.parent, copy.parent) == []
    assert "mine" in copy.read_text()


def test_an_update_replaces_what_was_only_run(tmp_path):
    original, copy = given(tmp_path)
    lesson(copy, "first", output="run")
    lesson(original, "second")
    assert cli.refresh(original.parent, copy.parent) == []
    assert copy.read_bytes() == original.read_bytes()


def test_an_update_keeps_what_the_student_changed_under_another_name_and_says_so(tmp_path):
    original, copy = given(tmp_path)
    for text in ("mine", "mine too"):
        lesson(copy, text)
        lesson(original, f"newer than {text}")
        (said,) = cli.refresh(original.parent, copy.parent)
        assert "01.ipynb has been updated" in said and "is kept as" in said
    kept = sorted(path.name for path in copy.parent.glob("01 (mine*"))
    assert kept == [f"01 (mine, {date.today()}) 2.ipynb", f"01 (mine, {date.today()}).ipynb"]
    assert copy.read_bytes() == original.read_bytes()


def test_a_copy_that_is_no_notebook_any_more_is_kept(tmp_path):
    original, copy = given(tmp_path)
    copy.write_text("torn")
    lesson(original, "second")
    (said,) = cli.refresh(original.parent, copy.parent)
    assert "is kept as" in said


def test_options_go_to_jupyterlab_and_the_server_stays_on_this_machine(tmp_path, monkeypatch):
    called = []
    monkeypatch.setattr(cli, "COPIES", cli.ROOT / "my_course_of_a_test")
    monkeypatch.setattr(cli, "refresh", lambda *_: ["said"])
    monkeypatch.setattr(cli.subprocess, "run", lambda command: called.append(command) or type("Done", (), {"returncode": 0}))
    assert cli.main(["lab", "--no-browser", "--port=8899"]) == 0
    assert cli.main(["lab", "--author"]) == 0
    student, author = (" ".join(map(str, command)) for command in called)
    assert "--ServerApp.ip=127.0.0.1" in student and "--no-browser --port=8899" in student
    assert "/lab/tree/my_course_of_a_test/00-" in student and "/lab/tree/notebooks/00-" in author
