"""The addresses of a website, and a check that every address ever published still answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from masthead.ledger.lines import NewAddresses
from masthead.model.identity import anchors_of, key_of
from masthead.model.website_paths import PACKS
from masthead.relations.graph import Graph

INDEX = "index.html"
# The folders whose files, like the pages, keep their addresses for ever: programs read them.
_PROMISED = ("api", "data", "feeds", "schema")
_API, _COMPARE = "api/v1/", "compare/"

UNANSWERED = "/{} was published and would no longer answer"

Addresses = Mapping[str, tuple[str, ...]]
"""The anchors of each page, by address; an address that ends in / is answered by the index file in that folder."""


def addresses_of(output: Path, graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return the addresses of the website of *graph* in *output*: pages with the anchors of their evidence, and files."""
    pages = (file.relative_to(output).as_posix().removesuffix(INDEX) for file in output.rglob(INDEX))
    files = (file for folder in _PROMISED for file in (output / folder).rglob("*") if file.is_file())
    paths = {*pages, *(file.relative_to(output).as_posix() for file in files if file.name != INDEX)}
    anchors = {f"{key_of(record)}/": anchors_of(record) for record in graph.records()}
    return {page: anchors.get(page, ()) for page in sorted(paths)}


def new_addresses(known: Addresses, present: Addresses) -> Iterator[NewAddresses]:
    """Yield a line for each page of *present* that is new, or that has anchors that *known* does not have."""
    for page, anchors in present.items():
        new = tuple(anchor for anchor in anchors if anchor not in known.get(page, ()))
        if new or page not in known:
            yield NewAddresses(page=page, anchors=new)


def unanswered(output: Path, known: Addresses) -> Iterator[str]:
    """Yield a message for each address of *known* that does not answer in *output*, with the cure; pages come first."""
    for page, anchors in sorted(known.items(), key=lambda item: item[0].startswith(_API)):
        file = output / (f"{page}{INDEX}" if page == "" or page.endswith("/") else page)
        if not file.is_file():
            yield f"{UNANSWERED.format(page)}; {_cure(output, page)}"
        elif anchors:
            html = file.read_bytes()
            for anchor in anchors:
                if f' id="{anchor}"'.encode() not in html:
                    yield f"{UNANSWERED.format(f'{page}#{anchor}')}; {_ANCHOR_CURE}"


_ANCHOR_CURE = (
    "keep the item of evidence, name its id under formerly of the one that took its place, or, if it was wrong,"
    " under withdrawn of the correction that says why"
)


def _cure(output: Path, page: str) -> str:
    # Without records as JSON there is no page that compares them.
    if page.startswith((_API, _COMPARE)) and not (output / _API).exists():
        return "set MASTHEAD_API = True"
    if page.startswith(_API) and page.startswith(PACKS) is not (output / PACKS).exists():
        return f"set MASTHEAD_PACKED = {page.startswith(PACKS)}"
    folder, _, rest = page.removeprefix(_API).removesuffix(".json").partition("/")
    if folder in ("sites", "firms", "campaigns", "sources") and rest:
        id = rest.partition("/")[0]
        return f"bring the record back as withdrawn, or name {id} under formerly of the record that took its place"
    return "bring back what made it"
