"""The cases on records: a kind is a file of cases/, or a list of tables that values.py draws again for each seed.

Each table says what it tries, with which values, and what is due: nothing, rules, or several sets of rules, of which one
must be found. With a `+`, other rules may find something too, as they do with values that nobody has chosen.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.attack import sayings
from tests.attack.templates import MACROS, TEMPLATES, WITH_ID, many
from tests.attack.values import FIRST_RUN, drawn

FOLDER = Path(__file__).with_name("cases")
ANY = ("any",)
"""Due where something must be found, by any rule."""
MORE = "+"
"""Due beside the rules of a set, where others may find something too."""
_REPEATED = re.compile(r"\{rep:(.*?)\*([0-9]+)\}", re.DOTALL)
_WITH_ID = re.compile(r"\{(OUTLETBY|HIGH|HIGHMORE):([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Case:
    """Files beside the small world, what they try, and sets of rules, one of which must find them; empty if right."""

    id: str
    what: str
    value: str
    files: Mapping[str, str]
    due: tuple[tuple[str, ...], ...]

    def is_met(self, rules: list[str]) -> bool:
        """Return whether *rules*, those of the findings, are due."""
        names = set(rules)
        exact = (names == set(demand) for demand in self.due)
        more = (names >= set(demand) - {MORE} for demand in self.due if MORE in demand)
        return bool(rules) if ANY in self.due else any(exact) or any(more)


@dataclass(frozen=True, slots=True)
class Kind:
    """All cases of a kind, and how the first run went, as its file says: `corrected` counts our own errors."""

    name: str
    cases: tuple[Case, ...]
    corrected: int
    mended: int
    left: int


def kinds(seed: int = 0) -> Iterator[Kind]:
    """Yield each kind of cases, those with values drawn for *seed* last."""
    for path in sorted(FOLDER.glob("*.toml")):
        tables = tomllib.loads(path.read_text("utf-8"))["tries"]
        said = (sum(table.get(name, 0) for table in tables) for name in ("corrected", "mended", "left"))
        yield Kind(path.stem, tuple(_cases(path.stem, tables)), *said)
    for name, tables in {**drawn(seed), **sayings.drawn(seed)}.items():
        yield Kind(name, tuple(_cases(name, tables)), *FIRST_RUN.get(name, (0, 0)), 0)


def _cases(kind: str, tables: list[dict[str, Any]]) -> Iterator[Case]:
    number = 0
    for table in tables:
        due = tuple(tuple(sorted(set(demand.split()))) for demand in table["due"].split("|"))
        for drafts, value in _drafts(table):
            number += 1
            id = f"{kind}-{number:03}"
            files = {_filled(place, id): _filled(text, id) for place, text in drafts.items()}
            yield Case(id, table["what"], value, files, due)


def _drafts(table: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield the files of each case of *table*, with the value that it tries."""
    if "files" in table:
        yield table["files"], ""
    for template, *values in table.get("values", ()):
        v, w = (_REPEATED.sub(lambda match: match[1] * int(match[2]), value) for value in (*values, "", "")[:2])
        if template == "many":
            yield many(v, int(w)), f"{w} {v}"
            continue
        marks = {"{v}": v, "{w}": w, "{q}": _quoted(v), "{qw}": _quoted(w)}
        yield (
            {_put(path, marks): _put(text, marks) for path, text in TEMPLATES[template].items()},
            f"{template} {v} {w}",
        )


def _put(text: str, marks: Mapping[str, str]) -> str:
    """Return *text* with the values of *marks* in their places; nothing in a value is taken for a mark."""
    return re.sub(r"\{(?:v|w|qw|q)\}", lambda match: marks[match[0]], text)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _filled(text: str, id: str) -> str:
    """Return *text* with the macros written out, and the ID of the case where it is named."""
    for macro, meant in MACROS.items():
        text = text.replace(macro, meant)
    text = text.replace("{n}", id).replace("{N}", id.upper()).replace("{dashed}", id.replace("-", "--"))
    return _WITH_ID.sub(lambda match: WITH_ID[match[1]].replace("%s", match[2]).replace("{n}", id), text)
