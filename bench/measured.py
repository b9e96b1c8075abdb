"""One search measured on one register: built, opened by a link, asked by typing, weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from browser import Cost, open_slowly, type_slowly, visit
from engines import Built, Engine, build
from hosting import Host, hosted
from playwright.sync_api import Browser
from queries import Query
from registers import Register

# Engines that load everything at once load the same for every query.
WHOLE = 3
SLOWLY_OPENED = 20


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured of an engine on a register."""

    engine: str
    built: Built
    opened: tuple[tuple[Query, Cost], ...]
    """Queries by a link in a fresh profile, at full speed: for what they load."""
    slow: tuple[Cost, ...]
    """Some of them at the slower speed: for what opening the page costs too."""
    typed: tuple[tuple[Query, Cost], ...]
    """All queries one after another in a page that stays open."""
    memory_first: int
    memory_last: int


def measure(engine: Engine, register: Register, asked: Sequence[Query], browser: Browser) -> Measured:
    """Build the website of *engine*, ask it everything, and return what that cost."""
    site = register.folder / engine.name.lower()
    built = build(engine, register, site)
    some = asked[:: max(1, len(asked) // (WHOLE if engine.whole else SLOWLY_OPENED))]
    with hosted(site) as host:
        slow = tuple(open_slowly(browser, host, engine.box, query.text) for query in some)
        by_link = some if engine.whole else asked
        opened = tuple((query, _opened(engine, host, query, browser)) for query in by_link)
        costs, first, last = type_slowly(browser, host, engine.box, [query.text for query in asked])
    return Measured(engine.name, built, opened, slow, tuple(zip(asked, costs, strict=True)), first, last)


def _opened(engine: Engine, host: Host, query: Query, browser: Browser) -> Cost:
    with visit(browser, host, engine.box) as page:
        return page.ask(query.text)
