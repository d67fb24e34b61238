import pytest

from diplo_lib import bibliography, cite, evidence_for, find, load, measure_states, points, standing, witnesses
from diplo_lib.claims import root


def test_two_papers_with_one_root_are_one_witness(small):
    """`paper` and `radio`, which rests on it, count once; with the minutes that makes two."""
    row = standing(load(small)).set_index("claim").loc["meeting-held"]
    assert (row.supporting, row.against, row.standing) == (2, 0, "corroborated")


def test_an_unchecked_row_is_no_witness(small):
    row = standing(load(small)).set_index("claim").loc["host-pleased"]
    assert (row.supporting, row.unchecked, row.standing) == (0, 1, "unchecked")


def test_one_checked_word_against_it_makes_a_claim_contested(small):
    row = standing(load(small)).set_index("claim").loc["meeting-long"]
    assert (row.supporting, row.against, row.standing) == (1, 1, "contested")


def test_a_circle_of_sources_ends():
    assert root("a", {"a": "b", "b": "a"}) == "b"


def test_evidence_comes_with_its_source_and_claim(small):
    rows = evidence_for(load(small), "meeting-held")
    assert rows.source.to_list() == ["minutes", "paper", "radio"]
    assert rows.perspective.to_list() == ["kashmiri", "third-party", "third-party"]
    assert rows.root.to_list() == ["minutes", "paper", "paper"]


def test_every_evidence_row_is_in_the_joined_table(archive):
    assert len(witnesses(archive)) == len(archive.evidence)


@pytest.mark.parametrize(
    "ask",
    [
        lambda archive: evidence_for(archive, "lambah-round"),
        lambda archive: bibliography(archive, ["lambah-round"]),
    ],
)
def test_a_wrong_claim_names_the_nearest(archive, ask):
    with pytest.raises(KeyError, match="no claim 'lambah-round'; did you mean 'lambah-rounds'?"):
        ask(archive)


def test_a_wrong_source_names_the_nearest(archive):
    with pytest.raises(KeyError, match="no source 'esay'; did you mean 'essay'?"):
        cite(archive, "esay")


def test_a_citation_has_author_title_place_and_date(small):
    assert cite(load(small), "paper") == "A. Writer, “A meeting”, The Paper, 14 December 2004."


def test_a_bibliography_names_each_source_once_in_order(small):
    made = bibliography(load(small), ["meeting-held", "meeting-long"])
    assert made.source.to_list() == ["paper", "radio", "minutes"]


def test_find_takes_words_and_columns(small):
    archive = load(small)
    assert find(archive, "lasted MONTH").id.to_list() == ["meeting-long"]
    assert find(archive, certainty="refuted").id.to_list() == ["meeting-long"]
    assert find(archive, relation="silent", perspective="kashmiri").id.to_list() == ["host-pleased"]
    assert find(archive, "lasted xylophone").empty
    with pytest.raises(KeyError, match="did you mean 'topic'"):
        find(archive, topc="pugwash")


def test_a_point_has_the_words_that_assert_it(small):
    point = points(load(small)).iloc[0]
    assert (point.package, point.theme, point.quote) == ("plan", "dialogue", "our host was all smiles")


def test_the_five_questions_of_one_line_have_answers(archive):
    everything = witnesses(archive)
    assert len(find(archive, source="essay", locator="paragraph 16")) >= 6
    assert not evidence_for(archive, "lambah-rounds").query("relation in ['disputes', 'corrects']").empty
    assert len(find(archive, source="essay", certainty="refuted")) >= 10
    assert everything.query("topic == 'back-channel' and perspective.str.startswith('pakistani')").source.nunique() >= 5
    assert not everything.query("topic == 'kashmir-study-group' and (perspective == 'kashmiri' or holder_side.str.startswith('kashmiri'))").empty


def test_the_state_of_a_measure_is_that_of_its_last_dated_row(archive, small):
    latest = measure_states(archive).set_index("measure").state
    assert latest["bus-srinagar-muzaffarabad"] == latest["cross-loc-trade"] == "suspended"
    assert measure_states(archive, "2010-12-31").set_index("measure").state["cross-loc-trade"] != "suspended"
    assert measure_states(load(small), "2005-04-06").state.to_list() == [""]
    assert measure_states(load(small), "2005-04-07").state.to_list() == ["begun"]
