"""The part of a website that one shard of a split build makes, and its manifest, which lists the inputs of the part.

A part is a folder with some files of the website and /manifest.json, which begins differently from the manifest of a
website. Parts belong together if they have the same inputs; merge_shards.py merges them.
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
from masthead.building.configuration.settings import Settings
from masthead.building.incremental.inputs import digest_of, files_digest, text_of_setting
from masthead.building.output.shard import Shard, ShardError, read_shard
from masthead.building.output.verification import MANIFEST, manifest_text
from masthead.building.output.writer import Digest, refuse_path
from masthead.files.engine_code import digest_of_code, libraries
from masthead.files.regular_files import read_ordinary
from masthead.ledger.chain import FOLDER as LEDGER
from masthead.ledger.published_addresses import Addresses
from masthead.loading.clock import today
from masthead.record_files.files import FOLDERS

PART_MARK = b'{"masthead part": 1,'
"""The beginning of the manifest of a part."""

MadeOf = Mapping[str, str]
"""The digest of each kind of input of a part; an empty text if it is not known."""

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
"""Each kind of input, with the words for how parts with different ones were made."""

_SHA256 = re.compile("[0-9a-f]{64}")


class PartError(MastheadError):
    """A folder is not a part of a website, or is damaged; the message says which and why."""


@dataclass(frozen=True, slots=True)
class PartManifest:
    """The manifest of a part: its shard, its inputs, and its files."""

    shard: Shard
    made_of: MadeOf
    records: int
    """The number of records in the database."""
    url: str
    """The public address of the website, if it has one."""
    addresses: Addresses
    """The addresses that were published before, at which the whole website has to answer."""
    files: Mapping[str, Digest]

    @property
    def text(self) -> str:
        """The manifest as text."""
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
    """Return the inputs of a part: the database below *root*, and *settings* from *file*.

    The digests do not depend on where the folders are.
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
    """Raise PartError if an input of a part has changed between *before* and *after*, or cannot be known."""
    for kind in before:
        if not after[kind] or before[kind] != after[kind]:
            raise PartError(
                f"{kind} changed while the part was made, or cannot be read as ordinary files; make the part again"
            )


def read_part(folder: Path) -> PartManifest:
    """Return the manifest of the part in *folder*. Raises PartError if it has no usable manifest."""
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
    files = {path: Digest(_number(file["bytes"]), _sum(file["sha256"])) for path, file in values["files"].items()}
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
    """Return the digest of *settings* and of the programs that define them, regardless of where *places* are."""
    items = sorted((name, value) for name, value in settings.items() if name != "OUTPUT_PATH")
    texts = (f"{name} = {text_of_setting(value)}" for name, value in items)
    programs = (str(read_ordinary(file)) for file in sorted(places[0].glob("*.py")))
    placed = _without(sorted({str(place.absolute()) for place in places}, key=len, reverse=True))
    return digest_of([*map(placed, texts), *programs])


def _without(places: Iterable[str]) -> Callable[[str], str]:
    def placed(text: str) -> str:
        for place in places:
            text = text.replace(place, "…")
        return text

    return placed
