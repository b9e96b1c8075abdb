"""Work shared among processes: the same results and the same error as in one, and a lost process is reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from masthead.building.output.outcome import BuildError
from masthead.building.output.writer import PagePathError
from masthead.processes.workers import WorkerError, meanwhile, results_of, usable_processors
from tests.site import build, fingerprint, furnish, seal_theme
from tests.world import World

JOBS = [1, 2, 3, 7]


class TwofoldError(Exception):
    """An error that cannot be created again from its message."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


def failing(number: int) -> int:
    """Return *number*, unless it is one of those that fail."""
    if number in (13, 14, 40):
        raise PagePathError(f"two pages have the path '{number}.html'")
    return number


def twofold(number: int) -> int:
    """Fail with an error that cannot be passed to another process."""
    raise TwofoldError(f"{number}.html", "wrong")


@pytest.mark.parametrize("jobs", JOBS)
def test_results_come_in_the_order_of_their_tasks(jobs: int) -> None:
    """The order does not depend on the processes that give the results, or on the number of the results."""
    assert [number**2 for number in range(100)] == results_of([partial(pow, number, 2) for number in range(100)], jobs)
    assert [] == results_of([], jobs)
    assert ["a" * 1_000_000] * 3 == results_of([lambda: "a" * 1_000_000] * 3, jobs)


@pytest.mark.parametrize("jobs", JOBS)
def test_error_of_the_first_task_that_fails_is_raised(jobs: int) -> None:
    """The error is the same as if the tasks had been done one after another."""
    with pytest.raises(PagePathError) as caught:
        results_of([partial(failing, number) for number in range(100)], jobs)

    assert "two pages have the path '13.html'" == str(caught.value)


def test_another_process_does_a_task_meanwhile() -> None:
    """Its result, however long, or its error comes when it is asked for; a task that nobody asks for is ended."""
    with meanwhile(lambda: (os.getpid(), "a" * 1_000_000), 2) as result:
        process, text = result()
    assert (True, "a" * 1_000_000) == (process != os.getpid(), text)
    with meanwhile(os.getpid, 1) as result:
        assert os.getpid() == result()
    with meanwhile(partial(failing, 13), 2) as result, pytest.raises(PagePathError, match=r"'13\.html'"):
        result()
    start = time.monotonic()
    with meanwhile(partial(time.sleep, 600), 2):
        pass
    assert time.monotonic() - start < 300


@pytest.mark.parametrize("jobs", JOBS)
def test_error_that_cannot_be_handed_over_is_told_in_words(jobs: int) -> None:
    """The process that raised the error knows its class, another only its name."""
    with pytest.raises((TwofoldError, RuntimeError), match=r"^(TwofoldError: )?0\.html: wrong$"):
        results_of([partial(twofold, number) for number in range(9)], jobs)


def children() -> set[str]:
    """Return the processes that this one has begun and has not waited for: the browser of other tests may be one."""
    processes = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # a process that has ended meanwhile
            if stat.read_text().rpartition(")")[2].split()[1] == str(os.getpid()):
                processes.add(stat.parent.name)
    return processes


def test_killed_process_is_reported_and_none_is_left(tmp_path: Path) -> None:
    """A process may be killed when memory runs out: no result is missing without anybody noticing."""
    here, killed, before = os.getpid(), tmp_path / "killed", children()

    def task() -> None:
        if os.getpid() != here:
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        while not killed.exists():
            time.sleep(0.001)

    with pytest.raises(WorkerError) as caught:
        results_of([task] * 9, 2)

    assert "a process of this command ended early (signal 9); --jobs 1 needs the least memory" == str(caught.value)
    assert before == children()


def test_processes_are_stopped_with_the_one_that_began_them(tmp_path: Path) -> None:
    """An interrupt ends the build and all that it has begun."""
    here, begun, before = os.getpid(), tmp_path / "begun", children()

    def task() -> None:
        if os.getpid() != here:
            begun.touch()
            time.sleep(100)
        while not begun.exists():
            time.sleep(0.001)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        results_of([task] * 9, 2)
    assert before == children()


INTERRUPTED = """
import os, signal, sys
from masthead.processes.workers import begin_copy
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
os.register_at_fork({moment}=lambda: os.kill(os.getpid(), signal.SIGTERM))
pid = begin_copy(lambda: 0)
print("went on")
"""


@pytest.mark.parametrize("moment", ["before", "after_in_parent"])
def test_signal_to_end_is_obeyed_while_a_process_is_begun(moment: str) -> None:
    """Python ignores an error raised there: the process would go on, and others would wait for its end forever."""
    finished = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(moment=moment)], capture_output=True, text=True, check=False
    )

    assert (143, "", "") == (finished.returncode, finished.stdout, finished.stderr)


def test_one_process_can_always_be_had() -> None:
    """The number of usable processors is at least one, regardless of what the system says of them."""
    assert usable_processors() >= 1


def test_website_is_the_same_whatever_the_number_of_processes(world: World) -> None:
    """Every file is the same, byte for byte."""
    furnish(world)
    websites = []
    for jobs in JOBS[:3]:
        build(world.root, "pelicanconf.py", world.root / f"output-{jobs}", jobs)
        websites.append(fingerprint(world.root / f"output-{jobs}"))

    assert [websites[0]] * 3 == websites


def test_error_is_the_same_whatever_the_number_of_processes(world: World) -> None:
    """A page that cannot be made is named, and nothing is published."""
    template = furnish(world).root / "theme/templates/source.html"
    template.write_text(template.read_text() + "{% block sites %}{{ view.nothing }}{% endblock %}")
    seal_theme(world)
    errors = set()
    for jobs in JOBS[:3]:
        with pytest.raises(BuildError) as caught:
            build(world.root, "pelicanconf.py", world.root / "output", jobs)
        errors.add(str(caught.value))

    assert 1 == len(errors)
    assert "theme/templates/source.html" in errors.pop()
    assert not (world.root / "output").exists()
