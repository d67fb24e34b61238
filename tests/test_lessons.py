"""Every lesson: its shape, its citations, its pictures, its questions. That it runs is nbval's part."""

import ast
import base64
import hashlib
import re
from functools import lru_cache
from html import unescape
from pathlib import Path

import nbformat
import pytest
import voices
from ipywidgets import Button, Text, Textarea, ToggleButtons, VBox, Widget
from test_explorers import html, shown

from diplo_lib import bibliography, find, standing
from diplo_lib.archive import did_you_mean
from diplo_lib.live import Live

ROOT = Path(__file__).parent.parent
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CITATION = re.compile(r"\[(\d+)\]\(\.\./data/claims/([a-z-]+)\.md#([a-z0-9-]+)\)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    notebook = nbformat.read(request.param, as_version=4)
    notebook.name = request.param.stem
    return notebook


def prose(lesson):
    """Each paragraph or list item, as `(cell number, text)`; headings, tables and the list of sources left out."""
    for number, cell in enumerate(lesson.cells[:-1]):
        if cell.cell_type == "markdown":
            for block in re.split(r"\n\s*\n|\n(?=- )", cell.source):
                if not block.startswith(("#", "|")):
                    yield number, block


def test_every_lesson_of_the_data_is_there(archive):
    assert [path.stem for path in LESSONS] == archive.lessons.id.to_list()


def test_the_lesson_stands_in_the_data_and_in_the_readme_with_the_same_words(lesson, archive):
    row = archive.lessons.set_index("id").loc[lesson.name]
    assert lesson.cells[0].source.startswith(f"# {row.title}\n")
    assert f"**{row.minutes} minutes.** *{row.question}*" in lesson.cells[0].source
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"| [{row.title}](notebooks/{lesson.name}.ipynb) | {row.question} | {row.minutes} |" in readme


def test_the_readme_names_no_other_lesson():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\(notebooks/(.+?)\.ipynb\) \|", readme) == [path.stem for path in LESSONS]


def test_every_cell_is_saved_as_run_in_order(lesson):
    counts = [cell.execution_count for cell in lesson.cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1)), f"{lesson.name}: cells not saved as run, in order: run make lessons"


def test_no_cell_is_skipped_by_the_tests(lesson):
    for number, cell in enumerate(lesson.cells):
        tags = set(cell.metadata.get("tags", []))
        assert not tags & {"nbval-skip", "nbval-ignore-output", "raises-exception"}, f"cell {number}"
        assert "NBVAL" not in cell.source, f"cell {number}"


def test_every_output_has_a_text_and_keeps_no_live_widget(lesson):
    for number, cell in enumerate(lesson.cells):
        if cell.cell_type == "code":
            assert len(cell.outputs) == 1, f"cell {number}: one output"
            data = cell.outputs[0]["data"]
            assert len(data["text/plain"]) > 40 and not data["text/plain"].startswith(("<", "HTML(", "VBox(")), f"cell {number}"
            assert set(data) <= {"text/plain", "image/png", "text/html"}, f"cell {number}"
    assert "widgets" not in lesson.metadata


def test_no_saved_picture_is_older_than_its_text(lesson):
    """The PNG carries the hash of its table; the table stands in the text beside it, which nbval compares with a new run."""
    for number, cell in enumerate(lesson.cells):
        for output in cell.get("outputs", []):
            if "image/png" in output["data"]:
                table = output["data"]["text/plain"].split("\n\n")[1]
                expected = hashlib.sha256(table.encode()).hexdigest()[:16]
                current = f"Table\0{expected}".encode() in base64.b64decode(output["data"]["image/png"])
                assert current, f"{lesson.name} cell {number}: the picture is older than its text: run make lessons"


def test_cells_are_short_and_stand_alone(lesson):
    for number, cell in enumerate(lesson.cells):
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 8, f"cell {number} is too long"
            assert "import *" not in cell.source and "plt" not in cell.source, f"cell {number}"
            exec(compile(cell.source, f"{lesson.name} cell {number}", "exec"), {})  # needs no name from another cell


def shown_by(cell):
    """What a cell shows: the value of its last line, made anew without any other cell."""
    tree, names = ast.parse(cell.source), {}
    last = ast.Expression(tree.body.pop().value)
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(last, "cell", "eval"), names)


def test_every_control_of_every_cell_works_and_changes_what_is_shown(lesson):
    for number, cell in enumerate(lesson.cells):
        value = shown_by(cell) if cell.cell_type == "code" else None
        if not isinstance(value, Widget):
            continue
        controls = shown(value, (ToggleButtons, Text, Textarea))
        for control in controls:
            name = f"{lesson.name} cell {number}: {control.description}"
            assert control.description, f"{name}: a control without label"
            options = getattr(control, "options", ["kashmir", ""])
            for wanted in [option[1] if isinstance(option, tuple) else option for option in options]:
                before = value.trait_values(), html(value)
                control.value = wanted
                assert control.value == wanted, name
                # the state behind the control follows it: what .text() tells, or what will be committed
                changed = (value.trait_values(), html(value)) != before or wanted in _states(value)
                assert changed, f"{name}: {wanted!r} changes nothing"
        for button in shown(value, Button):
            assert button.description, f"{lesson.name} cell {number}: a button without label"
            if not button.disabled:
                before = html(value), [one.description for one in shown(value, Button)]
                button.click()
                after = html(value), [one.description for one in shown(value, Button)]
                assert after != before, f"{lesson.name} cell {number}: the button {button.description!r} does nothing"


def _states(widget):
    """The states of a widget and of the explorers and activities on its tree."""
    layout = set(VBox.class_trait_names())
    return [getattr(one, name) for one in shown(widget, Live) for name in set(one.trait_names()) - layout]


def test_every_citation_leads_to_its_claim_and_is_numbered_in_order(lesson, archive):
    topics = archive.claims.set_index("id").topic
    numbers = {}
    for number, text in prose(lesson):
        assert "[?](" not in text, f"cell {number}: a citation without number: run make lessons"
        for shown, topic, claim in CITATION.findall(text):
            known = topics.get(claim) == topic
            assert known, f"cell {number}: no claim {claim!r} on the page {topic}.md; {did_you_mean(claim, topics.index)}"
            assert int(shown) == numbers.setdefault(claim, len(numbers) + 1), f"cell {number}: {claim}"
    assert numbers


def test_every_link_into_the_project_leads_somewhere(lesson):
    for number, cell in enumerate(lesson.cells):
        if cell.cell_type == "markdown":
            for target in re.findall(r"\]\(((?!http)[^)#]+)", cell.source):
                assert (ROOT / "notebooks" / target).exists(), f"cell {number}: {target}"


def test_what_a_paragraph_says_of_years_and_people_is_covered_by_what_it_cites(lesson, archive):
    """Years sentence by sentence, people by the whole paragraph."""
    faults = []
    for number, text in prose(lesson):
        where = f"{lesson.name} cell {number}"
        cited = [claim for _, _, claim in CITATION.findall(text)]
        missing = uncovered_names(archive, re.sub(r"\]\([^)]*\)", "]", text), cited)
        faults += [f"{where}: no cited claim mentions {missing}: {text[:80]}"] * bool(missing)
        # a full stop ends a sentence, but not after an initial as in S.K. Singh
        for sentence in re.split(r"(?<=[.!?])(?<!\b[A-Z]\.)\s+", re.sub(r"^\*\*[^*]*\*\*", "", text)):
            cited = [claim for _, _, claim in CITATION.findall(sentence)]
            missing = uncovered_years(archive, re.sub(r"\]\([^)]*\)", "]", sentence), cited)
            faults += [f"{where}: no claim cited in the sentence covers the year {missing}: {sentence[:80]}"] * bool(missing)
    assert not faults, "\n".join(faults)


def test_the_reason_of_an_answer_is_covered_by_its_claim(archive):
    faults = []
    for row in archive.options.itertuples():
        reason = re.sub(r"\b(?:1998|2005)\b", "", row.reason) if row.question.startswith("03") else row.reason  # its two texts
        missing = uncovered_years(archive, reason, [row.claim]) | uncovered_names(archive, reason, [row.claim])
        faults += [f"options.csv: {row.question}/{row.id}: the claim {row.claim} does not cover {missing}"] * bool(missing)
    assert not faults, "\n".join(faults)


def test_no_right_answer_rests_on_a_refuted_claim(archive):
    certainty = archive.claims.set_index("id").certainty
    for row in archive.options[archive.options.right].itertuples():
        assert certainty[row.claim] != "refuted", f"options.csv: {row.question}/{row.id} is marked right, but {row.claim} is refuted"


def uncovered_years(archive, text, cited):
    claims, events = archive.claims.set_index("id"), archive.events.set_index("id").when
    rows = archive.evidence[archive.evidence.claim.isin(cited)]
    issued = archive.sources[archive.sources.id.isin(rows.source)].issued
    said = [*claims.text[cited], *claims.when[cited], *rows.value, *rows.quote, *issued, *claims.event[cited].map(events).fillna("")]
    covered = set(YEAR.findall(" ".join(said)))
    for claim in cited:  # an interval covers the years between its ends
        years = [int(year) for year in YEAR.findall(claims.when[claim])]
        covered |= {str(year) for year in range(min(years), max(years) + 1)} if years else set()
    return set(YEAR.findall(text)) - covered


def uncovered_names(archive, text, cited, surnames=True):
    """The people named in a text whom no cited claim mentions."""
    spoken_of = set(archive.mentions[archive.mentions.claim.isin(cited)].actor)
    names, pattern = _names(archive, surnames)
    return {name for name in pattern.findall(text) if not names[name] & spoken_of}


@lru_cache
def _names(archive, surnames):
    """Full names, other spellings and telling surnames, each with the actors it can mean, and a pattern that finds them."""
    names = {}
    for actor in archive.actors.query("kind == 'person'").itertuples():
        for name in [actor.name, *filter(None, actor.other_names.split("; "))]:
            names.setdefault(name, set()).add(actor.id)
        surname = actor.name.split()[-1]
        if surnames and len(surname) > 4:
            names.setdefault(surname, set()).add(actor.id)
    longest_first = sorted(names, key=len, reverse=True)  # Farooq Kathwari is no Umar Farooq
    return names, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def test_the_last_cell_lists_the_sources_of_every_citation(lesson, archive):
    cited = dict.fromkeys(claim for _, text in prose(lesson) for _, _, claim in CITATION.findall(text))
    last = lesson.cells[-1].source
    assert last.startswith("## Sources")
    entries = re.findall(r"^\d+\. .*#([a-z0-9-]+)\)", last, flags=re.M)
    assert entries == list(cited)
    for claim in cited:
        for line in bibliography(archive, [claim]).citation:
            assert line[:12] in unescape(last).replace("\\", ""), line


def test_a_lesson_counts_who_prints_and_who_speaks(lesson, archive):
    claims = voices.cited(lesson)
    assert voices.told(archive, claims) in lesson.cells[-1].source, f"{lesson.name}: the voices are older than its citations: run make lessons"


def test_a_lesson_tells_its_own_imbalance(lesson, archive):
    """Where a side prints more than half of the sources, or less than a tenth, the limits of the lesson name it."""
    prints, _, sources = voices.voices(archive, voices.cited(lesson))
    text = next(cell.source for cell in lesson.cells if "What the evidence does not show" in cell.source)
    limits = text[text.index("What the evidence does not show") :]
    for side, number in prints.items():
        if side != "third-party" and not 1 / 10 <= number / sources <= 1 / 2:
            places = {"Indian": "India", "Pakistani": "Pakistan", "Kashmiri": "Kashmir"}
            assert places[side] in limits, f"{lesson.name}: {number} of {sources} sources are {side}; say so under 'What the evidence does not show'"


def test_a_disputed_claim_with_one_side_only_is_marked_so(lesson, archive):
    marked = re.findall(r"#([a-z0-9-]+)\) [^\n]*\*All its sources speak from one side\.\*", lesson.cells[-1].source)
    assert marked == [claim for claim in voices.cited(lesson) if voices.one_sided(archive, claim)]


def test_a_lesson_has_enough_questions_each_with_reasons_and_claims(lesson, archive):
    questions = archive.questions[archive.questions.lesson == lesson.name]
    quiz = questions[questions.kind == "quiz"]
    assert len(quiz) >= (5 if lesson.name.startswith("00") else 12)
    code = " ".join(cell.source for cell in lesson.cells if cell.cell_type == "code")
    for question in questions.itertuples():
        assert f'"{question.id}"' in code, f"{question.id} is asked nowhere in the lesson"
    options = archive.options[archive.options.question.isin(questions.id)]
    short = options[(options.reason.str.len() <= 15) | (options.claim == "")]
    assert short.empty, f"too short a reason, or no claim: {(short.question + '/' + short.id).to_list()}"


def test_the_longest_answer_is_not_always_the_right_one(lesson, archive):
    quiz = archive.questions[(archive.questions.lesson == lesson.name) & (archive.questions.kind == "quiz")]
    right = 0
    for question in quiz.id:
        options = archive.options[archive.options.question == question]
        right += bool(options.loc[options.text.str.len().idxmax(), "right"])
    assert right <= 0.6 * len(quiz)


def test_the_loop_of_a_lesson_is_whole(lesson):
    text = "\n".join(cell.source for cell in lesson.cells)
    parts = ["rediction", "## Decide", "What would change your mind?", "What the evidence does not show", "## Sources"]
    parts += [] if lesson.name.startswith("00") else ["## Recall", "## Background"]
    for part in parts:
        assert part in text, f"{lesson.name} lacks {part!r}"
    number = lesson.name[:2]
    asked = [f'"{number}-predict"', f'"{number}-commit"', f'"{number}-change-mind"', "## Sources"]
    if number != "00":
        asked = [f'recall("{lesson.name}")', *asked]
    for part in asked:
        assert part in text, f"{lesson.name} lacks {part}"
    places = [text.index(part) for part in asked]
    assert places == sorted(places), "predict, commit, change your mind and sources stand in this order"


def test_the_answer_of_lesson_00_is_what_its_picture_counts(archive):
    """'Between a quarter and a half' of the essay's claims are corroborated."""
    claims = find(archive, source="essay", relation="asserts").id
    corroborated = standing(archive).query("claim in @claims and standing == 'corroborated'")
    right = archive.options.query("question in ['00-predict', '00-commit'] and right").id
    assert set(right) == {"half"} and 1 / 4 < len(corroborated) / len(claims) < 1 / 2


def test_what_lesson_00_says_of_whose_sources_they_are_is_so(archive):
    share = archive.sources.perspective.str.partition("-")[0].value_counts(normalize=True)
    assert share["indian"] > 1 / 2 and share["pakistani"] < 1 / 5 and share["kashmiri"] < 1 / 10


def test_the_source_task_fades_from_worked_to_alone(archive):
    """All six lines of the first card are given, none of the last, and never more than in the lesson before."""
    given = []
    for path in LESSONS[1:]:
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if "SourceCard(" in cell.source]
        assert cells, f"{path.stem} has no source card"
        given.append(min(len(shown_by(new_cell)._given) for new_cell in map(as_cell, cells)))
    assert given[0] == 6 and given[-1] == 0 and given == sorted(given, reverse=True), given


def as_cell(source):
    return nbformat.v4.new_code_cell(source)
