"""The counts of a campaign's sites by a source, country by country, beside the numbers of our records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, country_path
from masthead.edition.safe_markdown import prose
from masthead.field_types.vocabulary import NN_
from masthead.model import Campaign, Check, CheckRow
from masthead.pinned_lists import UNDETERMINED
from masthead.views.parts.facts import source_links
from masthead.views.parts.folding import fold_title

_COUNTS = NN_("%(num)s number of the source beside ours", "%(num)s numbers of the source beside ours")


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A row of a source's table beside the number of records; *theirs* is None if the source has no such row.

    Where the source prints the name that the page has for the country, *printed_country* is that name as a link and
    *country* is None, so that no row has the name twice.
    *ours* is None if it is not known which of the records the source counts. There is a difference only between two
    exact numbers. *bounded* is the number of a source that gives no exact one, in words: “over 60”.
    """

    printed: str
    country: Link | None
    theirs: int | None
    ours: int | None
    difference: int | None
    bounded: str = ""
    printed_country: Link | None = None


@dataclass(frozen=True, slots=True)
class CheckView:
    """The counts of a source beside the numbers of our records."""

    source: Link
    locator: str
    lines: tuple[CheckLine, ...]
    table_sum: int
    total: CheckLine
    note: Markup
    fold: str


def check_views(edition: Edition, campaign: Campaign, checks: Iterable[Check]) -> tuple[CheckView, ...]:
    """Return the counts of each of *checks* beside ours; no two of their sources have one name."""
    shown = tuple(checks)
    sources = source_links(edition, (check.source for check in shown))
    return tuple(_check_view(edition, campaign, check, source) for check, source in zip(shown, sources, strict=True))


def _check_view(edition: Edition, campaign: Campaign, check: Check, source: Link) -> CheckView:
    """Return the counts of *check* beside ours: its rows, then the countries only we have, and the totals."""
    ours = _counts(edition, campaign)
    lines = [_line(edition, row, ours.get(row.country or "", 0)) for row in check.countries]
    printed = {row.country for row in check.countries}
    if check.countries:
        lines += [
            CheckLine("", _country(edition, code), None, number, None)
            for code, number in ours.items()
            if code not in printed
        ]
    return CheckView(
        source=source,
        locator=check.locator or "",
        lines=tuple(lines),
        table_sum=sum(row.sites for row in check.countries),
        total=_total(edition, campaign, check),
        note=prose(check.note) if check.note else Markup(""),
        fold=fold_title(edition, _COUNTS, len(lines)),
    )


def _line(edition: Edition, row: CheckRow, ours: int) -> CheckLine:
    """Return the *row* of a source's table beside *ours*, the number of our records for its country."""
    country = _country(edition, row.country)
    same = country is not None and country.path != "" and country.text == row.as_printed
    return CheckLine(
        row.as_printed,
        None if same else country,
        row.sites,
        ours,
        ours - row.sites,
        printed_country=country if same else None,
    )


def _total(edition: Edition, campaign: Campaign, check: Check) -> CheckLine:
    """Return the total of *check*, with its bound, beside how many of the sites that it counts are recorded."""
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    ours = None if check.overlap else number if check.listed is None else check.listed
    difference = None if ours is None or check.bound else ours - check.total
    bounded = edition.book.label(check.bound) % {"num": edition.book.number(check.total)} if check.bound else ""
    return CheckLine("", None, check.total, ours, difference, bounded)


def _counts(edition: Edition, campaign: Campaign) -> dict[str, int]:
    """Return how many outlets of *campaign* target each country, by code, in the order of the names of the countries."""
    counts: dict[str, int] = {}
    for outlet in edition.graph.outlets_by_campaign.get(campaign.id, ()):
        for code in outlet.countries or (UNDETERMINED,):
            counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: edition.book.country(pair[0]).casefold()))


def _country(edition: Edition, code: str | None) -> Link | None:
    """Return the name of a country, as a link if outlets target it; None without a country."""
    if code is None:
        return None
    path = country_path(code) if code in edition.graph.outlets_by_country else ""
    return Link(edition.book.country(code), path)
