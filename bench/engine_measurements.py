"""Measures one search engine on one register: building, opening by a link, typing, memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from browser import Cost, open_each, open_slowly, type_slowly
from engines import Built, Engine, build
from hosting import hosted
from playwright.sync_api import Browser
from queries import Query
from registers import Register

SLOWLY_OPENED = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """All measurements of an engine on a register."""

    engine: str
    built: Built
    opened: tuple[tuple[Query, Cost], ...]
    """Queries by a link in a fresh profile, at full speed, to measure the files that they load."""
    slow: tuple[Cost, ...]
    """Some of these at the slower speed, to measure the script time of opening the page too."""
    typed: tuple[tuple[Query, Cost], ...]
    """All queries, typed one after the other into a page that stays open."""
    memory_first: int
    memory_last: int


def measure(engine: Engine, register: Register, queries: Sequence[Query], browser: Browser, *, reuse: bool) -> Measured:
    """Build the website of *engine*, send it all queries *queries*, and return the measurements."""
    site = register.folder / engine.name.lower().replace(", ", "-").replace(" ", "-")
    built = build(engine, register, site, reuse=reuse)
    # Engines that load everything at once load the same files for every query, so one query of each group is enough.
    by_link = list({query.group: query for query in queries}.values()) if engine.whole else queries
    some = by_link[:: max(1, len(by_link) // SLOWLY_OPENED)]
    with hosted(site) as host:
        opened = open_each(browser, host, engine.box, [query.text for query in by_link])
        slow = tuple(open_slowly(browser, host, engine.box, query.text) for query in some)
        typed, first, last = type_slowly(browser, host, engine.box, [query.text for query in queries])
    return Measured(engine.name, built, _paired(by_link, opened), slow, _paired(queries, typed), first, last)


def _paired(queries: Sequence[Query], costs: Sequence[Cost]) -> tuple[tuple[Query, Cost], ...]:
    return tuple(zip(queries, costs, strict=True))


def lines(measured: Measured) -> Iterator[str]:
    """Yield a line of JSON for each query: the files that it loaded, and its script time in milliseconds."""
    typed = {query.text: cost for query, cost in measured.typed}
    for query, cost in measured.opened:
        typed_cost = typed[query.text]
        value = {
            "query": query.text,
            "group": query.group,
            "answered": query.answered_by(typed_cost.shown),
            "script": round(typed_cost.script * 1000),
            "script_first": round(typed_cost.script_first * 1000),
            "bytes": sum(file.size for file in cost.first),
            "later": sum(file.size for file in cost.sent) - sum(file.size for file in cost.first),
            "files": {file.path: file.size for file in cost.sent},
            "shown": typed_cost.shown,
        }
        yield json.dumps(value, ensure_ascii=False)
