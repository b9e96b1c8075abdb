"""Many queries at once to the search of a page, in real lunr.js, as the page asks them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

from masthead.search.entry import SearchEntry
from masthead.search.index import search_files
from tests.browser.search_world import ENGINE, SCRIPTS

_ASK = """async (json) => {
    const answers = [];
    for (const asked of JSON.parse(json)) {
        let found;
        for await (found of mastheadBundles['search-engine.min.js'].find('', asked, { limit: 20, claims: true })) {}
        const groups = found ? found.groups : [];
        const refs = groups.flatMap(({ results }) => results.map(({ document }) => document.ref));
        answers.push({ refs, near: Boolean(found && found.near) });
    }
    return JSON.stringify(answers);
}"""


@dataclass(frozen=True, slots=True)
class Answer:
    """The addresses that are shown first, in their order, and whether the page says that they only come near."""

    refs: tuple[str, ...]
    near: bool


def load(page: Page, entries: Iterable[SearchEntry]) -> None:
    """Put the engine and the index of *entries* on *page*, as its scripts."""
    page.add_script_tag(path=SCRIPTS / ENGINE)
    for _, text in search_files(entries):
        page.add_script_tag(content=text)


def ask(page: Page, texts: Sequence[str]) -> list[Answer]:
    """Return the answer of the page for each of *texts*."""
    answers = json.loads(page.evaluate(_ASK, json.dumps(texts)))
    return [Answer(tuple(answer["refs"]), answer["near"]) for answer in answers]
