"""A part of a website, made by one shard of a split build: its manifest, which says what it is made of.

A part is a folder with some files of the website and /manifest.json, which begins otherwise than that of a website. Parts
belong together if they are made of the same; merge.py puts them together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from masthead import MastheadError
from masthead.building.inputs import digest_of, files_digest, text_of_setting
from masthead.building.settings import Settings
from masthead.building.shard import Shard, ShardError, read_shard
from masthead.building.verification import MANIFEST, manifest_text
from masthead.building.writer import Digest, refuse_path
from masthead.database.clock import today
from masthead.files.engine_code import digest_of_code, libraries
from masthead.files.regular_files import read_ordinary
from masthead.ledger.chain import FOLDER as LEDGER
from masthead.ledger.published_addresses import Addresses
from masthead.records.files import FOLDERS

PART_MARK = b'{"masthead part": 1,'
"""How the manifest of a part begins."""

MadeOf = Mapping[str, str]
"""What a part is made of: the digest of each kind, or an empty text if it is not known."""

DATE = "date"
DIFFERENCES: Mapping[str, str] = {
    "version": "by different versions of Masthead",
    "libraries": "with different versions of Python or of libraries",
    "settings": "with different settings",
    "theme": "with different themes",
    "texts": "with different pages of text",
    "catalogues": "with different translations",
    "ledger": "of different ledgers",
    "records": "of different records",
    "links": "of different states of links (status/)",
    DATE: "for different dates",
    "day": "on different days",
}
"""Each kind that a part is made of, and how parts differ in which it differs."""

_SHA256 = re.compile("[0-9a-f]{64}")


class PartError(MastheadError):
    """A folder is not a part of a website, or a damaged one; says which and why."""


@dataclass(frozen=True, slots=True)
class PartManifest:
    """What a part is: its shard, what it is made of, and its files."""

    shard: Shard
    made_of: MadeOf
    records: int
    """How many records the database has."""
    url: str
    """The public address of the website, if it has one."""
    addresses: Addresses
    """The addresses that were published before, at which the whole website has to answer."""
    files: Mapping[str, Digest]

    @property
    def text(self) -> str:
        """The manifest as its file has it."""
        head = {
            "shard": str(self.shard),
            "made of": dict(self.made_of),
            "records": self.records,
            "url": self.url,
            "addresses": dict(self.addresses),
        }
        inner = json.dumps(head, separators=(",", ":"))[1:-1]
        return manifest_text(self.files, f"{PART_MARK.decode()} {inner},")


def made_of(root: Path, file: Path, settings: Settings) -> MadeOf:
    """Return what a part of the website is made of: the database below *root*, and the *settings* from *file*.

    Digests do not depend on where the folders are.
    """
    theme, catalogues = Path(settings["THEME"]), settings["MASTHEAD_CATALOGUES"]
    return {
        "version": f"{version('masthead')} {digest_of_code()}",
        "libraries": digest_of(libraries()),
        "settings": _settings(settings, file.parent, root),
        "theme": files_digest((*map(Path, settings["THEME_TEMPLATES_OVERRIDES"]), theme)),
        "texts": files_digest([Path(settings["PATH"])]),
        "catalogues": files_digest([Path(catalogues)] if catalogues else []),
        "ledger": files_digest([root / LEDGER]),
        "records": files_digest(root / name for name in FOLDERS),
        "links": files_digest([root / "status"]),
        "day": str(today()),
    }


def refuse_changed(before: MadeOf, after: MadeOf) -> None:
    """Raise PartError if something that a part is made of changed while it was made, or cannot be known."""
    for kind in before:
        if not after[kind] or before[kind] != after[kind]:
            raise PartError(
                f"{kind} changed while the part was made, or cannot be read as ordinary files; make the part again"
            )


def read_part(folder: Path) -> PartManifest:
    """Return the manifest of the part in *folder*. Raises PartError if there is none that can be used."""
    if folder.is_symlink() or not folder.is_dir():
        raise PartError(f"{folder} is not a folder; name folders that `masthead build --shard` made")
    try:
        text = read_ordinary(folder / MANIFEST)
    except OSError as error:
        raise PartError(
            f"{folder} is not a part of a website: {MANIFEST} cannot be read ({error.strerror}); name folders that"
            " `masthead build --shard` made"
        ) from None
    if not text.startswith(PART_MARK):
        raise PartError(f"{folder} is not a part of a website; name folders that `masthead build --shard` made")
    try:
        return _manifest(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ShardError):
        raise PartError(f"{folder / MANIFEST} is damaged or of another version; make this part again") from None
    except MastheadError as error:  # a path that leads out of the folder
        raise PartError(f"{folder / MANIFEST} is damaged: {error}; make this part again") from None


def _manifest(values: Any) -> PartManifest:
    kinds = {kind: _text(values["made of"][kind]) for kind in DIFFERENCES}
    addresses = {_text(page): tuple(map(_text, anchors)) for page, anchors in values["addresses"].items()}
    files = {path: Digest(_number(one["bytes"]), _sum(one["sha256"])) for path, one in values["files"].items()}
    for path in files:
        refuse_path(path)
    if MANIFEST in files or not all(kinds.values()) or len(kinds) != len(values["made of"]):
        raise ValueError("not as a build writes it")
    shard = read_shard(_text(values["shard"]))
    return PartManifest(shard, kinds, _number(values["records"]), _text(values["url"]), addresses, files)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("no number")
    return value


def _sum(value: Any) -> str:
    if not _SHA256.fullmatch(_text(value)):
        raise ValueError("no sum")
    return str(value)


def _settings(settings: Settings, *places: Path) -> str:
    """Return the digest of *settings* and of the programs that give them, wherever the *places* are."""
    given = sorted((name, value) for name, value in settings.items() if name != "OUTPUT_PATH")
    texts = (f"{name} = {text_of_setting(value)}" for name, value in given)
    programs = (str(read_ordinary(file)) for file in sorted(places[0].glob("*.py")))
    placed = _without(sorted({str(place.absolute()) for place in places}, key=len, reverse=True))
    return digest_of([*map(placed, texts), *programs])


def _without(places: Iterable[str]) -> Callable[[str], str]:
    def placed(text: str) -> str:
        for place in places:
            text = text.replace(place, "…")
        return text

    return placed
