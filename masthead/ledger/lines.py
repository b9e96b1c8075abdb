"""The lines of a ledger, typed: heads of files, changes of records, new addresses, removed pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, InstanceOf, StringConstraints

from masthead.field_types.fields import Date
from masthead.model import Part


@dataclass(frozen=True, slots=True)
class Removed:
    """Replaces a value that was removed; *number* is the number of the redaction, which gives the reason."""

    number: int


Value = InstanceOf[Removed] | str | int | list[Any] | dict[str, Any]
"""The value of a field as JSON; the whole value, or an item of a list, may have been removed."""

_STEP = "[a-z0-9][a-z0-9._-]*"
Key = Annotated[str, StringConstraints(pattern=rf"^(sites|firms|campaigns|sources)/{_STEP}$", max_length=270)]
"""The key of a record: its folder and id, such as sites/romajournal.org."""
Page = Annotated[str, StringConstraints(pattern=rf"^({_STEP}/)*({_STEP})?$", max_length=2000)]
Anchor = Annotated[str, StringConstraints(pattern="^[a-z0-9-]+$", max_length=63)]
Seal = Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")]
Hole = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(max_length=2000)]
"""A text that somebody wrote, or an empty one if it was removed."""
Number = Annotated[int, Field(ge=1)]


class _Head(Part):
    """The fields of the first line of every file."""

    kind: str
    number: Number
    date: Date
    previous: Seal
    lines: int = Field(ge=0)


class ReleaseHead(_Head):
    """The first line of a release."""

    kind: Literal["release"]
    commit: Annotated[str, StringConstraints(pattern="^([0-9a-f]{40}|[0-9a-f]{64})?$")] = ""


class Notice(_Head):
    """The first line of a redaction or migration, with the reason for it."""

    kind: Literal["redaction", "migration"]
    reason: Text = ""
    decided_by: Text = ""


class Published(Part):
    """A record that was published for the first time, with its fields."""

    record: Key
    published: dict[str, Value]


class Renamed(Part):
    """A record that replaced another, which it names under formerly."""

    record: Key
    formerly: Key


class ItemRenamed(Part):
    """An item of a record, such as evidence[listed], with a new id; *was* is its former name."""

    record: Key
    item: str
    was: str


class Changed(Part):
    """A field of a record that changed its value, or lost it."""

    record: Key
    field: str
    now: Value | None


class NewAddresses(Part):
    """A page that is new, or that has these new anchors."""

    page: Page
    anchors: tuple[Anchor, ...] = ()


class Redacted(Part):
    """A piece that was removed from an earlier line: file, line, commitment, and the replacement if there is one."""

    number: Number
    line: Number
    redacted: Hole
    instead: Value | None = None


class Migrated(Part):
    """A file that was migrated from an older form: its number, and the seal of its last line in that form."""

    number: Number
    former_seal: Seal = ""


Line = Published | Renamed | ItemRenamed | Changed | NewAddresses
"""A line of a release."""
Note = Redacted | Migrated
"""A line below a notice."""
