"""The addresses of a website: those that it has, and whether all that were ever published still answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead.ledger.lines import Answers
from masthead.model.identity import anchors_of, key_of
from masthead.relations.graph import Graph

INDEX = "index.html"
# Besides its pages, what a website promises for ever to machines.
_PROMISED = ("api", "feeds", "schema")
_API = "api/v1/"

Addresses = Mapping[str, tuple[str, ...]]
"""The anchors of each page; pages that end in / answer by the index file in it."""


def addresses_of(output: Path, graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the addresses of the website of *graph* in *output*: its pages with the anchors of evidence, its files."""
    pages = (file.relative_to(output).as_posix().removesuffix(INDEX) for file in output.rglob(INDEX))
    files = (file for folder in _PROMISED for file in (output / folder).rglob("*") if file.is_file())
    found = {*pages, *(file.relative_to(output).as_posix() for file in files if file.name != INDEX)}
    anchors = {f"{key_of(record)}/": anchors_of(record) for record in graph.records()}
    return {page: anchors.get(page, ()) for page in sorted(found)}


def new_addresses(known: Addresses, found: Addresses) -> Iterator[Answers]:
    """Yield what *found* has and *known* has not."""
    for page, anchors in found.items():
        new = tuple(anchor for anchor in anchors if anchor not in known.get(page, ()))
        if new or page not in known:
            yield Answers(page=page, anchors=new)


def unanswered(output: Path, known: Addresses) -> Iterator[str]:
    """Yield each address of *known* that does not answer in *output*, with the cure; those of pages first."""
    for page, anchors in sorted(known.items(), key=lambda one: one[0].startswith(_API)):
        file = output / (f"{page}{INDEX}" if page == "" or page.endswith("/") else page)
        if not file.is_file():
            yield f"/{page} was published and would no longer answer; {_cure(output, page)}"
        elif anchors:
            html = file.read_bytes()
            for anchor in anchors:
                if f' id="{anchor}"'.encode() not in html:
                    yield f"/{page}#{anchor} was published and would no longer answer; {_ANCHOR_CURE}"


_ANCHOR_CURE = (
    "keep the item of evidence, name its id under formerly of the one that took its place, or, if it was wrong,"
    " under withdrawn of the correction that says why"
)


def _cure(output: Path, page: str) -> str:
    if page.startswith(_API) and not (output / _API).exists():
        return "set MASTHEAD_API = True"
    folder, _, rest = page.removeprefix(_API).removesuffix(".json").partition("/")
    if folder in ("sites", "firms", "campaigns", "sources") and rest:
        id = rest.partition("/")[0]
        return f"bring the record back as withdrawn, or name {id} under formerly of the record that took its place"
    return "bring back what made it"
