"""Work shared out over processes: the one place in which a build does several things at a time.

Workers are forked, so they have all that is loaded already, and each takes the next task when it has done its last.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Generic, TypeVar

from masthead import MastheadError

Result = TypeVar("Result")
Task = Callable[[], Result]

_NUMBER = 4
_SET_PARENT_DEATH_SIGNAL = 1  # of prctl(2)
"""How many bytes the number of a task has in the queue."""
MOST_TASKS = 65536 // _NUMBER
"""How many numbers a pipe holds while nobody reads."""


class WorkerError(MastheadError):
    """A worker ended before its work was done; says how."""


@dataclass(frozen=True, slots=True)
class _Done(Generic[Result]):
    """The results of the tasks that a worker has done, by number, and the error at which it stopped."""

    results: dict[int, Result]
    failed: tuple[int, Exception] | None = None


def usable_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def results_of(
    tasks: Sequence[Task[Result]], jobs: int, begun: Callable[[int], object] = lambda _: None
) -> list[Result]:
    """Return the results of *tasks*, in their order, made by at most *jobs* processes.

    *begun* is called now and then with the number of tasks that were begun before. The tasks are begun in their order, and results have to be picklable. Raises the error of the first task that
    fails, which is the same whatever the number of processes, or WorkerError if one was killed.
    """
    workers = min(jobs, len(tasks))
    if workers < 2 or not hasattr(os, "fork"):
        return [_alone(number, task, begun) for number, task in enumerate(tasks)]
    if len(tasks) > MOST_TASKS:
        raise ValueError(f"{len(tasks)} tasks, but at most {MOST_TASKS} are possible")
    with _queued(len(tasks)) as queue, _forked(workers - 1, tasks, queue) as others:
        done = [_work(tasks, queue, begun)]
        while others:
            done.append(_outcome(*others.popitem()))
    failures = [one.failed for one in done if one.failed]
    if failures:
        raise min(failures, key=lambda failure: failure[0])[1]
    results = {number: result for one in done for number, result in one.results.items()}
    return [results[number] for number in range(len(tasks))]


def _alone(number: int, task: Task[Result], begun: Callable[[int], object]) -> Result:
    begun(number)
    return task()


@contextmanager
def _queued(number: int) -> Iterator[int]:
    """Give the end of a pipe from which each worker reads the number of its next task."""
    queue, entry = os.pipe()
    try:
        os.write(entry, b"".join(task.to_bytes(_NUMBER, "big") for task in range(number)))
        os.close(entry)
        yield queue
    finally:
        os.close(queue)


@contextmanager
def _forked(number: int, tasks: Sequence[Task[Result]], queue: int) -> Iterator[dict[int, BinaryIO]]:
    """Give the ids of *number* new workers, each with the stream that brings what it has done.

    Who takes a worker out waits for it; those that are left when this process stops early are stopped.
    """
    workers: dict[int, BinaryIO] = {}
    try:
        workers.update(_fork(tasks, queue) for _ in range(number))
        yield workers
    finally:
        for pid, stream in workers.items():
            stream.close()
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _fork(tasks: Sequence[Task[Result]], queue: int) -> tuple[int, BinaryIO]:
    """Begin a worker, and return its id and the stream that brings what it has done."""
    result, entry = os.pipe()

    def work() -> int:
        os.close(result)
        with os.fdopen(entry, "wb") as stream:
            stream.write(_packed(_work(tasks, queue)))
        return 0

    pid = begin_copy(work)
    os.close(entry)
    return pid, os.fdopen(result, "rb")


def begin_copy(work: Callable[[], int]) -> int:
    """Begin a copy of this process, which does *work* and ends with the code that this returns, and return its id.

    It ends with code 1 if anything is raised, and is ended if this process ends before it.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:  # in the copy, which ends here whatever happens
        _end_with(parent)
        code = work()
    finally:
        os._exit(code)


def _end_with(parent: int) -> None:
    """Let the system end this worker with its *parent* (Linux): one that was killed leaves nobody to write on, or keep a lock."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def _work(tasks: Sequence[Task[Result]], queue: int, begun: Callable[[int], object] = lambda _: None) -> _Done[Result]:
    """Do tasks until none is left or one fails, after which no other is begun."""
    done: _Done[Result] = _Done({})
    while number := os.read(queue, _NUMBER):
        at = int.from_bytes(number, "big")
        begun(at)
        try:
            done.results[at] = tasks[at]()
        except Exception as error:  # noqa: BLE001 - to be raised by the process that began this one
            while os.read(queue, 65536):
                pass
            return _Done({}, (at, error))
    return done


def _packed(done: _Done[Result]) -> bytes:
    """Return *done* as bytes; an error that does not survive the journey is told in words."""
    if done.failed is None:
        return pickle.dumps(done)
    at, error = done.failed
    try:
        packed = pickle.dumps(done)
        pickle.loads(packed)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - a class of errors may do anything when it is made again
        return pickle.dumps(_Done({}, (at, RuntimeError(f"{type(error).__name__}: {error}"))))
    return packed


def _outcome(pid: int, stream: BinaryIO) -> _Done[Result]:
    """Return what the worker *pid* has done, as it says at the end of its work."""
    with stream:
        packed = stream.read()
    _, status = os.waitpid(pid, 0)
    if not packed:
        ended = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit code {os.WEXITSTATUS(status)}"
        raise WorkerError(f"a process of the build ended early ({ended}); --jobs 1 needs the least memory")
    done: _Done[Result] = pickle.loads(packed)  # noqa: S301 - from our own process
    return done
