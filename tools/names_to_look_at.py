"""Lists names in our own words of some records that nothing here knows, for a reviewer to look at.

`python -m tools.names_to_look_at PATHS`. A name is two words with capitals, one of which is in no name of another record
(a site, firm, campaign, publisher or title), of a genuine outlet or institution, of a country, language or month. It may
be the name of a person without a post before it or a common given name, which no rule can recognise. Most such names are
not. So the list is no finding, and stops nothing.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from babel import Locale

from masthead.findings.finding import field_name
from masthead.loading.database import load
from masthead.model import Campaign, Firm, Outlet, Record, Source
from masthead.model.references import texts
from masthead.pinned_lists import GENUINE_OUTLETS, INSTITUTIONS
from masthead.record_files.reading import Loaded
from masthead.record_files.scope import scope_of
from masthead.relations.graph import Graph
from masthead.reporting.report import escape
from masthead.rules.wording import OUR_SENTENCES, quoted_titles

_WORD = r"[^\W\d_][\w’'-]+"
_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?: {_WORD})+")
# Scripts without capitals: our own words are English, so words in these scripts may be names.
_CASELESS = re.compile(
    "[\u0590-\u10ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}(?: [\u0590-\u10ff\u1780-\u17ff\uac00-\ud7a3]{2,})*"
)
_BETWEEN = frozenset(
    ("van", "von", "de", "del", "della", "di", "da", "der", "den", "bin", "ibn", "al", "el", "la", "le")
)
# Sentences begin with these, which no record may have in its name.
_BEGINNINGS = frozenset(
    ("A", "According", "After", "All", "Almost", "An", "And", "As", "At", "Before", "Besides", "Both", "But", "By", "Each", "For",
     "From", "In", "It", "Its", "Most", "No", "None", "Of", "On", "One", "Other", "Our", "Several", "Since", "So", "Some", "That",
     "The", "Their", "These", "They", "This", "Those", "Three", "To", "Two", "Under", "Until", "We", "When", "Where", "Which",
     "While", "With", "Without")
)  # fmt: skip


def names_in(text: str, known: frozenset[str]) -> Iterator[str]:
    """Yield each run of words with capitals in *text* that has two or more, one of which is not *known*."""
    yield from (name for name in _CASELESS.findall(text) if _plain(name) not in known)
    for match in _NAME.finditer(text):
        run: list[str] = []
        for word in (*match.group().split(" "), ""):
            if word[:1].isupper() or (run and word in _BETWEEN):
                run.append(word)
                continue
            while run and (run[0] in _BEGINNINGS or run[-1] in _BETWEEN):
                run.pop(0 if run[0] in _BEGINNINGS else -1)
            if len(run) > 1 and not known.issuperset(_plain(part) for part in run if part not in _BETWEEN):
                yield " ".join(run)
            run = []


def words_of_names(graph: Graph) -> dict[str, frozenset[str]]:
    """Return the words of the names that each record of *graph* gives, by its path."""
    return {loaded.file.path: frozenset(_words(_names_of(loaded.record))) for loaded in graph.loaded}


def known_words(words: Mapping[str, frozenset[str]], but: frozenset[str]) -> frozenset[str]:
    """Return the words of all names that are known: those of lists, and *words* but for those of the records at the paths *but*."""
    return _of_lists().union(*(words[path] for path in words.keys() - but))


def listed(loaded: Loaded, known: frozenset[str]) -> Iterator[str]:
    """Yield a line for each name in our own words of a record that is not *known*, once."""
    titles = quoted_titles(loaded.record)
    for at, text in dict(texts(loaded.record)).items():
        if next((step for step in reversed(at) if isinstance(step, str)), "") in OUR_SENTENCES:
            for name in dict.fromkeys(names_in(titles.sub("", text), known)):
                yield escape(f"{loaded.file.path}: {field_name(at)}: {name}")


def _plain(word: str) -> str:
    return re.sub("[’']s?$", "", word).casefold()


@cache
def _of_lists() -> frozenset[str]:
    english = Locale("en")
    names = [
        *english.territories.values(), *english.languages.values(), *english.months["format"]["wide"].values(),
        *(row["name"] for row in GENUINE_OUTLETS.values()), *(row["name"] for row in INSTITUTIONS),
    ]  # fmt: skip
    return frozenset(_words(names))


def _words(names: Iterable[str]) -> Iterator[str]:
    yield from (_plain(word) for name in names for word in re.findall(_WORD, name))


def _names_of(record: Record) -> Iterator[str]:
    """Yield the names that *record* gives, but for those of persons."""
    match record:
        case Outlet():
            yield from (
                record.name or "",
                *(name.text for name in record.names),
                *(genuine.name for genuine in record.imitates),
            )
        case Firm() | Campaign():
            yield from (record.name, *(alias.text for alias in record.aliases))
        case Source():
            yield from (record.publisher, record.short_name, record.title)


def main() -> int:
    """Print the names in the records at the paths that were given, a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="files or folders of records")
    root, paths = Path(), parser.parse_args().paths
    scope = scope_of(root, paths)
    graph = load(root).graph
    asked = [loaded for loaded in graph.loaded if scope is None or scope.holds(loaded.file.path)]
    known = known_words(words_of_names(graph), frozenset(loaded.file.path for loaded in asked))
    lines = [line for loaded in asked for line in listed(loaded, known)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.write(f"{len(lines)} names to look at in {len(asked)} records\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
