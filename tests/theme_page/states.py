"""The states in which components are shown, and invented values for any view, by the types of its fields."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from itertools import count, cycle
from typing import Any, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from masthead.edition.edition import Link, Meaning, When, Words
from masthead.views.parts.claims import AttachmentView
from masthead.views.parts.record_head import StateView

LATIN, HAN, HANGUL, THAI = "Harbourgazette" * 8, "海" * 100, "뉴" * 100, "ข่าว" * 40
SCRIPTS = (
    ("The Harbour Times", "en"),
    ("Вечерняя гавань", "ru"),
    ("Ο Χρόνος του λιμανιού", "el"),
    ("أخبار الميناء", "ar"),
    ("חדשות הנמל", "he"),
    ("बंदरगाह समाचार", "hi"),
    ("ข่าวท่าเรือ", "th"),
    ("항구 신문", "ko"),
    ("港の新聞", "ja"),
    ("海港時報", "zh-Hant"),
)
PLAIN = (("The Harbour Times", ""), ("Quay Media", ""), ("Lights on a dark shore", ""))


@dataclass(frozen=True, slots=True)
class State:
    """A state of the components: texts and their languages, the number of items in lists, and the state of records."""

    name: str
    title: str
    texts: tuple[tuple[str, str], ...] = PLAIN
    number: int = 3
    """The number of items in the lists that grow with the database; others have fewer."""
    record_state: str = ""
    """The state of the records: disputed, withdrawn, or empty."""
    host: str = "harbour-times[.]example"
    language: str = "en-GB"


STATES = (
    State("empty", "Nothing to show", number=0),
    State("one", "One", number=1),
    State("thousand", "A thousand", number=1000),
    State("long", "Long names", tuple((text, "") for text in (LATIN, HAN, HANGUL, THAI)), host=f"{'a' * 63}[.]{'b' * 63}[.]example"),
    State("scripts", "Ten scripts", SCRIPTS, number=10),
    State("right-to-left", "From right to left", SCRIPTS[3:5], language="ar"),
    State("disputed", "Disputed", record_state="disputed"),
    State("withdrawn", "Withdrawn", record_state="withdrawn"),
)  # fmt: skip

# Values of fields that are not just any text: addresses, dates and terms on which a template depends.
_FIXED = {
    "iso": "2024-02-07",
    "path": "sites/harbour-times.example/",
    "published_at": "changes/2024-02/",
    "changed_at": "changes/2024-02/",
    "permalink": "sites/harbour-times.example/#listed",
    "cite": "sites/harbour-times.example/cite/",
    "api": "api/v1/sites/harbour-times.example.json",
    "sha256": "5f" * 32,
    "service": "archive.example",
    "year": "2024",
    "capacity": "press office",
    "letter": "H",
    "bounded": "about 200",
    "facets": "{}",
    "without": "",
    "start": "sites/",
    "tag": "ko",
    "file": "harbour-times.bib",
    "original": "harbour-times[.]example/about",
}
_ADDRESSES = frozenset({"url", "address", "image"})
_LANGUAGES = frozenset({"lang", "native_lang"})
_COUNTED = ("id", "anchor")
_TERMS = {
    "confidence": ("high", "moderate", "low", "number", "not-stated"),
    "verification": ("cited", "excerpt", "full"),
}
_DATES = ("7 February 2024", "November 2023", "2022")
_GROWING = frozenset({"sources", "links", "aliases", "websites", "rows", "indicators"})
_FEW = 10
"""The most items in the outermost of the other lists; lists in them have at most three, or one among many."""
_MANY = 100
_OPTIONAL = frozenset({"warning", "gone", "weight", "replaced", "all", "quoted", "attachments"})
"""The fields that only every second item has."""
_REQUIRED = frozenset(
    {"text", "label", "name", "title", "host", "iso", "path", "file", "value", "begins", "format", "summary", "theirs"}
)
"""The fields that are never empty."""


@dataclass(slots=True)
class Filler:
    """Fills in views with the values of a state."""

    state: State
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    texts: Iterator[tuple[str, str]] = field(init=False)
    turns: dict[str, Iterator[str]] = field(init=False)
    dates: Iterator[str] = field(default_factory=lambda: cycle(_DATES))

    def __post_init__(self) -> None:
        self.texts = cycle(self.state.texts)
        self.turns = {name: cycle(values) for name, values in _TERMS.items()}

    def view(self, kind: type, name: str = "", depth: int = 0) -> Any:
        """Return a value of the dataclass *kind* for the field *name*; *depth* is the number of views around it."""
        text = next(self.texts)
        if kind is Meaning:
            value = next(self.turns[name]) if name in self.turns else "value"
            label = text[0][:20] if value == "value" else value  # terms of closed lists are never long
            return Meaning(value, label, text[0])
        if kind is When:
            return When(_FIXED["iso"], next(self.dates))
        if kind is StateView:
            return StateView(
                Meaning("disputed", self.state.record_state, text[0]), None, Markup("<p>{}</p>").format(text[0])
            )
        if kind is AttachmentView:
            return AttachmentView("theme/images/favicon.svg", text[0], 320, 240, None, "5f" * 32)
        hints = get_type_hints(kind)
        values = {part.name: self.value(hints[part.name], part.name, text, depth + 1) for part in fields(kind)}
        return kind(**values)

    def value(self, hint: Any, name: str, text: tuple[str, str], depth: int) -> Any:
        """Return a value of the type *hint* for the field *name* of a view that is about *text*."""
        if get_origin(hint) in (Union, types.UnionType):
            return self._perhaps(next(kind for kind in get_args(hint) if kind is not type(None)), name, text, depth)
        if get_origin(hint) is tuple:
            return self._several(hint, name, text, depth)
        if hint in (bool, int):
            return hint(self.state.number)
        if hint is Markup:
            return Markup("<p>{}</p>").format(text[0]) if self.state.number or name in _REQUIRED else Markup("")
        return self._text(name, text) if hint is str else self.view(hint, name, depth)

    def _perhaps(self, hint: Any, name: str, text: tuple[str, str], depth: int) -> Any:
        absent = not self.state.number or (name in _OPTIONAL and next(self.numbers) % 2)
        absent = not self.state.record_state if name == "state" else absent
        return None if absent and name not in _REQUIRED else self.value(hint, name, text, depth)

    def _several(self, hint: Any, name: str, text: tuple[str, str], depth: int) -> tuple[Any, ...]:
        each, *others = get_args(hint)
        if others != [...]:
            return tuple(self.value(part, name, text, depth) for part in (each, *others))
        if each is Words:
            own, lang = text
            return (Words("It is said of "), Words(own, _FIXED["path"], lang), Words(" that it is there."))
        most = _FEW if depth <= 1 else 3 if self.state.number < _MANY else 1
        if name == "rows" or (depth <= 1 and name in _GROWING):
            most = self.state.number
        number = min(most, self.state.number)
        if name == "countries":  # their names are those of a closed list
            return (Link("Italy", "countries/it/"),) * min(1, number)
        number = min(1, number) if name == "groups" else number
        return tuple(self.value(each, name, next(self.texts), depth) for _ in range(number))

    def _text(self, name: str, text: tuple[str, str]) -> str:
        if name == "state":
            return self.state.record_state
        if name in _LANGUAGES:
            return text[1]
        if not self.state.number and name not in _REQUIRED:
            return ""
        if name in _COUNTED:
            return f"item-{next(self.numbers)}"
        if name in _ADDRESSES:
            return "https://harbour-lab.example/report"
        return {"host": self.state.host}.get(name) or _FIXED.get(name, text[0])
