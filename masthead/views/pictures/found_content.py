"""Content of others that sources found on the sites of a campaign: the facts, from the records of the sites, and their picture.

Sites are on the left, and the origins of the content on the right: a line between them says how it got there and which sources
say so. Sites are one node if sources say the same of all; so are origins whose content was found on the same sites in the same way.
docs/pictures.md has the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from masthead.edition.edition import Edition, Link, path_of
from masthead.field_types.vocabulary import N_, NN_
from masthead.field_types.web_addresses import defang
from masthead.model import Campaign, Copy, Outlet
from masthead.views.parts.facts import defang_host
from masthead.views.parts.sublists import sublist_path
from masthead.views.pictures.diagram import (
    LABEL,
    LEAST,
    LEFT,
    MOST,
    RIGHT,
    DiagramView,
    DiagramWords,
    Drawn,
    End,
    diagram,
    marked,
)
from masthead.views.pictures.label_places import cut, text_width, wrapped

_WHICH = "content/found"
"""The name of the list among those of a campaign; no item of evidence has it."""
# Translators: texts, pictures or files of others; “found” names nobody who put them there.
_LINK = NN_("Content of others found on %(num)s of its sites", "Content of others found on %(num)s of its sites")
_HEADING = N_("Whose content was found on which site")
_TITLE = N_("Content found on sites of %(campaign)s")
_SUMMARY = NN_("%(num)s entry; the list has it in full", "%(num)s entries; the list has each in full")
# Translators: “those whose content it is” are mostly injured parties: nothing must sound as if they had a part in the sites.
_CAPTION = N_(
    "A line leads from a site to those whose content was found on it. Above it is who says so, below it how the content got there, as far as the source says. An asterisk: the list says more. Dashed: the record of the site or of a source is disputed. None of it says that those whose content it is know of the site or have a part in it."
)
_SITES = NN_("%(num)s site", "%(num)s sites")
_SOURCES = NN_("%(num)s source", "%(num)s sources")
# Translators: those whose content was found on a site, such as newspapers and agencies; not sources of statements.
_ORIGINS = NN_("%(num)s origin", "%(num)s origins")

_MORE = ", …"
_MOST_TEXTS = 2
"""The most lines that the names of several may have; more are counted."""

_Names = tuple[str, ...]
"""The sites, or the origins, of a node."""
_Said = tuple[tuple[str, ...], str, bool, bool]
"""A statement on a site and an origin: its sources, the way of the content, whether there is a note, whether there is a dispute."""


@dataclass(frozen=True, slots=True)
class FoundContent:
    """A site, and content of somebody else that sources found on it."""

    site: Outlet
    copy: Copy


def found_content(edition: Edition, campaign: Campaign) -> tuple[FoundContent, ...]:
    """Return the content of others found on the sites of *campaign*, site by site; nothing if one or two sites have it on their pages."""
    sites = [outlet for outlet in edition.graph.outlets_by_campaign.get(campaign.id, ()) if outlet.copies]
    if len(sites) < LEAST:
        return ()
    return tuple(FoundContent(site, copy) for site in sorted(sites, key=lambda site: site.host) for copy in site.copies)


def found_path(campaign: Campaign) -> str:
    """Return the address of the page on the content of others found on the sites of *campaign*."""
    return sublist_path(path_of(campaign), _WHICH)


def found_link(edition: Edition, campaign: Campaign, facts: Sequence[FoundContent]) -> Link | None:
    """Return a link to that page, with the number of sites; None without *facts*."""
    number = len({fact.site.id for fact in facts})
    return Link(edition.book.plural(*_LINK, number), found_path(campaign)) if facts else None


def found_diagram(edition: Edition, campaign: Campaign, facts: Sequence[FoundContent]) -> DiagramView | None:
    """Return the picture of *facts* on the sites of *campaign*; None where a list alone is better."""
    lines = list(islice(_lines(edition, campaign, facts), MOST + 1))
    if not LEAST <= len(lines) <= MOST:
        return None
    words = DiagramWords(
        heading=edition.book.say(_HEADING),
        title=edition.book.say(_TITLE) % {"campaign": edition.title(campaign)[0]},
        summary=edition.book.plural(*_SUMMARY, len(facts)),
        caption=edition.book.say(_CAPTION),
    )
    return diagram(lines, words)


def _lines(edition: Edition, campaign: Campaign, facts: Iterable[FoundContent]) -> Iterable[Drawn]:
    """Yield a line for each two nodes and each group of sources that say something of all sites and origins in the two."""
    said: dict[tuple[str, str], list[_Said]] = {}
    for fact in facts:
        said.setdefault((fact.site.id, defang_host(fact.copy.origin)), []).append(_said(edition, fact))
    site_nodes = _alike({pair: tuple(sorted(each)) for pair, each in said.items()})
    origin_nodes = _alike({pair[::-1]: tuple(sorted(each)) for pair, each in said.items()})
    drawn = {(site_nodes[site], origin_nodes[origin]): each for (site, origin), each in said.items()}
    place = _places(drawn)
    for (sites, origins), each in sorted(drawn.items(), key=lambda line: place[line[0][0]]):
        start, end = _sites(edition, campaign, sites), _origins(edition, origins)
        for sources in dict.fromkeys(by for by, *_ in each):
            of_sources = [statement for statement in each if statement[0] == sources]
            yield _line(edition, start, end, of_sources, len(sites) * len(origins))


def _places(pairs: Iterable[tuple[_Names, _Names]]) -> dict[_Names, int]:
    """Return the place of each node of sites in *pairs*: beside the first that has an origin in common with it, so that few lines cross."""
    nodes: dict[_Names, int] = {}
    first: dict[_Names, int] = {}
    place: dict[_Names, int] = {}
    for sites, origins in pairs:
        at = first.setdefault(origins, nodes.setdefault(sites, len(nodes)))
        place[sites] = min(at, place.get(sites, at))
    return place


def _said(edition: Edition, fact: FoundContent) -> _Said:
    """Return the statement in *fact*: the same for facts that differ in the site and the origin alone."""
    sources = [edition.graph.sources[id] for id in fact.copy.sources]
    is_disputed = any(record.state for record in (fact.site, *sources))
    return tuple(sorted(fact.copy.sources)), edition.book.label(fact.copy.how), bool(fact.copy.note), is_disputed


def _alike(said: Mapping[tuple[str, str], tuple[_Said, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the node of each first name in *said*: all names that have exactly the same statements with the same others."""
    about: dict[str, set[tuple[str, tuple[_Said, ...]]]] = {}
    for (name, other), each in said.items():
        about.setdefault(name, set()).add((other, each))
    nodes: dict[frozenset[tuple[str, tuple[_Said, ...]]], list[str]] = {}
    for name, others in about.items():
        nodes.setdefault(frozenset(others), []).append(name)
    return {name: tuple(names) for names in nodes.values() for name in names}


def _sites(edition: Edition, campaign: Campaign, ids: tuple[str, ...]) -> End:
    hosts = [defang(edition.graph.outlets[id].host) for id in ids]
    if len(ids) > 1:
        return _several(ids, f"{found_path(campaign)}#_list", edition.book.plural(*_SITES, len(ids)), hosts, LEFT)
    return End(ids, path_of(edition.graph.outlets[ids[0]]), hosts[0], hosts[0])


def _origins(edition: Edition, names: tuple[str, ...]) -> End:
    whole = names[0] if len(names) == 1 else edition.book.list(names)
    if len(names) == 1 or len(list(wrapped(whole, RIGHT))) <= _MOST_TEXTS:
        return End(names, "", whole, whole)
    return _several(names, "", edition.book.plural(*_ORIGINS, len(names)), names, RIGHT)


def _several(key: tuple[str, ...], path: str, number: str, names: Sequence[str], room: float) -> End:
    """Return the node of several: their number, and the first of their *names*, cut to the *room* there is."""
    return End(key, path, number, number, f"{cut(names[0], room - text_width(_MORE))}{_MORE}")


def _line(edition: Edition, start: End, end: End, said: Sequence[_Said], pairs: int) -> Drawn:
    """Return the line for statements of the same sources, which hold for that many *pairs* of a site and an origin."""
    sources = [edition.graph.sources[id] for id in said[0][0]]
    first, *others = map(edition.short_source, sources)
    names = edition.book.list((first, *others)) if others else first
    is_long = bool(others) and text_width(names) > LABEL
    hows = edition.book.list(dict.fromkeys(how for _, how, *_ in said))
    return Drawn(
        start=start,
        end=end,
        source=edition.book.plural(*_SOURCES, len(sources)) if is_long else names,
        says=marked(edition, hows, second_hand=any(map(edition.second_hand, sources)))
        + ("*" if any(has_note for *_, has_note, _ in said) else ""),
        form="dashed" if any(is_disputed for *_, is_disputed in said) else "whole",
        number=len(said) * pairs,
    )
