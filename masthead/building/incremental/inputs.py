"""The inputs of every page other than records: code, templates, settings, catalogues, libraries, ledger, date.

Each has a digest of its content. Pages of the last build are reused only if all digests are the same.
"""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.files.engine_code import code_digest, libraries
from masthead.files.regular_files import files_below, read_ordinary
from masthead.ledger.chain import FOLDER

if TYPE_CHECKING:  # a build that finds nothing changed loads neither models nor Pelican
    from masthead.building.configuration.settings import Settings
    from masthead.edition.edition import Edition
    from masthead.edition.reads import Contents

Inputs = Mapping[str, str]
"""The digest of each kind of input, by name; an empty one is unknown, and equals no other."""

_OURS = ("MASTHEAD_", "JINJA_", "THEME", "SITE", "PATH", "DEFAULT_LANG", "TIMEZONE", "LOCALE", "PLUGINS")


def inputs_of(settings: Settings, ledger: str) -> Inputs:
    """Return the digests of *settings*, and of the files besides records that pages are made from; *ledger* is a digest.

    Take them before anything is read: then a file that changes later counts as changed.
    """
    templates = (*settings["THEME_TEMPLATES_OVERRIDES"], Path(settings["THEME"]) / "templates")
    catalogues = settings["MASTHEAD_CATALOGUES"]
    return {
        "code": code_digest(),
        "libraries": digest_of(libraries()),
        "settings": _settings(settings),
        "templates": files_digest(map(Path, templates)),
        "catalogues": files_digest([Path(catalogues)] if catalogues else []),
        "ledger": ledger,
    }


def ledger_digest(root: Path) -> str:
    """Return the digest of the files of the ledger below *root*; empty if one cannot be read."""
    return files_digest([root / FOLDER])


def with_edition(inputs: Inputs, edition: Edition, contents: Contents) -> Inputs:
    """Return *inputs* with the digests of everything in *edition* that is neither a record nor a file."""
    return {
        **inputs,
        "date": str(edition.date),
        "links": contents.of_values(dict(edition.links)),
        "publisher": contents.of_values(
            edition.publisher, edition.url, edition.citing, edition.api, edition.packed, edition.cards
        ),
        "language": " ".join([str(edition.book.locale), *(str(further.book.locale) for further in edition.further)]),
    }


def is_same(inputs: Inputs, other: Inputs) -> bool:
    """Return whether all digests are known and equal."""
    return all(inputs.values()) and inputs == other


def files_digest(folders: Iterable[Path]) -> str:
    """Return the digest of all files in *folders*, in their order, regardless of where the folders are.

    It is empty if a file cannot be read or is not an ordinary file.
    """
    try:
        return digest_of(text for folder in folders for text in ("folder", *_contents(folder, files_below(folder))))
    except OSError:
        return ""


def _contents(folder: Path, files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        yield f"{file.relative_to(folder)} {hashlib.sha256(read_ordinary(file)).hexdigest()}"


def _settings(settings: Settings) -> str:
    """Return the digest of *settings*; empty if a setting that pages depend on is code that no library contains."""
    items = sorted((name, value) for name, value in settings.items() if name != "OUTPUT_PATH")
    texts = [(name, text_of_setting(value)) for name, value in items]
    unknown = {name for name, text in texts if not text and name.startswith(_OURS)}
    return "" if unknown else digest_of(f"{name} = {text}" for name, text in texts)


def text_of_setting(value: Any) -> str:
    """Return *value* as text, the same for equal values; empty unless it is of plain types or code of a library."""
    match value:
        case None | str() | int() | float() | Path():
            return repr(value)
        case list() | tuple():
            texts = [text_of_setting(item) for item in value]
        case set() | frozenset():
            texts = sorted(text_of_setting(item) for item in value)
        case dict():
            texts = [text for key, item in value.items() for text in (text_of_setting(key), text_of_setting(item))]
        case _:
            return _of_library(value)
    return f"{type(value).__name__}({', '.join(texts)})" if all(texts) else ""


def _of_library(value: Any) -> str:
    """Return the name of *value*, a class or function of an installed library; empty for any other value."""
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    file = getattr(sys.modules.get(module or ""), "__file__", None) or ""
    is_installed = file.startswith(tuple(sysconfig.get_path(kind) for kind in ("purelib", "platlib", "stdlib")))
    return f"{module}.{name}" if is_installed and name and "<" not in name else ""


def digest_of(texts: Iterable[str]) -> str:
    """Return the SHA-256 of *texts*, joined by line feeds."""
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogateescape")).hexdigest()
