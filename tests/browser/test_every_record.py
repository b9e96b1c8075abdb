"""Every record of the real database is found by each of its hosts and names, in real lunr.js."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from playwright.sync_api import Browser

from masthead.edition.edition import Edition, edition, path_of
from masthead.edition.localisation import phrasebook
from masthead.exports.search_documents import entries
from masthead.loading.database import Database
from masthead.search.entry import SearchEntry
from masthead.search.normalise import tokens
from tests.browser.asking import load
from tests.sampling import sampled

# Asks for each text, and returns the expected addresses that are not in the results.
_MISSING = """async (json) => {
    const missing = [];
    for (const [asked, expected] of Object.entries(JSON.parse(json))) {
        let found;
        for await (found of mastheadBundles['search-engine.min.js'].find('', asked)) {}
        const refs = new Set(found && found.groups.flatMap(({ results }) => results.map((one) => one.document.ref)));
        for (const ref of expected) if (!refs.has(ref)) missing.push(`${asked} -> ${ref}`);
    }
    return missing;
}"""


def test_every_record_is_found_by_host_name_and_each_word_of_its_names(browser: Browser, database: Database) -> None:
    """The texts are hosts, whole names and words of names, with two letters at least or a sign without spaces."""
    records = [entry for entry in real_entries(database) if entry.kind != "evidence"]
    page = browser.new_page()
    load(page, records)

    tried = sampled(records, lambda entry: (entry.kind, entry.facets and entry.facets[0].split("|")[1]), 60)
    missing = page.evaluate(
        _MISSING, json.dumps(grouped((text, entry.ref) for entry in tried for text in called(entry)))
    )

    assert [] == missing


def test_every_outlet_is_found_by_its_firm(browser: Browser, database: Database) -> None:
    """An outlet is found by the name of the firm that a source names as its operator."""
    current_edition = edition(database.graph, phrasebook("en-GB"))
    page = browser.new_page()
    load(page, (entry for entry in real_entries(database) if entry.kind != "evidence"))

    operated = grouped(by_firm(current_edition))

    assert len(operated) > 1
    assert [] == page.evaluate(_MISSING, json.dumps(operated))


def real_entries(database: Database) -> Iterator[SearchEntry]:
    """The entries of the real records."""
    yield from entries(edition(database.graph, phrasebook("en-GB")))


def called(entry: SearchEntry) -> Iterator[str]:
    """The texts that somebody may type for *entry*: hosts, names, and the words of names."""
    yield from entry.hosts
    for name in dict.fromkeys((entry.title, *entry.names, *entry.aliases)):
        yield name
        if entry.kind == "value":  # a technical value is found by the whole of it
            continue
        yield from (word for word in name.split() if any(len(token) > 1 for token in tokens(word)))


def by_firm(current_edition: Edition) -> Iterator[tuple[str, str]]:
    """The name of each firm that a source names as an operator, with the outlets that it is said to run."""
    for id, outlets in current_edition.graph.outlets_by_operator.items():
        firm = current_edition.graph.firms[id]
        yield from ((firm.name, path_of(outlet)) for outlet in outlets if firm.is_published)
        if firm.native_name:
            yield from ((firm.native_name.text, path_of(outlet)) for outlet in outlets)


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The second values of *pairs*, in groups by the first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for asked, ref in pairs:
        groups[asked].append(ref)
    return groups
