"""The dataset itself: without a fault, whole, in our own words, and counted."""

import csv
import re
from pathlib import Path

import pages
import pytest

from test_lessons import uncovered_names

from diplo_lib import check, describe
from diplo_lib.pictures.picture import table_hash

TESTS = Path(__file__).parent
RESEARCH = TESTS.parent.parent / "shared" / "research"
ABBREVIATIONS = re.compile(r"\b(?:Mr|Dr|J\.N|S\.K|U\.S|U\.N|J|N|S|K|U)\.$")


def sentences(text):
    """The sentences of a paragraph of the essay, as essay_sentences.csv numbers them."""
    found, start = [], 0
    for end in re.finditer(r"[.?!][”’\"']?(?:\s+|(?=[A-Z][a-z]))", text):
        if not ABBREVIATIONS.search(text[: end.start() + 1]) and re.match(r"[A-Z“\"‘(•]", text[end.end() :]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [one for one in [*found, text[start:].strip()] if one]


@pytest.fixture(scope="session")
def accounted():
    with open(TESTS / "essay_sentences.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_data_has_no_fault():
    found = check.problems()
    assert not found, "\n" + "\n".join(map(str, found))


def test_no_sentence_of_the_essay_was_passed_over(accounted, essay):
    there = [(str(number), str(n)) for number, text in essay.items() for n, _ in enumerate(sentences(text), 1)]
    assert [(row["paragraph"], row["sentence"]) for row in accounted] == there


def test_each_sentence_has_its_claims_or_a_reason_for_none(accounted, archive):
    known = set(archive.claims.id)
    for row in accounted:
        place = f"essay_sentences.csv: paragraph {row['paragraph']}, sentence {row['sentence']}"
        assert bool(row["claims"]) != bool(row["reason"]), f"{place}: give claims, or a reason for none"
        for claim in row["claims"].split():
            assert claim in known, f"{place}: {claim} is not in claims.csv"


def test_the_claims_of_a_sentence_quote_its_paragraph(accounted, archive):
    rows = archive.evidence.query("source == 'essay' and relation != 'silent'")
    quoted = set(zip(rows.claim, rows.locator))
    for row in accounted:
        for claim in row["claims"].split():
            place = f"paragraph {row['paragraph']}"
            assert (claim, place) in quoted, f"{claim} has no evidence row from {place}"


def test_every_paragraph_has_claims(archive):
    rows = archive.evidence.query("source == 'essay' and relation == 'asserts'")
    missing = {f"paragraph {n}" for n in range(1, 33)} - set(rows.locator)
    # 7 and 21 open the lists that follow them; their claims are those of the lists
    assert missing <= {"paragraph 7"}


def runs_of_eight(text):
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    return {tuple(words[n : n + 8]) for n in range(len(words) - 7)}


def test_no_claim_repeats_eight_words_of_the_essay(archive, essay):
    theirs = set().union(*(runs_of_eight(text) for text in essay.values()))
    for claim in archive.claims.itertuples():
        for words in (claim.text, claim.basis):
            assert not runs_of_eight(words) & theirs, f"{claim.id}: {words}"


@pytest.mark.skipif(not RESEARCH.is_dir(), reason="the research notes are not at hand: claims are not compared with their sentences")
def test_no_claim_repeats_eight_words_of_the_research(archive):
    theirs = set()
    for notes in RESEARCH.glob("*-facts.yaml"):
        for said in re.findall(r"(?:statement|note): (.*(?:\n {4,}\S.*)*)", notes.read_text(encoding="utf-8")):
            theirs |= runs_of_eight(said)
    assert len(theirs) > 5000
    for claim in archive.claims.itertuples():
        for words in (claim.text, claim.basis):
            assert not runs_of_eight(words) & theirs, f"{claim.id}: {words}"


def test_every_column_is_explained_with_a_good_and_a_bad_example(archive):
    for resource in archive.schema["resources"]:
        for field in resource["schema"]["fields"]:
            good, bad = re.search(r"Good: `(.+?)`\. Bad: `(.+?)`\.$", field["description"]).groups()
            rules = field.get("constraints", {})
            place = f"{resource['name']}.{field['name']}"
            assert not check._wrong_with(field, rules, good), f"{place}: the good example is wrong"
            told_apart = field.get("edtf") or field["type"] != "string" or {"enum", "pattern"} & set(rules)
            assert not told_apart or check._wrong_with(field, rules, bad), f"{place}: the bad example passes"


def test_categories_and_enum_are_the_same_list(archive):
    for resource in archive.schema["resources"]:
        for field in resource["schema"]["fields"]:
            if "categories" in field:
                assert field["categories"] == field["constraints"]["enum"]


def test_every_table_has_rows_and_describes_itself(archive):
    assert (describe(archive).rows > 0).all()


def test_all_measures_and_enough_terms_are_there(archive):
    assert len(archive.measures) == 36
    assert set(archive.statuses.measure) == set(archive.measures.id)
    assert (archive.terms.lang == "en").sum() >= 40
    assert archive.terms.query("lang == 'ur'").direction.eq("rtl").all()
    for row in archive.terms.query("lang == 'en'").itertuples():
        assert row.meaning and (row.claim or row.source), row.id


def test_whom_a_claim_names_stands_in_its_mentions(archive):
    for claim in archive.claims.itertuples():
        missing = uncovered_names(archive, claim.text, [claim.id], surnames=False)
        assert not missing, f"mentions.csv: {claim.id} names {missing}; add a row"


def test_every_term_in_another_language_translates_an_english_one(archive):
    english = set(archive.terms.query("lang == 'en'").id)
    assert set(archive.terms.id) == english


def test_figures_are_what_a_source_states_and_never_interpolated(archive):
    assert archive.figures.source.ne("").all()
    assert not archive.figures.note.str.contains("interpol").any()


def test_the_generated_pages_are_those_of_the_data(archive):
    for path, text in pages.pages(archive).items():
        current = (pages.DATA / path).read_text(encoding="utf-8") == text
        assert current, f"data/{path} is older than the data: run make lessons"


def test_the_picture_of_the_readme_is_that_of_the_data(archive):
    expected = table_hash(pages.readme_picture(archive).table)
    current = f"Table\0{expected}".encode() in pages.README_PICTURE.read_bytes()
    assert current, "docs/side-by-side.png is older than the data: run make lessons"


def test_no_side_speaks_in_our_own_voice(archive):
    loaded = re.compile(r"\b(POK|PoK|IOK|IHK|occupied|terrorists?|martyrs?|freedom fighters?)\b", re.I)
    for claim in archive.claims.query("kind == 'fact'").itertuples():
        ours = re.sub(r"[“\"].*?[”\"]", "", claim.text)
        assert not loaded.search(ours), f"{claim.id}: {claim.text}"


