"""Files that must not lie in a database: what was asked when, and what was downloaded."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from masthead import MastheadError
from masthead.archiving.wayback import Copy
from masthead.records.writing import EditError, put

FRESH = timedelta(days=7)
"""For how long an answer of an archive is not asked for again."""


class OutsideError(MastheadError):
    """A file or folder that must lie outside of the database does not, or cannot be used."""


def outside(path: Path, root: Path) -> Path:
    """Return *path*, which must not lie in *root*, by its links resolved."""
    if path.resolve().is_relative_to(root.resolve()):
        raise OutsideError(f"{path} is inside the database {root.resolve()}; choose a place outside it")
    return path


def state_file() -> Path:
    """Return where the state lies if nobody names another place."""
    home = os.environ.get("XDG_STATE_HOME", "")
    base = Path(home) if home.startswith("/") else Path.home() / ".local" / "state"
    return base / "masthead" / "archive.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an archive answered for an address: a copy or none; whether a capture was asked for; and when."""

    when: datetime
    copy: Copy | None
    saving: bool = False
    sha256: str = ""
    """The hash of the copy, if it was downloaded."""
    kept: bool = False
    """Whether the document itself was downloaded."""


@dataclass(slots=True)
class State:
    """What was asked so far, by address: written after each answer, so that a run that was stopped goes on."""

    file: Path
    asked: dict[str, Asked] = field(default_factory=dict)

    def fresh(self, address: str, now: datetime) -> Asked | None:
        """Return what was answered for *address* lately, or None."""
        found = self.asked.get(address)
        return found if found and timedelta() <= now - found.when < FRESH else None

    def note(self, address: str, asked: Asked) -> None:
        """Keep the answer for *address*."""
        self.asked[address] = asked
        written = {key: _plain(one) for key, one in sorted(self.asked.items())}
        text = json.dumps({"version": 1, "asked": written}, indent=1)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            put(self.file.parent, self.file.name, text.encode())
        except (EditError, OSError) as error:
            raise OutsideError(f"{self.file} cannot be written: {error}") from None


def read_state(file: Path) -> State:
    """Return the state in *file*; one that is not there is empty."""
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return State(file)
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideError(f"{file} cannot be read as a state file of this command: {error}") from None
    try:
        return State(file, {str(key): _asked(one) for key, one in json.loads(text)["asked"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OutsideError(f"{file} is not a state file of this command; delete it to start again") from None


def _plain(asked: Asked) -> dict[str, object]:
    return asdict(asked) | {"when": asked.when.isoformat(timespec="seconds")}


def _asked(found: Any) -> Asked:
    copy = found["copy"]
    return Asked(
        datetime.fromisoformat(found["when"]).astimezone(UTC),
        Copy(str(copy["url"]), str(copy["original"]), str(copy["captured"])) if copy else None,
        bool(found["saving"]),
        str(found["sha256"]),
        bool(found["kept"]),
    )
