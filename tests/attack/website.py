"""The faults that no built website may have, for any records; found without the code that made the website."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import rispy
from publicsuffixlist import PublicSuffixList
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser, LexborNode

from masthead.pinned_lists import GENUINE_OUTLETS, POPULAR_HOSTS
from tests.page_citations import citations

ROOT = Path(__file__).parent.parent.parent
# So many words are easier to read without quotation marks.
TAGS = frozenset(
    """html head meta title link script body a header footer main nav section article aside div p span h1 h2 h3 h4 ul ol li
    dl dt dd table caption thead tbody tfoot tr th td form fieldset legend label input select option button output details
    summary figure figcaption blockquote q cite pre code kbd b i strong em del ins sup sub small abbr bdi bdo time mark wbr
    br hr img picture source svg path g circle rect line noscript template dialog search""".split()  # noqa: SIM905
)
# Elements that are allowed only within a picture.
DRAWN = frozenset(("desc", "text"))
SCHEMES = ("https://", "http://", "mailto:")
# Attributes that hold addresses; all others hold text.
LINKS = ("href", "src", "action", "formaction", "srcset", "poster", "cite", "data", "background", "xlink:href")
FORBIDDEN = (
    "style",
    "srcdoc",
    "formaction",
    "ping",
    "background",
    "http-equiv",
    "is",
    "slot",
    "shadowrootmode",
    "nonce",
)
LISTED, PART, _EXCLUDED, _WEBSITE, IMITATED, RELATED, SHARED = range(7)
CONDEMNING = (LISTED, PART, RELATED)
_TAKEN = re.compile(r"mastheadPieces\.take\((.*)\);?\s*", re.DOTALL)
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def faults(output: Path, innocent: frozenset[str]) -> Iterator[str]:
    """Yield each fault of the website in *output*; it may say nothing of *innocent* hosts, nor of well-known ones."""
    for path in sorted(path for path in output.rglob("*") if path.suffix in READERS):
        text = path.read_text("utf-8")
        name = path.relative_to(output).as_posix()
        unseen = () if name.startswith("theme/") else _unseen(text)
        yield from (f"{name}: {fault}" for fault in (*unseen, *READERS[path.suffix](text)))
    yield from _condemned(answers(output / "lookup"), innocent)
    yield from _formulas(output)


def _unseen(text: str) -> Iterator[str]:
    """Yield the characters of *text* that nobody sees, except joiners between letters, which some scripts need."""
    for index, character in enumerate(text):
        if character < "\x7f" and (character >= " " or character in "\n\t"):
            continue
        kind = unicodedata.category(character)
        if kind in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and not _joins(text, index):
            yield f"unseen U+{ord(character):04X} in {text[max(index - 20, 0) : index + 5]!a}"


def _joins(text: str, index: int) -> bool:
    around = (text[index - 1 : index], text[index + 1 : index + 2])
    return text[index] in "\u200c\u200d" and all(unicodedata.category(each or " ")[0] in "LM" for each in around)


def _page(html: str) -> Iterator[str]:
    page = LexborHTMLParser(html)
    assert page.root is not None
    counts: Counter[str] = Counter()
    for node in page.root.traverse():
        counts.update(value for name, value in node.attributes.items() if name == "id" and value)
        yield from _element(node)
    yield from (f"id {id!r} {many} times" for id, many in counts.items() if many > 1)
    yield from _for_programs(page)


def _element(node: LexborNode) -> Iterator[str]:
    tag = str(node.tag)
    if not tag.startswith("-") and tag not in TAGS and not (tag in DRAWN and _is_drawn(node)):
        yield f"element <{tag}>"
    for name, value in node.attributes.items():
        if name.startswith("on") or (name in FORBIDDEN and (tag, name) not in _ALLOWED):
            yield f"attribute {name} of <{tag}>"
        if name in LINKS and _leads_out(value or "") and not _is_bookmarklet(node, value or ""):
            yield f"address {value!a} of <{tag}>"
    if tag == "script" and node.attributes.get("type") != "application/ld+json":
        source = node.attributes.get("src") or ""
        if "theme/js/" not in source or node.text().strip():
            yield f"script {source!r} {node.text()[:60]!r}"


def _is_drawn(node: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.tag != "svg":
        above = above.parent
    return above is not None


def _leads_out(address: str) -> bool:
    """Return whether *address* has a scheme, or a host, that none of our addresses has."""
    has_scheme = re.match(r"[\s\x00-\x1f]*[a-z][a-z0-9+.-]*:|//|\\", address, re.IGNORECASE)
    return has_scheme is not None and not address.startswith((*SCHEMES, "data:image/svg+xml,"))


_ALLOWED = frozenset({("meta", "http-equiv")})


def _is_bookmarklet(node: LexborNode, value: str) -> bool:
    return value.startswith("javascript:location.href='https://masthead.example/lookup/#u='+") and node.tag == "a"


def _for_programs(page: LexborHTMLParser) -> Iterator[str]:
    for script in page.css('script[type="application/ld+json"]'):
        yield from _json(script.text())
    for form, text in citations(page):
        if form in _CITATIONS:
            number = _CITATIONS[form](text)
            if number != 1:
                yield f"{number} citations in {form}"
        elif form == "html":
            yield from _page(text)


def _bibtex(text: str) -> int:
    entries = parse_string(text, "bibtex").entries
    extra = {name for entry in entries.values() for name in entry.fields} - _FIELDS
    return len(entries) + 100 * len(extra)


_FIELDS = frozenset({"title", "author", "publisher", "year", "month", "version", "date", "url", "urldate", "note", "howpublished",
                     "langid", "language", "organization", "day", "type"})  # fmt: skip


def _ris(text: str) -> int:
    records = rispy.loads(text)
    return len(records) + 100 * sum("unknown_tag" in record for record in records)


def _csl(text: str) -> int:
    return len(json.loads(text))


_CITATIONS = {"bibtex": _bibtex, "ris": _ris, "csl": _csl}


def _json(text: str) -> Iterator[str]:
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(name for name, many in Counter(name for name, _ in pairs).items() if many > 1)
        return dict(pairs)

    try:
        json.loads(text, object_pairs_hook=once)
    except ValueError as error:
        yield f"no JSON: {error}"
    yield from (f"the key {name!r} twice" for name in twice)


def _xml(text: str) -> Iterator[str]:
    try:
        root = ET.fromstring(text)  # noqa: S314 - we have written it
    except ET.ParseError as error:
        yield f"no XML: {error}"
        return
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield "a document type"
    for element in root.iter():
        if not element.tag.startswith(
            ("{http://www.w3.org/2005/Atom}", "{http://a9.com/-/spec/opensearch/1.1/}", "{http://www.mozilla")
        ):
            yield f"element {element.tag}"
    ids = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}id")]
    if len(set(ids)) < len(ids):
        yield "an id of an entry twice"
    for content in root.iter("{http://www.w3.org/2005/Atom}content"):
        yield from _page(content.text or "")


def _script(text: str) -> Iterator[str]:
    """Yield the faults of a piece of data; a script of the theme, which is minified, is not a piece."""
    match = _TAKEN.fullmatch(text)
    if match:
        yield from _json(f"[{match[1]}]")
        if "</" in text or "<!" in text:
            yield "an end of a script element"


def _style(_text: str) -> Iterator[str]:
    return iter(())


READERS = {".html": _page, ".json": _json, ".xml": _xml, ".js": _script, ".txt": _style}


def answers(folder: Path) -> dict[str, list[Any]]:
    """Return the answer of the look-up about each host, read from its files as a browser reads them."""
    answers_by_host: dict[str, list[Any]] = {}
    for path in sorted((folder / "hosts/0").glob("*.js")):
        keys, starts = _taken(path)
        values = [
            value for number in range(len(starts)) for value in _taken(folder / f"answers/{path.stem}-{number}.js")
        ]
        answers_by_host |= {
            ".".join(reversed(key.split(","))): answer for key, answer in zip(_decoded(keys), values, strict=True)
        }
    return answers_by_host


def _taken(path: Path) -> Any:
    match = _TAKEN.fullmatch(path.read_text("utf-8"))
    assert match, path
    return json.loads(f"[{match[1]}]")[1]


def _decoded(coded: str | list[str]) -> list[str]:
    """Return the keys of a list in which a capital letter says how many letters a key shares with the one before it."""
    keys, last = [], ""
    for shared, rest in re.findall("([A-Z])([^A-Z]*)", coded if isinstance(coded, str) else "".join(coded)):
        last = last[: ord(shared) - ord("A")] + rest
        keys.append(last)
    return keys


def _condemned(answers_by_host: Mapping[str, list[Any]], innocent: frozenset[str]) -> Iterator[str]:
    for host in answers_by_host:
        if answers_by_host[host][0] != SHARED and _suffixes().privatesuffix(host) is None:
            yield f"look-up: {answers_by_host[host][0]} of the public suffix {host}"
    for host in (*POPULAR_HOSTS, *GENUINE_OUTLETS, *innocent):
        labels = host.split(".")
        above = (".".join(labels[number:]) for number in range(len(labels) - 1))
        answer = next(((domain, answers_by_host[domain]) for domain in above if domain in answers_by_host), None)
        if answer and answer[1][0] in CONDEMNING:
            yield f"look-up: {host} is answered by {answer[0]}, {answer[1][0]}"


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


_DOWNLOAD = """
import {csv} from '%s/theme/scripts/download.js';
const names = JSON.parse(process.argv[1]);
const row = (name) => ({host: 'a.example', name, name_lang: '', kind: '', countries: [], languages: [], campaigns: [],
  operators_as_said: [], confidence: [], first_dated: '', last_observed: [], state: '', page: '', version: '',
  attribution: '', licence: ''});
process.stdout.write(csv(names.map(row)));
"""


def _formulas(output: Path) -> Iterator[str]:
    """Yield the cells that a spreadsheet would compute, by any separator, in the lists and a download of all names."""
    names = sorted(
        {
            json.loads(path.read_text("utf-8")).get("record", {}).get("name", "")
            for path in (output / "api/v1/sites").glob("*.json")
        }
    )
    command = ["node", "--input-type=module", "--eval", _DOWNLOAD % ROOT.as_posix(), "--", json.dumps(names)]
    text = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    lists = {path.name: path.read_text("utf-8") for path in sorted((output / "data").glob("*.csv"))}
    for (name, table), separator in product({"download": text, **lists}.items(), ",;\t|"):
        for row in csv.reader(io.StringIO(table.removeprefix("\ufeff")), delimiter=separator):
            yield from (f"{name}: {cell!r} behind {separator!r}" for cell in row if cell.strip().startswith(FORMULA))
