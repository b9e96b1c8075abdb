"""Workers: processes that share the tasks of a check or a build.

Workers are forked, so that they have all loaded data, and each takes the next task when it has finished one.
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
from functools import partial
from typing import BinaryIO, Generic, TypeVar

from masthead import MastheadError
from masthead.processes.interruptions import uninterrupted

Result = TypeVar("Result")
Task = Callable[[], Result]

_SET_PARENT_DEATH_SIGNAL = 1  # of prctl(2)
_IDLE = 10
"""The step of nice(1) by which a process waits for others, if its result may not be needed."""
_NUMBER = 4
"""The bytes of the number of a task in the queue."""
MOST_TASKS = 65536 // _NUMBER
"""The most tasks: a pipe holds so many numbers while nobody reads."""


class WorkerError(MastheadError):
    """A worker ended before its work was done; the message says how."""


@dataclass(frozen=True, slots=True)
class _WorkerResult(Generic[Result]):
    """The results of a worker's tasks, by number, and the error at which it stopped."""

    results: dict[int, Result]
    failed: tuple[int, Exception] | None = None


def usable_processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def results_of(
    tasks: Sequence[Task[Result]], jobs: int, on_start: Callable[[int], object] = lambda _: None
) -> list[Result]:
    """Return the results of *tasks*, in order, made by at most *jobs* processes.

    The tasks are started in order, and *on_start* is called now and then with the number of those started before. Results
    have to be picklable. Raises the error of the first task that fails, which is the same for any number of processes,
    or WorkerError if a worker was killed.
    """
    workers = min(jobs, len(tasks))
    if workers < 2 or not hasattr(os, "fork"):
        return [_alone(number, task, on_start) for number, task in enumerate(tasks)]
    if len(tasks) > MOST_TASKS:
        raise ValueError(f"{len(tasks)} tasks, but at most {MOST_TASKS} are possible")
    with _queued(len(tasks)) as queue, _forked(workers - 1, tasks, queue) as forked:
        done = [_work(tasks, queue, on_start)]
        while forked:
            done.append(_outcome(*forked.popitem()))
    failures = [worker.failed for worker in done if worker.failed]
    if failures:
        raise min(failures, key=lambda failure: failure[0])[1]
    results = {number: result for worker in done for number, result in worker.results.items()}
    return [results[number] for number in range(len(tasks))]


@contextmanager
def meanwhile(task: Task[Result], jobs: int, *, in_idle_time: bool = False) -> Iterator[Callable[[], Result]]:
    """Have another process do *task* until the context ends, and provide a function that waits for the result.

    One that works *in_idle_time* leaves the processors to the others, since its result may not be needed.

    The function may be called once, and raises as `results_of` does. It does the task itself if *jobs* allows only one
    process, and where there are no such processes.
    """
    if jobs < 2 or not hasattr(os, "fork"):
        yield task
        return
    with _queued(1) as queue, _forked(1, (partial(_idly, task) if in_idle_time else task,), queue) as forked:

        def result() -> Result:
            done: _WorkerResult[Result] = _outcome(*forked.popitem())
            if done.failed:
                raise done.failed[1]
            return done.results[0]

        yield result


def _idly(task: Task[Result]) -> Result:
    os.nice(_IDLE)
    return task()


def _alone(number: int, task: Task[Result], on_start: Callable[[int], object]) -> Result:
    on_start(number)
    return task()


@contextmanager
def _queued(number: int) -> Iterator[int]:
    """Provide the reading end of a pipe from which each worker takes the number of its next task."""
    queue, entry = os.pipe()
    try:
        os.write(entry, b"".join(task.to_bytes(_NUMBER, "big") for task in range(number)))
        os.close(entry)
        yield queue
    finally:
        os.close(queue)


@contextmanager
def _forked(number: int, tasks: Sequence[Task[Result]], queue: int) -> Iterator[dict[int, BinaryIO]]:
    """Provide the ids of *number* new workers, each with the stream of its results.

    The caller waits for each worker that it takes out; the others are killed when this process stops early.
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
    """Start a worker, and return its id and the stream of its results."""
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
    """Start a copy of this process that does *work*, and return its id.

    The copy ends with the exit code that *work* returns, or with 1 if anything is raised. It is killed if this process
    ends first.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    with uninterrupted():  # what a signal raises inside a fork is lost: Python prints and forgets it
        pid = os.fork()
    if pid:
        return pid
    code = 1
    try:  # in the copy, which ends here in any case
        _end_with(parent)
        code = work()
    finally:
        os._exit(code)


def _end_with(parent: int) -> None:
    """Let the system kill this worker when *parent* ends (Linux): no writer and no lock outlasts a killed build."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # the parent ended before
        os._exit(1)


def _work(
    tasks: Sequence[Task[Result]], queue: int, on_start: Callable[[int], object] = lambda _: None
) -> _WorkerResult[Result]:
    """Do tasks until there are no more, or one fails; then no other task is started."""
    done: _WorkerResult[Result] = _WorkerResult({})
    while number := os.read(queue, _NUMBER):
        at = int.from_bytes(number, "big")
        on_start(at)
        try:
            done.results[at] = tasks[at]()
        except Exception as error:  # noqa: BLE001 - raised again by the process that started this one
            while os.read(queue, 65536):
                pass
            return _WorkerResult({}, (at, error))
    return done


def _packed(done: _WorkerResult[Result]) -> bytes:
    """Return *done* as bytes; an error that cannot be pickled is replaced by its message."""
    if done.failed is None:
        return pickle.dumps(done)
    at, error = done.failed
    try:
        packed = pickle.dumps(done)
        pickle.loads(packed)  # noqa: S301 - our own
    except Exception:  # noqa: BLE001 - the class of an error may do anything when it is unpickled
        return pickle.dumps(_WorkerResult({}, (at, RuntimeError(f"{type(error).__name__}: {error}"))))
    return packed


def _outcome(pid: int, stream: BinaryIO) -> _WorkerResult[Result]:
    """Return the results that the worker *pid* writes to *stream* at its end. Raises WorkerError if it writes none."""
    with stream:
        packed = stream.read()
    _, status = os.waitpid(pid, 0)
    if not packed:
        ended = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit code {os.WEXITSTATUS(status)}"
        raise WorkerError(f"a process of this command ended early ({ended}); --jobs 1 needs the least memory")
    done: _WorkerResult[Result] = pickle.loads(packed)  # noqa: S301 - from our own process
    return done
