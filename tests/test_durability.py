"""What showed "saved" is there again: after kill -9, with two tabs, on a full disk, in a folder that may not be written.

`make kills` does it 500 times with a plain writer and 20 times with real kernels; the ordinary run takes a sample.
"""

import os
import random
import signal
import time
from datetime import datetime

import pytest
from jupyter_client.manager import start_new_kernel

from diplo_lib import Question, Workbook

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and kill, which this system has not"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),  # the child only writes
]
WRITERS, KERNELS = int(os.environ.get("DIPLO_KILLS", 25)), int(os.environ.get("DIPLO_KERNEL_KILLS", 1))


def in_a_child(work):
    """Run in a forked child; its exit status."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(1)
    return child


def stream(folder, told, size=200):
    """Save answers without end, and tell each on a pipe when it is saved: what the student sees."""
    book = Workbook("00-start-here", folder)
    for number in range(10**6):
        book.append("00-who", number, said="x" * random.Random(number).randrange(size))
        os.write(told, b"%d\n" % number)


def all_of(pipe):
    parts = iter(lambda: os.read(pipe, 1 << 16), b"")
    return [int(line) for line in b"".join(parts).split(b"\n")[:-1]]


def test_no_answer_that_was_said_to_be_saved_is_lost_when_the_writer_is_killed(tmp_path):
    chance = random.Random(2010)
    for attempt in range(WRITERS):
        folder = tmp_path / str(attempt)
        pipe, told = os.pipe()
        child = in_a_child(lambda: stream(folder, told))
        os.close(told)
        time.sleep(chance.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        said = all_of(pipe)
        os.close(pipe)
        book = Workbook("00-start-here", folder)
        kept = [event["answer"] for event in book.events()]
        assert kept[: len(said)] == said, f"kill {attempt}: said {len(said)}, kept {len(kept)}"
        book.append("00-who", "after")
        assert [event["answer"] for event in book.events()] == [*kept, "after"], f"kill {attempt}: the next answer"


def test_no_answer_is_lost_when_a_real_kernel_is_killed(tmp_path):
    chance = random.Random(2010)
    for attempt in range(KERNELS):
        told = tmp_path / f"told-{attempt}"
        manager, client = start_new_kernel(kernel_name="python3")
        code = (
            "from diplo_lib import Workbook\nimport os\n"
            f"book, told = Workbook('00-start-here', {str(tmp_path / str(attempt))!r}), os.open({str(told)!r}, os.O_WRONLY | os.O_CREAT)\n"
            "for number in range(10**6):\n    book.append('00-who', number)\n    os.write(told, b'%d\\n' % number)"
        )
        client.execute(code)
        for _ in range(200):
            if told.exists() and told.stat().st_size:
                break
            time.sleep(0.05)
        time.sleep(chance.uniform(0, 0.3))
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        said = [int(line) for line in told.read_bytes().split(b"\n")[:-1]]
        kept = [event["answer"] for event in Workbook("00-start-here", tmp_path / str(attempt)).events()]
        assert said and kept[: len(said)] == said, f"kernel {attempt}: said {len(said)}, kept {len(kept)}"


def test_two_tabs_on_one_lesson_lose_nothing_of_each_other(tmp_path):
    def tab(name):
        for number in range(200):
            Workbook("00-start-here", tmp_path).append(name, number, said="y" * 500)

    for child in [in_a_child(lambda name=name: tab(name)) for name in ("00-who", "00-track")]:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    book = Workbook("00-start-here", tmp_path)
    for name in ("00-who", "00-track"):
        assert [event["answer"] for event in book.history(name)] == list(range(200))


def test_on_a_full_disk_the_answer_is_not_saved_and_the_file_stays_whole(tmp_path):
    book = Workbook("00-start-here", tmp_path)
    book.append("00-who", "before")

    def fill():
        import resource  # not on every system

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        limit = book.path.stat().st_size + 100
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(OSError):
            book.append("00-who", "z" * 1000)

    assert os.waitstatus_to_exitcode(os.waitpid(in_a_child(fill), 0)[1]) == 0
    assert [event["answer"] for event in book.events()] == ["before"]
    book.append("00-who", "after")
    assert [event["answer"] for event in book.events()] == ["before", "after"]


def test_in_a_folder_that_may_not_be_written_the_student_is_told(tmp_path, monkeypatch):
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    for part in [tmp_path, *tmp_path.parents][:4]:
        part.chmod(part.stat().st_mode | 0o055)

    def nobody():
        os.environ["DIPLO_WORK"] = str(folder)
        question = Question("03-founded")
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        question.answer("1996")
        assert "NOT saved" in question._status.value and question.choice == "1996", question._status.value

    assert os.waitstatus_to_exitcode(os.waitpid(in_a_child(nobody), 0)[1]) == 0
    assert not list(folder.iterdir())


def test_a_clock_that_jumps_back_changes_no_order(tmp_path, monkeypatch):
    class Clock:
        now_is = datetime(2026, 11, 24, 12, 0).astimezone()

        @classmethod
        def now(cls):
            return cls.now_is

    monkeypatch.setattr("diplo_lib.workbook.datetime", Clock)
    book = Workbook("00-start-here", tmp_path)
    book.append("00-who", "first")
    Clock.now_is = datetime(2020, 1, 1).astimezone()
    book.append("00-who", "second")
    assert book.latest("00-who")["answer"] == "second"
