"""What robots.txt allows us (RFC 9309): the group that names us or all, the longest rule, allow before disallow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

ROOM = 500 * 1024
"""How much of a robots.txt is read."""
MAX_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us, each with whether it allows; and the seconds asked for between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    pause: float = 0.0

    def allows(self, target: str) -> bool:
        """Return whether the path and query *target* may be fetched."""
        path = _plain(target)
        fitting = [(len(pattern), allows) for pattern, allows in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


ALL = Robots()
NOTHING = Robots((("/", False),))


def read(text: str, agent: str) -> Robots:
    """Return what the robots.txt *text* says to *agent*; what cannot be read says nothing."""
    groups = list(_groups(text))
    ours = [group for names, group in groups if agent in names] or [group for names, group in groups if "*" in names]
    rules = tuple(
        (_plain(value), name == "allow") for group in ours for name, value in group if value and name != "crawl-delay"
    )
    pauses = [float(value) for group in ours for name, value in group if name == "crawl-delay" and _is_number(value)]
    named = tuple(rule for rule in rules if rule[0].startswith(("/", "*")))
    return Robots(named, min(max(pauses, default=0.0), MAX_PAUSE))


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Yield the names of agents and the lines of each group."""
    names: set[str] = set()
    lines: list[tuple[str, str]] = []
    for key, value in _lines(text):
        if key == "user-agent":
            if lines:
                yield names, lines
                names, lines = set(), []
            names.add(re.split("[/ ]", value.lower())[0])
        elif key in ("allow", "disallow", "crawl-delay") and names:
            lines.append((key, value))
    if names:
        yield names, lines


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), value.strip()


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", text))


def _plain(text: str) -> str:
    """Return *text* with each character escaped or not as in every other path."""
    return quote(unquote_to_bytes(text.replace("%2F", "%252F").replace("%2f", "%252F")), safe="/*$?&=%:@!'()+,;~-._")


def _fits(pattern: str, path: str) -> bool:
    """Return whether *path* starts as *pattern* says: ``*`` stands for anything, ``$`` at its end for the end."""
    is_whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    # The first place that fits each piece is enough: no way back, so no pattern takes long.
    for piece in rest[:-1] if is_whole else rest:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if not is_whole:
        return True
    return len(path) - len(rest[-1]) >= at and path.endswith(rest[-1]) if rest else at == len(path)
