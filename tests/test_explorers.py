import random
from functools import lru_cache

import pytest
from ipywidgets import Button, ToggleButtons, Widget
from test_pictures import unreadable
from traitlets import TraitError

from diplo_lib import (
    AccountsExplorer,
    AttendanceExplorer,
    ChannelExplorer,
    ClaimExplorer,
    ClockExplorer,
    CrossingsExplorer,
    DocumentsExplorer,
    FateExplorer,
    FiguresExplorer,
    Picture,
    PositionsExplorer,
    RoutesExplorer,
    StandingExplorer,
    TracksExplorer,
    cite,
    describe,
    envoys,
    find,
    load,
)
from diplo_lib.explorers.explorer import RELATION_IN_WORDS, STATED_IN_WORDS, VANTAGES, PictureExplorer
from diplo_lib.pictures.picture import TRACKS


# How to make each explorer that has a picture; where it shows one of several disputes or forums, each of them.
MAKE = {
    AccountsExplorer: lambda archive: [AccountsExplorer(archive, dispute) for dispute in archive.disputes.id],
    AttendanceExplorer: lambda archive: [AttendanceExplorer(archive, forum) for forum in archive.events.forum.unique() if forum],
    ChannelExplorer: lambda archive: [ChannelExplorer(archive)],
    ClockExplorer: lambda archive: [ClockExplorer(archive, dispute) for dispute in archive.disputes.id],
    CrossingsExplorer: lambda archive: [CrossingsExplorer(archive)],
    DocumentsExplorer: lambda archive: [DocumentsExplorer(archive)],
    FateExplorer: lambda archive: [FateExplorer(archive)],
    FiguresExplorer: lambda archive: [FiguresExplorer(archive)],
    PositionsExplorer: lambda archive: [PositionsExplorer(archive)],
    RoutesExplorer: lambda archive: [RoutesExplorer(archive)],
    StandingExplorer: lambda archive: [StandingExplorer(archive)],
    TracksExplorer: lambda archive: [TracksExplorer(archive)],
}


@lru_cache
def pictured(archive):
    return [explorer for make in MAKE.values() for explorer in make(archive)]


def test_every_explorer_with_a_picture_is_tested():
    kinds = PictureExplorer.__subclasses__()
    kinds += [kind for one in kinds for kind in one.__subclasses__()]
    assert set(MAKE) == {kind for kind in kinds if not kind.__name__.startswith("_")}


def states(explorer):
    """Every value of every choice, the others as they are; and some combinations, the same in every run."""
    start = {trait: getattr(explorer, trait) for trait in explorer._choices}
    for trait in start:
        yield from ({**start, trait: value} for value in explorer.known(trait))
    chance = random.Random(2010)
    for _ in range(16 if len(start) > 1 else 0):  # with twelve kinds of explorers about two hundred combinations
        yield {trait: chance.choice(explorer.known(trait)) for trait in start}


def test_every_picture_of_every_explorer_is_readable_and_told_in_words(archive, monkeypatch):
    monkeypatch.setattr(Picture, "html", lambda self: "")  # drawn once here, not twice
    faults = []
    for explorer in pictured(archive):
        for state in states(explorer):
            for trait, value in state.items():
                explorer.set_trait(trait, value)
            name = f"{type(explorer).__name__} {state} {explorer.picture().sentence[:40]}"
            picture = explorer.picture()
            faults += unreadable(name, picture)
            assert picture.sentence in picture.alt and picture.text() in explorer.text(), name
            assert len(explorer.items()) <= 12, f"{name}: more buttons than a reader can use"
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_every_item_opens_its_words_and_is_closed_when_the_picture_no_longer_has_it(archive):
    for explorer in pictured(archive):
        name = type(explorer).__name__
        picker = chooser(explorer, explorer.picker)
        assert list(picker.options) == list(explorer.items()), name
        for item, words in explorer.items().items():
            picker.value = item
            assert explorer.item == item and item in explorer.text() and len(words), f"{name}: {item}"
            assert all(cell in explorer.text() for cell in words.astype(str).iloc[0]), f"{name}: {item}"
        with pytest.raises(TraitError, match="there is no item"):
            explorer.item = "xylophone"
        explorer.item = ""
        assert picker.value is None


def test_no_explorer_takes_a_word_that_is_no_choice_of_it(archive):
    for explorer in pictured(archive):
        for trait in explorer._choices:
            with pytest.raises(TraitError, match=f"there is no {trait} 'xylophone'; there are|did you mean"):
                explorer.set_trait(trait, "xylophone")


def shown(widget, kind):
    """The controls of one kind that stand on the shown widget tree, in their order."""
    children = getattr(widget, "children", ())
    here = [widget] if isinstance(widget, kind) else []
    return here + [one for child in children for one in shown(child, kind)]


def html(widget):
    return " ".join(one.value for one in shown(widget, Widget) if type(one).__name__ == "HTML")


def chooser(widget, label):
    return next(one for one in shown(widget, ToggleButtons) if one.description == label)


def press(widget, label):
    next(one for one in shown(widget, Button) if one.description == label).click()


def test_the_search_lists_what_find_finds(archive):
    explorer = ClaimExplorer(archive, words="rounds back-channel")
    assert explorer.found().id.to_list() == find(archive, "rounds back-channel").id.to_list()
    labels = [one.description for one in shown(explorer, Button)]
    assert labels[: min(6, len(explorer.found()))] == explorer.found().text.head(6).to_list()


def test_a_pressed_result_shows_who_says_so_and_in_which_words(archive):
    explorer = ClaimExplorer(archive, words="fifteen")
    text = archive.claims.set_index("id").text["lambah-rounds"]
    press(explorer, text)
    assert explorer.claim == "lambah-rounds"
    assert "around 15 rounds" in html(explorer)
    assert "around 15 rounds" in explorer.text()


def test_the_standing_buttons_narrow_the_list(archive):
    explorer = ClaimExplorer(archive)
    everything = len(explorer.found())
    chooser(explorer, "How it stands").value = "refuted"
    assert 0 < len(explorer.found()) < everything
    assert set(explorer.found().certainty) == {"refuted"}
    chooser(explorer, "How it stands").value = "contested"
    assert len(explorer.found()) == (explorer._standing.standing == "contested").sum()


def test_the_side_buttons_ask_whose_sources(archive):
    explorer = ClaimExplorer(archive, words="kashmir study group")
    chooser(explorer, "Sources from").value = "Kashmiri"
    rows = archive.evidence.merge(archive.sources, left_on="source", right_on="id")
    kashmiri = set(rows[rows.perspective == "kashmiri"].claim)
    assert len(explorer.found()) and set(explorer.found().id) <= kashmiri


def test_the_vantage_buttons_ask_from_what_position_the_sources_speak(archive):
    explorer = ClaimExplorer(archive, words="back channel")
    chooser(explorer, "Who speak as").value = "memoir"
    rows = archive.evidence.merge(archive.sources, left_on="source", right_on="id")
    assert len(explorer.found()) and set(explorer.found().id) <= set(rows[rows.vantage == "memoir"].claim)


def test_more_and_earlier_results_turn_the_page_and_stop_at_the_ends(archive):
    explorer = ClaimExplorer(archive)
    press(explorer, "More results")
    assert explorer.page == 1 and "Claims 7 to 12" in html(explorer)
    press(explorer, "Earlier results")
    press(explorer, "Earlier results")
    assert explorer.page == 0
    explorer.page = 10_000
    assert explorer.page == (len(archive.claims) - 1) // 6


def test_a_search_without_result_says_so(archive):
    explorer = ClaimExplorer(archive, words="xylophone")
    assert "No claim fits" in html(explorer)
    assert explorer.text().startswith("No claim fits")


def test_a_new_search_closes_the_open_claim(archive):
    explorer = ClaimExplorer(archive, claim="lambah-rounds")
    explorer.words = "bus"
    assert explorer.claim == "" and "around 15 rounds" not in html(explorer)


@pytest.mark.parametrize("state, said", [({"claim": "lambah-round"}, "lambah-rounds"), ({"side": "Indien"}, "Indian"), ({"standing": "refused"}, "refuted")])
def test_a_wrong_state_names_the_right_one(archive, state, said):
    with pytest.raises(TraitError, match=said):
        ClaimExplorer(archive, **state)


def test_an_unknown_state_is_refused(archive):
    with pytest.raises(TypeError, match="no state 'clam'; did you mean 'claim'"):
        ClaimExplorer(archive, clam="x")


def test_the_theme_buttons_change_the_picture_and_its_text(archive):
    explorer = DocumentsExplorer(archive)
    before = html(explorer), explorer.text()
    chooser(explorer, "Theme").value = "self-governance"
    assert explorer.theme == "self-governance"
    assert html(explorer) != before[0] and explorer.text() != before[1]
    assert "sovereign" in " ".join(explorer.table()["only here"])


def test_the_sources_that_a_lesson_reads_are_drawn(archive):
    read = ["essay", "baba-ipcs-2005"]
    drawn = AccountsExplorer(archive, "kathmandu-2004", sources=read).figure().axes[0].texts
    names = " ".join(text.get_text().replace("\n", " ") for text in drawn)
    assert "Parthasarathy, 2010" in names and "Baba, 2005" in names
    with pytest.raises(KeyError, match="'esay' says nothing to this dispute; did you mean 'essay'"):
        AccountsExplorer(archive, "kathmandu-2004", sources=["esay"])


def test_only_the_named_texts_are_offered(archive):
    explorer = DocumentsExplorer(archive, packages=["musharraf-2004-10", "musharraf-2006-12"])
    assert (explorer.left, explorer.right) == ("musharraf-2004-10", "musharraf-2006-12")
    assert [value for _, value in chooser(explorer, "Left").options] == ["musharraf-2004-10", "musharraf-2006-12"]


def test_left_and_right_are_chosen_apart(archive):
    explorer = DocumentsExplorer(archive)
    chooser(explorer, "Left").value = "ksg-2000"
    assert explorer.left == "ksg-2000" and explorer.right == "ksg-2005"
    assert set(explorer.table().package) == {"Kashmir Study Group, 2000", "Kashmir Study Group, 2005"}


def test_the_words_that_place_a_case_are_those_of_its_two_claims(archive):
    case = archive.cases.iloc[0]
    explorer = TracksExplorer(archive, item=case.title)
    words = explorer.items()[case.title]
    claims = {case.people: case.people_claim, case.secrecy: case.secrecy_claim}
    for scale, rows in words.groupby("places"):
        assert set(rows.words) == set(archive.evidence[archive.evidence.claim == claims[scale]].quote)
    chooser(explorer, "Lift out").value = case.track
    assert explorer.track == case.track and set(explorer.items()) == set(archive.cases[archive.cases.track == case.track].title)


def test_a_route_opens_the_words_behind_each_of_its_steps(archive):
    explorer = RoutesExplorer(archive)
    assert explorer.items() == {}
    step = archive.routes.iloc[0]
    chooser(explorer, "Route").value = step.route
    words = explorer.items()[f"{step.origin} to {step.goal}"]
    assert words.words.to_list() == archive.evidence[archive.evidence.claim == step.claim].quote.to_list()


def test_the_sources_of_a_dispute_are_those_of_the_chosen_side_and_position(archive):
    sources = archive.sources.set_index("id")
    for dispute in archive.disputes.id:
        issues = archive.issues[archive.issues.dispute == dispute]
        rows = archive.evidence[archive.evidence.claim.isin(issues.claim)]
        explorer = ClockExplorer(archive, dispute)
        chooser(explorer, "Sources from").value = "indian"
        chooser(explorer, "Who speak as").value = "press"
        wanted = rows[rows.source.map(sources.perspective).str.startswith("indian") & (rows.source.map(sources.vantage) == "press")]
        opened = [words for table in explorer.items().values() for words in table.words]
        assert sorted(opened) == sorted(wanted.quote), dispute


def test_a_dispute_of_many_points_is_read_in_parts_that_hold_them_all(archive):
    labels = archive.issues[archive.issues.dispute == "how-close"].label.to_list()
    explorer = AccountsExplorer(archive, "how-close")
    parts = []
    for page in explorer.known("points"):
        chooser(explorer, "Points").value = page
        assert explorer.points == page and list(explorer.items()) == list(explorer.table())[2:]
        assert "more point" not in " ".join(text.get_text() for text in explorer.picture().figure().axes[0].texts)
        parts += list(explorer.table())[2:]
    assert parts == labels and len(explorer.known("points")) > 1
    with pytest.raises(TraitError, match="there is no points"):
        AccountsExplorer(archive, "rounds", points="6 to 10")


def test_the_clock_can_be_read_by_the_time_told_of(archive):
    explorer = ClockExplorer(archive, "how-close")
    written = explorer.table()
    chooser(explorer, "Order").value = "told"
    assert explorer.order == "told"
    assert explorer.table().to_records(index=False).tolist() != written.to_records(index=False).tolist()
    assert sorted(explorer.table().source) == sorted(written.source)


def test_an_unknown_dispute_or_forum_names_the_nearest(archive):
    for make in (AccountsExplorer, ClockExplorer):
        with pytest.raises(KeyError, match="did you mean 'rounds'"):
            make(archive, "round")
    with pytest.raises(KeyError, match="did you mean 'pugwash-conferences'"):
        AttendanceExplorer(archive, "pugwash-conference")


def test_the_words_on_a_person_are_those_of_the_claims_behind_the_roles(archive):
    explorer = AttendanceExplorer(archive, "pugwash-conferences")
    chooser(explorer, "People").value = "Pakistani"
    sides = archive.actors.set_index("name").side
    assert set(explorer.table().person.map(sides)) == {"pakistani"}
    events = archive.events[archive.events.forum == "pugwash-conferences"].id
    for person, words in explorer.items().items():
        actor = archive.actors.set_index("name").id[person]
        claims = archive.roles.query("actor == @actor and event in @events").claim
        assert set(words.words) == set(archive.evidence[archive.evidence.claim.isin(claims)].quote), person


def test_positions_open_the_words_of_each_text_on_the_theme(archive):
    explorer = PositionsExplorer(archive)
    chooser(explorer, "Texts of").value = "groups"
    chooser(explorer, "Theme").value = "movement"
    titles = archive.packages.set_index("title").id
    for title, words in explorer.items().items():
        claims = archive.proposals[(archive.proposals.package == titles[title]) & (archive.proposals.theme == "movement")].claim
        assert sorted(words.words) == sorted(archive.evidence[archive.evidence.claim.isin(claims)].quote), title
    assert set(explorer.table().text) == set(explorer.items())


def test_a_frame_once_drawn_is_kept(archive):
    explorer = DocumentsExplorer(archive)
    first = explorer.picture()
    explorer.theme = "movement"
    explorer.theme = "territory"
    assert explorer.picture() is first


def test_a_theme_on_which_both_are_silent_is_told(archive):
    explorer = DocumentsExplorer(archive, theme="violence")
    assert "nothing was seen" in explorer.text() and "nothing was seen" in html(explorer)
    assert explorer.table().empty and explorer.items() == {}


def test_every_control_has_a_label(archive):
    for widget in (ClaimExplorer(archive), *pictured(archive)):
        for control in shown(widget, (Button, ToggleButtons)):
            assert control.description


def test_an_explorer_shown_gives_its_whole_text_and_its_picture(archive):
    explorer = DocumentsExplorer(archive)
    data, _ = explorer._repr_mimebundle_()
    assert data["text/plain"] == explorer.text() and len(data["text/plain"]) > 110
    assert {"image/png", "application/vnd.jupyter.widget-view+json"} <= set(data)


def test_a_fault_in_a_handler_is_one_plain_sentence_for_a_student(archive, monkeypatch):
    explorer = DocumentsExplorer(archive)
    monkeypatch.setattr("diplo_lib.explorers.proposals.side_by_side", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        explorer.theme = "movement"
    monkeypatch.delenv("DIPLO_RAISE")
    explorer.theme = "trade"
    assert "This part has a fault" in html(explorer) and "run the cell again" in html(explorer)


def test_each_word_that_the_schema_allows_has_words_for_a_reader(archive):
    for column, words in (("relation", RELATION_IN_WORDS), ("stated", STATED_IN_WORDS)):
        assert list(words) == describe(archive, "evidence", column).words.item().split(", "), f"{column}: see explorers/explorer.py"
    assert set(VANTAGES.values()) - {""} == set(describe(archive, "sources", "vantage").words.item().split(", "))
    assert set(TRACKS) == set(describe(archive, "events", "track").words.item().split(", ")), "track: see TRACKS in pictures/picture.py"


def test_hostile_words_in_the_data_stay_words(small):
    claims = small / "claims.csv"
    claims.write_text(claims.read_text().replace("A meeting was held in December 2004.", "<img src=x onerror=alert(1)>"))
    explorer = ClaimExplorer(load(small), claim="meeting-held")
    assert "<img src=x" not in html(explorer) and "&lt;img src=x" in html(explorer)


def test_a_text_without_a_point_on_the_theme_is_named_and_said_to_be_unseen(archive):
    explorer = DocumentsExplorer(archive, theme="water")
    assert explorer.text().startswith("Water: nothing was seen in the pages at hand of “Kashmir Study Group, 1998”.")


def test_measured_at_2010_the_latest_states_are_gone_from_the_sentence(archive):
    explorer = FateExplorer(archive, kind="kathmandu")
    assert "Latest:" in explorer.text()
    chooser(explorer, "Measured").value = "2010"
    assert explorer.measured == "2010" and "Latest:" not in explorer.text()
    chooser(explorer, "Measures").value = "military and nuclear"
    kinds = set(archive.measures[archive.measures.title.isin(explorer.table().measure)].kind)
    assert kinds == {"military", "nuclear"}


def test_a_measure_opens_its_dated_states_with_their_sources(archive):
    explorer = FateExplorer(archive, item="Trade across the Line of Control")
    mine = archive.statuses[archive.statuses.measure == "cross-loc-trade"].sort_values("start", kind="stable")
    opened = explorer.opened()[explorer.item]
    assert opened.state.to_list() == mine.state.to_list() and opened.note.to_list() == mine.note.to_list()
    assert opened["who says so"].to_list() == [cite(archive, source) for source in mine.source]


def test_the_year_and_the_service_of_the_crossings_are_chosen_apart(archive):
    explorer = CrossingsExplorer(archive)
    chooser(explorer, "At the end of").value = "2006"
    chooser(explorer, "What crosses").value = "trade"
    assert (explorer.year, explorer.service) == ("2006", "trade")
    assert set(explorer.table().what) == {"trade"} and "At the end of 2006 trade crossed at none" in explorer.text()
    chooser(explorer, "At the end of").value = "2018"
    assert "At the end of 2018 trade crossed at 2 of 2" in explorer.text()


def test_a_crossing_opens_the_words_of_its_beginning_and_of_its_end(archive):
    explorer = CrossingsExplorer(archive, service="bus")
    row = archive.crossings.query("india_side == 'kaman-aman-setu' and service == 'bus'").iloc[0]
    name = next(name for name in explorer.items() if "Chakothi" in name)
    quotes = archive.evidence[archive.evidence.claim.isin([row.claim, row.stop_claim])].quote
    assert sorted(explorer.items()[name].words) == sorted(quotes)


def test_a_closer_scale_changes_the_picture_and_not_the_table(archive):
    explorer = FiguresExplorer(archive)
    whole, table = explorer.picture(), explorer.table()
    chooser(explorer, "Scale").value = "closer"
    assert explorer.picture().png != whole.png and explorer.table().equals(table)
    chooser(explorer, "What is counted").value = "trucks"
    assert explorer.what == "trucks" and set(explorer.table().unit) == {"trucks"}


def test_shocks_can_be_hidden_and_an_envoy_opens_the_words_of_his_roles(archive):
    explorer = ChannelExplorer(archive, period="all")
    assert "Attack on Mumbai" in set(explorer.table()["who or what"])
    chooser(explorer, "What shook the talks").value = "hidden"
    assert "Attack on Mumbai" not in set(explorer.table()["who or what"]) and "shock" not in explorer.text()
    chooser(explorer, "Time").value = "2008 to 2014"
    assert explorer.text().startswith("Who spoke for whom, 2008 to 2014? One Indian envoy and 2 Pakistani envoys.")
    claims = envoys(archive).query("person == 'Riaz Mohammad Khan'").claim
    quotes = archive.evidence[archive.evidence.claim.isin(claims)].quote
    assert sorted(explorer.items()["Riaz Mohammad Khan"].words) == sorted(quotes)
    assert set(explorer.items()) == {"Satinder Lambah", "Riaz Mohammad Khan", "Shaharyar Khan"}
