import shutil
import time

import pytest

from diplo_lib import DataError, describe, load


def test_loading_takes_well_under_a_second():
    load.cache_clear()
    begun = time.perf_counter()
    load()
    assert time.perf_counter() - begun < 0.7


def test_what_a_student_changes_in_a_table_stays_with_the_student(archive):
    mine = archive.claims
    mine["text"] = "changed"
    mine.loc[0, "id"] = "changed"
    assert "changed" not in [*archive.claims.text, *archive.claims.id]


def test_the_archive_itself_cannot_be_changed(archive):
    with pytest.raises(AttributeError):
        archive.claims = None


def test_a_wrong_table_names_the_right_one(archive):
    with pytest.raises(AttributeError, match="no table 'claim'; did you mean 'claims'?"):
        archive.claim


def test_numbers_dates_and_truth_values_are_such(archive):
    assert archive.figures.value.dtype == float
    assert archive.options.right.dtype == bool
    assert str(archive.events.start.dtype).startswith("datetime64")


def test_an_empty_cell_is_an_empty_text(small):
    assert load(small).claims.holder.to_list() == ["", "", "host"]


def test_describe_explains_the_tables_a_table_and_a_column(archive):
    assert set(describe(archive).table) >= {"claims", "evidence", "sources"}
    assert "certainty" in describe(archive, "claims").column.to_list()
    assert "refuted, unknown, low" in describe(archive, "claims", "certainty").words.item()


@pytest.mark.parametrize(
    "names, said",
    [(("claim",), "did you mean 'claims'"), (("claims", "certanty"), "did you mean 'certainty'")],
)
def test_describe_names_what_there_is(archive, names, said):
    with pytest.raises(KeyError, match=said):
        describe(archive, *names)


@pytest.mark.parametrize("table", ["claims", "places"])
def test_a_missing_file_is_named(small, table):
    (small / f"{table}.csv").unlink()
    with pytest.raises(DataError, match=f"{table}.csv: the file is missing"):
        load(small)


def test_a_folder_without_a_dataset_is_named(tmp_path):
    with pytest.raises(DataError, match="holds no dataset"):
        load(tmp_path)


@pytest.mark.parametrize("fault", ["no-number", "bad-date", "wrong-columns", "bad-encoding", "carriage-return", "nul"])
def test_what_cannot_be_read_is_located(small, fault, request):
    broken = request.path.parent / "broken" / fault
    shutil.copytree(broken, small, dirs_exist_ok=True)
    file, line = (broken / "said.txt").read_text().split(":")[:2]
    with pytest.raises(DataError, match=f"{file}:{line}: "):
        load(small)
