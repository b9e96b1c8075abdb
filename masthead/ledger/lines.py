"""The lines of a ledger, typed: the heads of its files, what became of records, new addresses, what was removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, InstanceOf, StringConstraints, TypeAdapter

from masthead.field_types.fields import Date
from masthead.model import Part


@dataclass(frozen=True, slots=True)
class Removed:
    """Stands where a value was that has been removed; *number* is the number of the redaction that says why."""

    number: int


Value = InstanceOf[Removed] | str | int | list[Any] | dict[str, Any]
"""The value of a field, as JSON has it; it, or an item of it if it is a list, may have been removed."""

_STEP = "[a-z0-9][a-z0-9._-]*"
Key = Annotated[str, StringConstraints(pattern=rf"^(sites|firms|campaigns|sources)/{_STEP}$", max_length=270)]
"""A record by its folder and id, such as sites/romajournal.org."""
Page = Annotated[str, StringConstraints(pattern=rf"^({_STEP}/)*({_STEP})?$", max_length=2000)]
Anchor = Annotated[str, StringConstraints(pattern="^[a-z0-9-]+$", max_length=63)]
Seal = Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]
Hole = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(max_length=2000)]
"""What somebody wrote; nothing, if that was removed."""
Number = Annotated[int, Field(ge=1)]


class _Head(Part):
    """What the first line of every file says."""

    kind: str
    number: Number
    date: Date
    previous: Seal
    lines: int = Field(ge=0)


class Head(_Head):
    """The first line of a release."""

    kind: Literal["release"]
    commit: Annotated[str, StringConstraints(pattern="^([0-9a-f]{40}|[0-9a-f]{64})?$")] = ""


class Notice(_Head):
    """The first line of a file that says why the ledger is not as it was: a redaction or a migration."""

    kind: Literal["redaction", "migration"]
    reason: Text = ""
    decided_by: Text = ""


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


class Redacted(Part):
    """A piece of an earlier line that was removed: the file, the line, the commitment; and what is read instead."""

    number: Number
    line: Number
    redacted: Hole
    instead: Value | None = None


class Migrated(Part):
    """A file that was sealed in another form before: its number, and the seal of its last line in that form."""

    number: Number
    former_seal: Seal = ""


Line = Published | Renamed | ItemRenamed | Changed | Answers
"""A line of a release."""
Note = Redacted | Migrated
"""A line below a notice."""

HEAD: TypeAdapter[Head | Notice] = TypeAdapter(Annotated[Head | Notice, Field(discriminator="kind")])
LINE: TypeAdapter[Line] = TypeAdapter(Line)
NOTE: TypeAdapter[Note] = TypeAdapter(Note)
