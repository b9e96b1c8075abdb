"""Helpers of the tests of filters: an oracle that asks the records, and functions that read and steer a page."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from playwright.sync_api import Page

from masthead.model import Outlet
from masthead.relations.graph import Graph

Choice = Mapping[str, tuple[str, ...]]
Values = Callable[[Graph, Outlet], set[str]]

NONE = "-"
_SURE = ("high", "moderate", "low", "not-stated")

# The hosts of the visible rows in the order of the page, which is by host unless a reader sorts it.
SHOWN = """() => [...document.querySelectorAll('.filters tr[data-facets], .filters tbody:last-of-type > tr')]
    .filter((row) => row.checkVisibility() && row.querySelector('a'))
    .map((row) => row.querySelector('.host').textContent.replaceAll('[.]', '.'))"""


def operators(graph: Graph, outlet: Outlet) -> dict[str, str]:
    """The firms said to operate *outlet*, each with its surest confidence, from the records and not from the views."""
    campaigns = [graph.campaigns[id] for id in outlet.campaigns if graph.campaigns[id].is_published]
    said = [*outlet.attributions]
    for campaign in campaigns:
        of_set = [
            attribution
            for attribution in campaign.attributions
            if outlet.id in attribution.concerns or not (attribution.concerns or attribution.part)
        ]
        said += of_set
    confidences: dict[str, str] = {}
    for attribution in said:
        if attribution.firm and attribution.role == "operator" and attribution.stance == "asserts":
            confidences[attribution.firm] = min(
                confidences.get(attribution.firm, "not-stated"), attribution.confidence.value, key=_SURE.index
            )
    return confidences


def _years(outlet: Outlet) -> set[str]:
    dates = [e.date for e in outlet.evidence if e.kind != "registration"] + [a.date for a in outlet.activity]
    dates += [i.first_seen for i in outlet.indicators] + [h.first_seen for h in outlet.hosts]
    years = sorted(str(date)[:4] for date in dates if date)
    return set(years[:1])


def _statuses(outlet: Outlet) -> set[str]:
    last = sorted(outlet.activity, key=lambda seen: str(seen.date))[-1:]
    return {seen.status.value for seen in outlet.activity for observation in last if seen.date == observation.date}


VALUES: Mapping[str, Values] = {
    "country": lambda _, outlet: {t.country for t in outlet.targets if t.country} or {"ZZ"},
    "campaign": lambda _, outlet: set(outlet.campaigns) or {NONE},
    "firm": lambda graph, outlet: set(operators(graph, outlet)) or {NONE},
    "confidence": lambda graph, outlet: set(operators(graph, outlet).values()) or {NONE},
    "kind": lambda _, outlet: {outlet.kind.value},
    "language": lambda _, outlet: {language.tag for language in outlet.languages} or {NONE},
    "year": lambda _, outlet: _years(outlet) or {NONE},
    "status": lambda _, outlet: _statuses(outlet) or {NONE},
    "state": lambda _, outlet: {outlet.state.name.value if outlet.state else "listed"},
}


LIST = "years/2023/"
"""The longest list of the real website that is a page by itself: sites of several campaigns, countries and kinds."""


def listed(graph: Graph) -> Graph:
    """The graph with the outlets of this list alone."""
    outlets = {id: outlet for id, outlet in graph.outlets.items() if _years(outlet) == {"2023"} and outlet.is_published}
    return replace(graph, outlets=outlets)


def matching(graph: Graph, choice: Choice) -> list[str]:
    """The hosts that a reader means by *choice*: one of the values of each facet; a firm with its own confidence."""
    return [outlet.id for outlet in published(graph) if all(_has(graph, outlet, name, choice) for name in choice)]


def published(graph: Graph) -> list[Outlet]:
    """The outlets that lists have, by host."""
    return [outlet for _, outlet in sorted(graph.outlets.items()) if outlet.is_published]


def _has(graph: Graph, outlet: Outlet, name: str, choice: Choice) -> bool:
    if name in ("firm", "confidence") and "firm" in choice and "confidence" in choice:
        pairs = operators(graph, outlet).items() or [(NONE, NONE)]
        return any(firm in choice["firm"] and sure in choice["confidence"] for firm, sure in pairs)
    return bool(VALUES[name](graph, outlet) & set(choice[name]))


def every_value(graph: Graph) -> dict[str, list[str]]:
    """Each facet with every value that occurs."""
    outlets = published(graph)
    return {name: sorted(set().union(*(of(graph, o) for o in outlets))) for name, of in VALUES.items()}


def choices(graph: Graph, number: int) -> Iterator[Choice]:
    """Yield each value alone, then *number* random choices of up to four facets and three values."""
    values = every_value(graph)
    yield from ({name: (value,)} for name, of_name in values.items() for value in of_name)
    draw = random.Random(5)  # noqa: S311 - the same choices in every run
    for _ in range(number):
        names = draw.sample(list(values), draw.randint(2, 4))
        yield {name: tuple(draw.sample(values[name], min(len(values[name]), draw.randint(1, 3)))) for name in names}


def address(choice: Choice, sort: str = "") -> str:
    """The end of the address that makes *choice*."""
    parts = [f"{name}={','.join(codes)}" for name, codes in choice.items()]
    every = [*parts, *([f"sort={sort}"] if sort else [])]
    return f"#{'&'.join(every)}" if every else ""


def go(page: Page, fragment: str) -> None:
    """Change the end of the address as a link does, and wait until the page has followed."""
    if page.evaluate("location.hash") != fragment:
        page.evaluate(
            "hash => new Promise(done => { addEventListener('hashchange', done, {once: true}); location.hash = hash; })",
            fragment,
        )


def shown(page: Page) -> list[str]:
    """The hosts in the rows that can be seen, in their order."""
    hosts: list[str] = page.evaluate(SHOWN)
    return hosts


def counts(page: Page) -> dict[str, dict[str, str]]:
    """The number beside each value, by the label of the facet and of the value."""
    script = """() => Object.fromEntries([...document.querySelectorAll('.facet')].map((facet) => [
        facet.querySelector('legend').textContent,
        Object.fromEntries([...facet.querySelectorAll('label')].map((label) =>
            [label.querySelector('bdi').textContent, label.querySelector('.facet__count').textContent])),
    ]))"""
    numbers: dict[str, dict[str, str]] = page.evaluate(script)
    return numbers


def wait(page: Page) -> None:
    """Wait until the filters are there."""
    page.locator(".filters__status", has_text=re.compile(r"^\d+ of ")).wait_for()
