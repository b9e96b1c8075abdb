"""The lines of a ledger, typed: the head of a release, what became of records, new addresses."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints, TypeAdapter

from masthead.fields import Date
from masthead.model import Part

Value = str | int | list[Any] | dict[str, Any]
"""The value of a field, as JSON has it."""

_STEP = "[a-z0-9][a-z0-9._-]*"
Key = Annotated[str, StringConstraints(pattern=rf"^(sites|firms|campaigns|sources)/{_STEP}$", max_length=270)]
"""A record by its folder and id, such as sites/romajournal.org."""
Page = Annotated[str, StringConstraints(pattern=rf"^({_STEP}/)*({_STEP})?$", max_length=2000)]
Anchor = Annotated[str, StringConstraints(pattern="^[a-z0-9-]+$", max_length=63)]
Seal = Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]


class Head(Part):
    """The first line of a release."""

    release: int = Field(ge=1)
    date: Date
    commit: Annotated[str, StringConstraints(pattern="^([0-9a-f]{40}|[0-9a-f]{64})?$")]
    previous: Seal
    lines: int = Field(ge=0)


class Published(Part):
    """A record that was published for the first time, with its fields."""

    record: Key
    published: dict[str, Value]


class Renamed(Part):
    """A record that took the place of another, which it names under formerly."""

    record: Key
    formerly: Key


class ItemRenamed(Part):
    """An item of a record, such as evidence[listed], that got another id."""

    record: Key
    item: str
    was: str


class Changed(Part):
    """A field of a record that became another value, or none."""

    record: Key
    field: str
    now: Value | None


class Answers(Part):
    """A page that was published for the first time, or for the first time with these anchors."""

    page: Page
    anchors: tuple[Anchor, ...] = ()


Line = Published | Renamed | ItemRenamed | Changed | Answers

HEAD: TypeAdapter[Head] = TypeAdapter(Head)
LINE: TypeAdapter[Line] = TypeAdapter(Line)
