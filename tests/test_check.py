"""Each folder in broken/ holds the files of one fault, to lay over the small dataset, and in said.txt what must be said."""

import shutil
from pathlib import Path

import pytest

from diplo_lib import check

BROKEN = Path(__file__).parent / "broken"
FAULTS = sorted(folder.name for folder in BROKEN.iterdir())


def said_of(folder):
    return [str(problem) for problem in check.problems(folder, essay=folder / "essay.txt")]


def test_the_small_dataset_has_no_fault(small):
    assert said_of(small) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found_with_its_place_reason_and_remedy(small, fault):
    shutil.copytree(BROKEN / fault, small, dirs_exist_ok=True)
    assert (BROKEN / fault / "said.txt").read_text().strip() in said_of(small)


def test_all_faults_are_found_in_one_run(small):
    """Faults of different files laid over each other; a file that cannot be read does not hide those of the others."""
    together = ["circular-derived-from", "bad-date", "no-number", "wrong-columns", "carriage-return", "no-right-answer", "missing-holder"]
    for fault in together:
        shutil.copytree(BROKEN / fault, small, dirs_exist_ok=True)
    found = said_of(small)
    for fault in together:
        assert (BROKEN / fault / "said.txt").read_text().strip() in found


def test_two_faults_in_one_file_are_both_found(small):
    claims = small / "claims.csv"
    claims.write_text(claims.read_text().replace(",medium,One paper.", ",midium,"))
    assert [line.split(":")[2].strip() for line in said_of(small)] == ["certainty", "basis"]


def test_the_command_prints_the_faults_and_fails(small, capsys):
    assert check.main([str(small)]) == 0
    assert capsys.readouterr().out == ""
    shutil.copytree(BROKEN / "unknown-key", small, dirs_exist_ok=True)
    assert check.main([str(small)]) == 1
    assert capsys.readouterr().out.startswith("evidence.csv:7: source:")


def test_a_folder_without_descriptor_is_told(tmp_path):
    assert "the file is missing" in said_of(tmp_path)[0]
