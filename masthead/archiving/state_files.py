"""Files that must be outside the database: the archive's answers so far, and downloads."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from masthead import MastheadError
from masthead.archiving.wayback import WaybackCopy
from masthead.files.regular_files import read_ordinary
from masthead.files.sealed_cache import state_folder
from masthead.record_files.writing import EditError, alone, put

FRESH = timedelta(days=7)
"""The time for which an answer of an archive is used before the archive is asked again."""


class OutsideError(MastheadError):
    """A file or folder is inside the database and must not be, or cannot be used."""


def outside(path: Path, root: Path) -> Path:
    """Return *path*; raises OutsideError if it is in *root* once links are resolved."""
    if path.resolve().is_relative_to(root.resolve()):
        raise OutsideError(f"{path} is inside the database {root.resolve()}; choose a place outside it")
    return path


def state_file() -> Path:
    """Return the default path of the state file."""
    return state_folder() / "archive.json"


@dataclass(frozen=True, slots=True)
class ArchiveAnswer:
    """The answer of an archive about an address: when it came, the copy or None, and whether a capture was requested."""

    when: datetime
    copy: WaybackCopy | None
    saving: bool = False
    sha256: str = ""
    """The SHA-256 of the copy, if that was downloaded."""
    kept: bool = False
    """Whether the document itself was downloaded."""


@dataclass(slots=True)
class ArchiveState:
    """The answers so far, by address; written after each one, so that a stopped run can continue."""

    file: Path
    asked: dict[str, ArchiveAnswer] = field(default_factory=dict)

    def fresh(self, address: str, now: datetime) -> ArchiveAnswer | None:
        """Return the answer for *address* if it is recent enough at the time *now*, or None."""
        answer = self.asked.get(address)
        return answer if answer and timedelta() <= now - answer.when < FRESH else None

    def note(self, address: str, answer: ArchiveAnswer) -> None:
        """Keep the answer for *address*, and take over what other runs have written since; the newer answer counts."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with alone(self.file.parent):
                for key, theirs in read_state(self.file).asked.items():
                    if key not in self.asked or theirs.when > self.asked[key].when:
                        self.asked[key] = theirs
                self.asked[address] = answer
                put(self.file.parent, self.file.name, self._text().encode())
        except (EditError, OSError) as error:
            raise OutsideError(f"{self.file} cannot be written: {error}") from None

    def _text(self) -> str:
        """Return the contents of the file."""
        written = {
            key: asdict(kept_answer) | {"when": kept_answer.when.isoformat(timespec="seconds")}
            for key, kept_answer in sorted(self.asked.items())
        }
        return json.dumps({"version": 1, "asked": written}, indent=1)


def read_state(file: Path) -> ArchiveState:
    """Return the state in *file*, which is empty if there is no file; raises OutsideError if it cannot be read."""
    try:
        text = read_ordinary(file).decode("utf-8")
    except FileNotFoundError:
        return ArchiveState(file)
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideError(f"{file} cannot be read as a state file of this command: {error}") from None
    try:
        return ArchiveState(file, {str(key): _asked(value) for key, value in json.loads(text)["asked"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OutsideError(f"{file} is not a state file of this command; delete it to start again") from None


def _asked(value: Any) -> ArchiveAnswer:
    copy = value["copy"]
    return ArchiveAnswer(
        datetime.fromisoformat(value["when"]).astimezone(UTC),
        WaybackCopy(str(copy["url"]), str(copy["original"]), str(copy["captured"])) if copy else None,
        bool(value["saving"]),
        str(value["sha256"]),
        bool(value["kept"]),
    )
