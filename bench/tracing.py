"""Script time, measured from Chromium's own trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CATEGORIES = ("-*", "devtools.timeline", "v8", "v8.execute", "blink.user_timing")
# The events of all work of scripts: parsing and compiling, calls, callbacks of promises, and garbage collection.
SCRIPT = frozenset(
    {"EvaluateScript", "v8.compile", "v8.compileModule", "v8.run", "v8.callFunction", "FunctionCall"}
    | {"RunMicrotasks", "TimerFire", "FireAnimationFrame", "FireIdleCallback", "MinorGC", "MajorGC"}
)


@dataclass(frozen=True, slots=True)
class Trace:
    """The work of scripts on a page's main thread, and the times that the page marked."""

    work: tuple[tuple[float, float], ...]
    """The beginning, and the processor time in seconds, of each piece of work that is not part of another."""
    marks: dict[str, float]

    def between(self, begin: str, end: str) -> float:
        """Return the script time between two marks, in seconds."""
        return sum(seconds for at, seconds in self.work if self.marks[begin] <= at <= self.marks[end])

    @property
    def total(self) -> float:
        """The whole script time, in seconds."""
        return sum(seconds for _, seconds in self.work)


def read(trace: bytes) -> Trace:
    """Return the trace of the main threads of pages, from the JSON that Chromium wrote."""
    events = json.loads(trace)["traceEvents"]
    named = (event for event in events if event["name"] == "thread_name")
    pages = {(event["pid"], event["tid"]) for event in named if event["args"]["name"] == "CrRendererMain"}
    ours = [event for event in events if (event["pid"], event["tid"]) in pages]
    marks = {event["name"]: event["ts"] for event in ours if "blink.user_timing" in event["cat"]}
    return Trace(tuple(_outermost(ours)), marks)


def _outermost(events: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    works = [event for event in events if event["ph"] == "X" and event["name"] in SCRIPT]
    until: dict[tuple[int, int], float] = {}
    for event in sorted(works, key=lambda event: (event["ts"], -event["dur"])):
        thread = (event["pid"], event["tid"])
        if event["ts"] >= until.get(thread, 0):
            until[thread] = event["ts"] + event["dur"]
            # Processor time and not wall time, because other programs run during the measurement.
            yield event["ts"], event.get("tdur", event["dur"]) / 1e6
