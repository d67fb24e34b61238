"""The joined tables, counted again from the CSV files themselves."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from diplo_lib import AttendanceExplorer, ChannelExplorer, FateExplorer, FiguresExplorer, cite, envoys, histories, measure_states, presences, strip
from diplo_lib.explorers.measures import COUNTED, KINDS

DATA = Path(__file__).parent.parent / "data"


def rows(table):
    with open(DATA / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_presences_are_the_roles_at_the_meetings_of_the_forum(archive):
    meetings = {row["id"] for row in rows("events") if row["forum"] == "pugwash-conferences"}
    kinds = {row["id"]: row["kind"] for row in rows("actors")}
    wanted = [row for row in rows("roles") if row["event"] in meetings and (kinds[row["actor"]] == "person" or row["presence"] == "kept away")]
    found = presences(archive, "pugwash-conferences")
    assert len(found) == len(wanted) > 50 and found.start.is_monotonic_increasing
    with pytest.raises(KeyError, match="no forum 'pugwash' among the events; there are: .*pugwash-conferences"):
        presences(archive, "pugwash")


def test_a_persons_words_are_those_of_the_claims_behind_the_roles(archive):
    explorer = AttendanceExplorer(archive, "pugwash-conferences")
    names = {row["id"]: row["name"] for row in rows("actors")}
    claims = {row["claim"] for row in rows("roles") if names[row["actor"]] == "Sajjad Lone" and "pugwash" in row["event"] + "pugwash"}
    quotes = {row["quote"] for row in rows("evidence") if row["claim"] in claims}
    assert set(explorer.items()["Sajjad Lone"].words) <= quotes


def test_an_envoys_time_is_his_own_where_a_source_gives_it(archive):
    table = envoys(archive)
    aziz = table[table.person == "Tariq Aziz"]
    assert (str(aziz.start.min().date()), str(aziz.end.max().date())) == ("2003-01-01", "2007-12-31")
    shaharyar = table[table.person == "Shaharyar Khan"].iloc[0]
    assert str(shaharyar.start.date()) == str(shaharyar.end.date()) == "2013-08-29", "one dated meeting is no term of years"
    assert set(table.side) == {"Indian", "Pakistani"} and (table.end >= table.start).all()


def test_the_years_of_a_role_stand_in_its_claim(archive):
    """What a role says of its time is what its claim says."""
    times = {row["id"]: row["when"] for row in rows("claims")}
    for role in rows("roles"):
        if role["when"]:
            years = {int(year) for year in times[role["claim"]].replace("/", "-").split("-") if len(year) == 4}
            own = {int(year) for year in role["when"].replace("/", "-").split("-") if len(year) == 4}
            assert min(years) <= min(own) and max(own) <= max(years), f"roles.csv: {role['event']}/{role['actor']}: {role['when']}"


def test_the_periods_of_the_channel_cut_what_lies_outside(archive):
    explorer = ChannelExplorer(archive, period="2008 to 2014", shocks="hidden")
    assert "Tariq Aziz" not in explorer.items() and "Riaz Mohammad Khan" in explorer.items()
    assert "Attack on Mumbai" not in set(explorer.table()["who or what"])


def test_the_lanes_are_the_statuses_and_the_running_ones_are_counted_from_the_states(archive):
    assert len(histories(archive)) == len(rows("statuses"))
    kathmandu = {row["id"] for row in rows("measures") if row["recommendation"]}
    then = measure_states(archive, "2010-12-31").set_index("measure").state[list(kathmandu)]
    running = then.isin(["begun", "resumed", "restricted"]).sum()
    latest = measure_states(archive).set_index("measure").state[list(kathmandu)].isin(["begun", "resumed", "restricted"]).sum()
    explorer = FateExplorer(archive, kind="kathmandu")
    words = {0: "none", 1: "one"}
    assert explorer.text().splitlines()[0].endswith(f"End of 2010: {words.get(running, running)}. Latest: {words.get(latest, latest)}.")
    explorer.measured = "2010"
    assert explorer.text().splitlines()[0].endswith(f"End of 2010: {words.get(running, running)}.")


def test_every_measure_stands_in_one_group_of_lanes(archive):
    kinds = [kind for group in KINDS.values() for kind in group]
    assert sorted(kinds) == sorted(set(archive.measures.kind)), "a kind of measures is in no lane, or in two: see KINDS"


def test_the_strip_goes_from_north_to_south_and_names_both_sides(archive):
    table = strip(archive)
    assert len(table) == len(rows("crossings")) and table.lat.is_monotonic_decreasing
    sides = {row["id"]: row["side"] for row in rows("places")}
    assert {sides[row["india_side"]] for row in rows("crossings")} == {"india-administered"}
    assert {sides[row["pakistan_side"]] for row in rows("crossings")} == {"pakistan-administered"}


def test_the_days_of_a_crossing_are_covered_by_its_claims(archive):
    claims = {row["id"]: row["when"] + " " + row["text"] for row in rows("claims")}
    for row in rows("crossings"):
        assert row["began"][:7] in claims[row["claim"]] or row["began"][:4] in claims[row["claim"]], row
        assert not row["stopped"] or row["stopped"][:4] in claims[row["stop_claim"]], row


def test_every_count_that_is_shown_is_in_the_series_and_in_one_unit(archive):
    known = {row["id"] for row in rows("series")}
    for what, (_, counts, _) in COUNTED.items():
        mine = [row for row in rows("figures") for _, series, route in counts if row["series"] == series and route in ("", row["route"])]
        assert {series for _, series, _ in counts} <= known and len({row["unit"] for row in mine}) == 1 and len(counts) <= 4, what
        for scale in ("whole", "closer"):
            shown = FiguresExplorer(archive, what=what, scale=scale).table()
            assert len(shown) == len(mine) and pd.Series(shown.value).str.contains(r"\d").all(), what


def test_numbers_of_one_count_are_of_one_route(archive):
    for what, (_, counts, _) in COUNTED.items():
        for label, series, route in counts:
            routes = {row["route"] for row in rows("figures") if row["series"] == series and route in ("", row["route"])}
            assert len(routes) == 1 or series == "permit-applications", f"{what}, {label}: numbers of different roads in one count: {routes}"


def test_the_numbers_that_open_are_those_of_the_count_with_their_sources(archive):
    explorer = FiguresExplorer(archive, what="one bus", item="both ways")
    mine = [row for row in rows("figures") if row["series"] == "travellers-cumulative" and row["route"] == "Srinagar-Muzaffarabad"]
    opened = explorer.items()["both ways"]
    assert sorted(opened.number.str.replace(",", "").astype(float)) == sorted(float(row["value"]) for row in mine)
    assert set(opened["who says so"]) == {cite(archive, row["source"]) for row in mine}
