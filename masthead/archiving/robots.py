"""The rules of a robots.txt (RFC 9309): the group for us, or for all; the longest match counts, allow before disallow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

ROOM = 500 * 1024
"""The bytes of a robots.txt that are read."""
MAX_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for us, each a pattern and whether it allows, and the pause between two requests in seconds."""

    rules: tuple[tuple[str, bool], ...] = ()
    pause: float = 0.0

    def allows(self, target: str) -> bool:
        """Return whether *target*, a path with its query, may be fetched."""
        path = _plain(target)
        fitting = [(len(pattern), allows) for pattern, allows in self.rules if _fits(pattern, path)]
        return max(fitting)[1] if fitting else True


ALL = Robots()
NOTHING = Robots((("/", False),))


def read(text: str, agent: str) -> Robots:
    """Return the rules for *agent* in the robots.txt *text*; lines that cannot be read are ignored."""
    groups = list(_groups(text))
    ours = [group for names, group in groups if agent in names] or [group for names, group in groups if "*" in names]
    rules = tuple(
        (_plain(value), name == "allow") for group in ours for name, value in group if value and name != "crawl-delay"
    )
    pauses = [float(value) for group in ours for name, value in group if name == "crawl-delay" and _is_number(value)]
    named = tuple(rule for rule in rules if rule[0].startswith(("/", "*")))
    return Robots(named, min(max(pauses, default=0.0), MAX_PAUSE))


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Yield the agents and the rules of each group."""
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
    """Return *text* with its characters escaped in the one form in which paths are compared."""
    return quote(unquote_to_bytes(text.replace("%2F", "%252F").replace("%2f", "%252F")), safe="/*$?&=%:@!'()+,;~-._")


def _fits(pattern: str, path: str) -> bool:
    """Return whether *pattern* matches the start of *path*: ``*`` means any text, ``$`` at its end the end of the path."""
    is_whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    # The first place that matches each piece is enough. There is no backtracking, so no pattern takes long.
    for piece in rest[:-1] if is_whole else rest:
        start = path.find(piece, at)
        if start < 0:
            return False
        at = start + len(piece)
    if not is_whole:
        return True
    return len(path) - len(rest[-1]) >= at and path.endswith(rest[-1]) if rest else at == len(path)
