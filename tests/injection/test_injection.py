"""No text of a record changes the structure of what is published."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, cast

import pytest

from masthead.building.configuration.settings import settings_of
from masthead.building.output.writer import file_of
from masthead.building.rendering.templates import templates_of
from masthead.building.rendering.website import website
from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.loading.image_reencoding import Picture
from masthead.model import Part, Record
from masthead.model.references import text_fields
from masthead.model.traversal import parts
from masthead.record_files.files import RecordFile
from masthead.record_files.reading import parse
from masthead.relations.shared_values import TYPES_WITH_PAGES
from tests.injection.history import history
from tests.injection.quoted import feed, structure, without_hashes
from tests.injection.skeleton import skeleton
from tests.injection.stuffed import record_files, stuffed

ROOT = Path(__file__).parent.parent.parent
PAYLOADS = Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines()
HARMLESS = "Harmless words"
MARKED = "Harmlose Wörter"
"""Harmless too, with a letter beyond ASCII: such names may run from right to left, and get an element of their own."""
PUBLIC = "https://masthead.example"
MOST_REFUSED = 8

Publish = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def publish() -> Publish:
    """The publication of the full world with a text in every field: all its files, by path."""
    settings = settings_of(ROOT / "pelicanconf.py", ROOT / "output")

    def run(text: str) -> dict[str, str]:
        templates = templates_of(settings, _edition(text))
        return {_named(file_of(path)): _named(without_hashes(_text(content))) for path, content in website(templates)}

    return run


def _named(text: str) -> str:
    """Return *text* with one address for the page of any technical value: such a page is named after its value."""
    return re.sub(rf"\b({'|'.join(TYPES_WITH_PAGES)})/[a-z0-9.-]+(?=/)", r"\1/value", text)


def _edition(text: str) -> Edition:
    """Return the full world with *text* in every field, as it is published at a public address."""
    current_edition = edition(stuffed(text)[0], phrasebook("en-GB"), url=PUBLIC, ledger=history(text))
    shown = [
        attachment
        for _, part in parts(current_edition.graph.outlets["example-daily.com"])
        for attachment in getattr(part, "attachments", ())
    ]
    return replace(
        current_edition,
        cards=False,
        pictures={
            attachment.sha256: Picture(f"attachments/{attachment.sha256}.webp", 6, 4, b"RIFF") for attachment in shown
        },
    )


def _text(content: str | bytes) -> str:
    """Return the text of a published file; of a picture its bytes, spelled out."""
    return content if isinstance(content, str) else content.hex()


@pytest.fixture(scope="module")
def harmless(publish: Publish) -> dict[str, str]:
    """The publication with harmless words."""
    return publish(HARMLESS)


@pytest.fixture(scope="module")
def marked(publish: Publish) -> dict[str, str]:
    """The publication with harmless words beyond ASCII."""
    return publish(MARKED)


@cache
def accepted() -> list[str]:
    """Return the payloads that the reader lets into a text field; the others cannot be published."""
    return [payload for payload in PAYLOADS if not stuffed(payload)[1]]


def test_every_text_field_is_stuffed() -> None:
    """The full world has a text in every text field that the model knows."""
    used = {(type(part), name) for file in record_files() for part, name in _texts_of(file)}

    assert {(model, name) for model in _models(Part) for name in text_fields(model)} == used


def test_most_payloads_pass_the_reader() -> None:
    """At least 150 payloads reach the pages; the reader refuses the few with deceptive characters."""
    passed = accepted()

    assert len(passed) >= 150
    assert len(PAYLOADS) - len(passed) <= MOST_REFUSED


def test_histories_show_what_fields_held(harmless: dict[str, str]) -> None:
    """The pages of changes have the text as an old value, as a new value, and as the reason for a removal."""
    months = {path: text for path, text in harmless.items() if path.startswith("changes/2024-")}

    assert 4 == len(months)
    assert f'<del class="changes__was">{HARMLESS}</del>' in months["changes/2024-02/index.html"]
    assert f'<ins class="changes__now">{HARMLESS}</ins>' in months["changes/2024-03/index.html"]
    assert f"{HARMLESS} (decided by {HARMLESS})" in months["changes/2024-04/index.html"]


@pytest.mark.parametrize("payload", accepted())
def test_no_payload_changes_what_is_published(
    payload: str, publish: Publish, harmless: dict[str, str], marked: dict[str, str]
) -> None:
    """Each page has the skeleton of the harmless one; data for programs and all other files have the same structure."""
    publication = publish(payload)
    harmless = harmless if payload.isascii() else marked

    # The length of its texts decides where a table of the look-up is cut, so its content over all pieces is compared.
    assert _looked_up(harmless) == _looked_up(publication)
    assert sorted(filter(_is_whole, harmless)) == sorted(filter(_is_whole, publication))
    for path, text in publication.items():
        kind = Path(path).suffix
        if kind in READERS:
            due = _of_harmless(kind, harmless[path])
            assert harmless[path] == text or due == READERS[kind](text), path
        elif path.startswith("search/"):
            assert _documents(harmless[path]) == _documents(text)
        elif path.startswith(("facets/", "compare/")):
            assert [_shape(part) for part in _handed(harmless[path])] == [_shape(part) for part in _handed(text)], path
        elif _is_whole(path):
            assert harmless[path] == text, path


@cache
def _of_harmless(kind: str, text: str) -> object:
    """Return the structure of a harmless *text* in a file of a *kind*; every payload is compared with it."""
    return READERS[kind](text)


def _table(text: str) -> list[list[str]]:
    """Return the columns of a table, and the cells of each row that no text of a record decides."""
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    return [head, *([cell for name, cell in zip(head, row, strict=True) if name != "name"] for row in rows)]


READERS: dict[str, Callable[[str], object]] = {
    ".html": lambda text: (skeleton(text), structure(text)),
    ".xml": feed,
    ".json": lambda text: _shape(json.loads(text)),
    ".csv": _table,
}
"""The functions that read files of each kind, by the ends of their names."""


def _models(model: type[Part]) -> Iterator[type[Part]]:
    """Yield the kinds of part that records are made of; Part itself and Record are only what they share."""
    for kind in model.__subclasses__():
        if kind is not Record and kind.__module__.startswith(Part.__module__.rpartition(".")[0]):
            yield kind
        yield from _models(kind)


def _texts_of(file: RecordFile) -> Iterator[tuple[Part, str]]:
    """Yield the parts of a record with the names of the text fields that they fill."""
    loaded, _ = parse(file)
    assert loaded is not None
    for _, part in parts(loaded.record):
        yield from ((part, name) for name in text_fields(type(part)) if getattr(part, name))


def _is_whole(path: str) -> bool:
    """Return whether the file at *path* is not cut by the length of texts: all but the tables of the look-up."""
    return not (path.startswith("lookup/") and path.endswith(".js"))


def _looked_up(publication: dict[str, str]) -> dict[str, object]:
    """Return the keys of all tables of the look-up, and the shape of the answer for each host."""
    held: dict[str, object] = {}
    for path, script in publication.items():
        if path.startswith(("lookup/hosts/0/", "lookup/likes/0/", "lookup/tails/0/")):
            _, (keys, starts) = cast("tuple[str, tuple[str, Any]]", _handed(script))
            answers = path.replace("/hosts/0/", "/answers/").removesuffix(".js")
            numbers = range(len(starts)) if "/answers/" in answers else ()
            said = [
                answer
                for number in numbers
                for answer in cast("Any", _handed(publication[f"{answers}-{number}.js"])[1])
            ]
            for key, value in zip_longest(_keys(keys), said):
                held[f"{path.partition('/0/')[0]} {key}"] = _shape(value)
        elif not _is_whole(path):
            _handed(script)
    return held


def _keys(text: str) -> Iterator[str]:
    """Yield the sorted keys of a piece: a capital says how many signs each shares with the one before it."""
    last = ""
    for shared, rest in re.findall("([A-Z])([^A-Z]*)", text):
        last = last[: ord(shared) - ord("A")] + rest
        yield last


def _handed(script: str) -> list[object]:
    """Return the values that a script of pieces hands to the page; it must be one call with JSON and nothing else."""
    assert script.startswith("mastheadPieces.take(")
    assert script.endswith(");\n")
    assert not set("<\u2028\u2029") & set(script)
    handed: list[object] = json.loads(f"[{script[len('mastheadPieces.take(') : -len(');') - 1]}]")
    return handed


def _shape(value: object) -> object:
    """Return the keys and kinds of value in *value*; the texts in it may differ."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shape(inner) for inner in value]
    return "text" if isinstance(value, str) else value


def _documents(script: str) -> list[tuple[object, list[str]]]:
    """Return the documents in a script of the search index, and their fields; the words in them may differ."""
    path, value = cast("tuple[str, Any]", _handed(script))
    inside = value[-1] if path.endswith("manifest") else {path: value}
    documents = (document for part, ones in inside.items() if "documents/" in part for document in ones.values())
    return sorted((document["ref"], sorted(document)) for document in documents)


def test_pages_hold_data_and_citations(harmless: dict[str, str]) -> None:
    """There is data to compare: in the head of a record's page, and in every format for each item on its other page."""
    page = structure(harmless["sites/example-daily.com/index.html"])
    formats = [form for form, _ in structure(harmless["sites/example-daily.com/cite/index.html"])]

    assert ["json"] == [form for form, _ in page]
    assert {"", "plain", "apa", "chicago", "bibtex", "ris", "csl", "html"} == set(formats)
    # Each item of evidence has every format too, though a browser makes all but the plain text.
    items = len(re.findall("data-cite-item", harmless["sites/example-daily.com/cite/index.html"]))
    assert {1 + items} == {formats.count(form) for form in set(formats) - {""}} != {1}
