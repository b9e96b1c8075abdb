"""How long scripts worked, from Chromium's own trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CATEGORIES = ("-*", "devtools.timeline", "v8", "v8.execute", "blink.user_timing")
# Whatever scripts do stands in one of these: what is read and compiled, called, done after promises, and cleaned up.
SCRIPT = frozenset(
    {"EvaluateScript", "v8.compile", "v8.compileModule", "v8.run", "v8.callFunction", "FunctionCall"}
    | {"RunMicrotasks", "TimerFire", "FireAnimationFrame", "FireIdleCallback", "MinorGC", "MajorGC"}
)


@dataclass(frozen=True, slots=True)
class Trace:
    """The work of scripts on a page's main thread, and the moments that the page marked."""

    work: tuple[tuple[float, float], ...]
    """Begin and seconds of the processor of each piece of work that is not a part of another."""
    marks: dict[str, float]

    def between(self, begin: str, end: str) -> float:
        """Return how many seconds scripts worked between two marks."""
        return sum(seconds for at, seconds in self.work if self.marks[begin] <= at <= self.marks[end])

    @property
    def total(self) -> float:
        """How many seconds scripts worked in all."""
        return sum(seconds for _, seconds in self.work)


def read(trace: bytes) -> Trace:
    """Return what *trace*, as Chromium writes it, says of the main threads of pages."""
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
            # The processor's time and not the clock's: other programs run beside the measurement.
            yield event["ts"], event.get("tdur", event["dur"]) / 1e6
