"""The full world with one text in every text field of every record."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from masthead.findings.finding import Finding, Location
from masthead.model.references import texts
from masthead.record_files.files import RecordFile, read_files
from masthead.record_files.reading import parse, parse_all
from masthead.relations.graph import Graph, link
from masthead.syntax import yaml_reader

WORLD = Path(__file__).parent.parent / "full_world"


@cache
def record_files() -> tuple[RecordFile, ...]:
    """Return the records of the full world."""
    files = tuple(file for file in read_files(WORLD) if isinstance(file, RecordFile))
    assert len(files) == len(list(read_files(WORLD)))
    return files


def stuffed(text: str) -> tuple[Graph, list[Finding]]:
    """Return the full world with *text* in each of its text fields, and the findings of the reader."""
    loaded, findings, _ = parse_all([stuff(file, text) for file in record_files()])
    return link(loaded), findings


def stuff(file: RecordFile, text: str) -> RecordFile:
    """Return *file* with *text* in each of its text fields; written as JSON, which is YAML."""
    value, _ = yaml_reader.read(file.text)
    for at in places(file):
        put(value, at, text)
    return RecordFile(file.path, file.folder, json.dumps(value, ensure_ascii=False).encode())


@cache
def places(file: RecordFile) -> list[Location]:
    """Return the places of the texts in *file*; a number in a register and an id that was given up are not texts."""
    loaded, findings = parse(file)
    assert loaded is not None, findings
    return [at for at, _ in texts(loaded.record) if at[-1] != "number" and at[0] != "formerly"]


def put(value: Any, at: Location, text: str) -> None:
    """Put *text* at the place *at* inside *value*."""
    for step in at[:-1]:
        value = value[step]
    value[at[-1]] = text
