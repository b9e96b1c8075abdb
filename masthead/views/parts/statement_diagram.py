"""The diagram of who says what: firms on the left, what sources speak of on the right, a line for each statement between.

Each line has a lane of its own for its label, and ends in a place of its own at the node on the right: labels and nodes
cover nothing. Statements of one source in the same words about several sites are one line to one node
with their number. docs/pictures.md has the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from masthead.edition.edition import Edition, path_of, text_of
from masthead.field_types.vocabulary import N_, NN_, Role, Stance
from masthead.field_types.web_addresses import defang
from masthead.model import Attribution, Campaign, Firm, Outlet, SetAttribution, Source
from masthead.relations.graph import Said
from masthead.views.parts.attributions import WITHOUT_PART
from masthead.views.parts.differences import contradicted
from masthead.views.parts.label_places import cut, length, text_width, wrapped
from masthead.views.parts.phrases import BY_WORDING
from masthead.views.parts.statements import by_date, is_asserted, what_of

LEAST, MOST = 3, 12
"""The numbers of lines that make a diagram: fewer are read at once, and with more the lists are better read."""
_LANE, _GAP, _LINE = 3.3, 0.25, 1.2
"""The height of a lane, the room above and below a node in it, and the height of a line of text."""
# The widths in em of a node and of a label, in the narrowest picture: theme/css/components/diagram.css makes none narrower.
_LEFT, _RIGHT, _LABEL = 12.0, 14.0, 21.3

_TITLE = N_("Who says what: %(record)s")
_SUMMARY = NN_(
    "%(num)s statement; the lists on this page have it in full",
    "%(num)s statements; the lists on this page have each in full",
)
_FOLD = NN_("%(num)s statement as a picture", "%(num)s statements as a picture")
_SITES = NN_("%(num)s site", "%(num)s sites")
# Translators: sites that a source names in connection with a campaign.
_NAMED = NN_("%(num)s site named", "%(num)s sites named")
_NOBODY = N_("No firm named")
_SECOND_HAND = N_("%(what)s (second-hand)")
# Translators: a label of a source’s statement, in place of a verb and a role: it must say no more than this.
_OWN_WORDS = N_("own words")
# Translators: the verb of a source, or that it denies or cannot say, and the role of which it speaks.
_VERB_AND_ROLE = N_("%(verb)s: %(role)s")


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text and its base line, in em from the top of the picture."""

    text: str
    y: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A firm, or what is said to be its work: a link with its whole name, its box, and what fits into it."""

    path: str
    name: str
    lang: str
    y: str
    height: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One or more statements of a source: where the line starts and ends, and the two texts along it."""

    y: str
    end: str
    """The distance of its end below its start, in em; empty if it is straight."""
    source: str
    says: str
    dashed: bool
    number: int
    """The number of statements."""


@dataclass(frozen=True, slots=True)
class DiagramView:
    """A diagram of statements, and the title of its fold."""

    title: str
    summary: str
    fold: str
    height: str
    firms: tuple[Node, ...]
    things: tuple[Node, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """The start or the end of a line; two with the same *key* are one node."""

    key: tuple[str, ...]
    path: str
    name: str
    first: str
    second: str = ""
    lang: str = ""


@dataclass(slots=True)
class _Drawn:
    """A line before it has a place: the statements that it shows, and its two ends."""

    statements: list[Said]
    start: _End
    end: _End
    dashed: bool


def firm_diagram(edition: Edition, firm: Firm) -> DiagramView | None:
    """Return the diagram of all statements about *firm*; None where a list alone is better."""
    said = [*edition.graph.statements_by_firm.get(firm.id, ()), *(Said(relation, firm) for relation in firm.relations)]
    return _diagram(edition, firm, said)


def campaign_diagram(edition: Edition, campaign: Campaign) -> DiagramView | None:
    """Return the diagram of all statements about *campaign*; None where a list alone is better."""
    return _diagram(edition, campaign, [Said(attribution, campaign) for attribution in campaign.attributions])


def _diagram(edition: Edition, record: Firm | Campaign, said: Sequence[Said]) -> DiagramView | None:
    groups = _grouped(edition, said)
    if not LEAST <= len(groups) <= MOST:
        return None
    opposed = _opposed(edition, said)
    lines = [_drawn(edition, record, group, opposed) for group in groups]
    starts = _by_node(lines, "start")
    ordered = [line for of_node in starts for to_node in _by_node(of_node, "end") for line in to_node]
    ends = _by_mean_place(ordered)
    slots = {id(line): at for at, line in enumerate(line for of_node in ends for line in of_node)}
    return DiagramView(
        title=edition.book.say(_TITLE) % {"record": edition.title(record)[0]},
        summary=edition.book.plural(*_SUMMARY, len(said)),
        fold=edition.book.plural(*_FOLD, len(said)),
        height=length(_LANE * len(ordered)),
        firms=tuple(_nodes([(of_node[0].start, len(of_node)) for of_node in starts], _LEFT)),
        things=tuple(_nodes([(of_node[0].end, len(of_node)) for of_node in ends], _RIGHT)),
        lines=tuple(_line(edition, line, at, slots[id(line)]) for at, line in enumerate(ordered)),
    )


def _grouped(edition: Edition, statements: Sequence[Said]) -> list[list[Said]]:
    """Return *statements* by date, those of a source about single sites together where nothing but the site differs."""
    groups: dict[tuple[object, ...], list[Said]] = {}
    for at, said in enumerate(sorted(statements, key=lambda said: by_date(edition, said))):
        attribution = said.attribution
        alike = (
            attribution.by,
            attribution.firm,
            attribution.role,
            attribution.stance,
            attribution.wording,
            attribution.date,
            bool(attribution.said),
        )
        groups.setdefault(alike if isinstance(said.about, Outlet) else (at,), []).append(said)
    return list(groups.values())


def _opposed(edition: Edition, statements: Iterable[Said]) -> set[int]:
    """Return the identities of the attributions that others contradict, in the records that *statements* are about."""
    records = {path_of(said.about): said.about for said in statements}
    return {id(attribution) for record in records.values() for attribution in contradicted(edition, record)}


def _drawn(edition: Edition, record: Firm | Campaign, group: list[Said], opposed: set[int]) -> _Drawn:
    start, end = _start(edition, record, group[0].attribution), _end(edition, record, group)
    if end.key == ("firm", record.id) and group[0].attribution.role is Role.RELATED:
        start, end = end, start  # a tie has no direction: the firm of the page stays on the left
    dashed = any(not is_asserted(said) or id(said.attribution) in opposed for said in group)
    return _Drawn(group, start, end, dashed)


def _start(edition: Edition, record: Firm | Campaign, attribution: Attribution) -> _End:
    firm = edition.graph.firms.get(attribution.firm or "")
    if firm is None:
        nobody = edition.book.say(_NOBODY)
        return _End(("",), f"{path_of(record)}#_denials", nobody, nobody)
    return _firm(edition, record, firm)


def _firm(edition: Edition, record: Firm | Campaign, firm: Firm) -> _End:
    path = path_of(firm)
    return _End(("firm", firm.id), f"{path}#_said" if firm is record else path, firm.name, edition.short(firm))


def _end(edition: Edition, record: Firm | Campaign, group: Sequence[Said]) -> _End:
    """Return the node of what the statements of *group* are about; several are about a site each."""
    about, attribution = group[0].about, group[0].attribution
    if isinstance(about, Firm):
        return _firm(edition, record, about)
    if isinstance(about, Outlet):
        hosts = sorted({said.about.id for said in group})
        if len(hosts) == 1:
            return _End(("site", about.id), path_of(about), defang(about.host), defang(about.host))
        text = edition.book.plural(*_SITES, len(hosts))
        return _End(("sites", *hosts), f"{path_of(record)}#_said", text, text)
    return _set(edition, record, about, attribution)


def _set(edition: Edition, record: Firm | Campaign, campaign: Campaign, attribution: Attribution) -> _End:
    concerns = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    part = attribution.part if isinstance(attribution, SetAttribution) else None
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    path, is_own = path_of(campaign), campaign is record
    if is_own:
        path = f"{path}#_sites" if number else f"{path}#_attributions"
    if part:
        whole = part if is_own else f"{campaign.name}: {part}"
        return _End((campaign.id, part), path, whole, part, lang=edition.record_language)
    if concerns:
        name = text_of(what_of(edition, Said(attribution, campaign)))
        named = edition.book.plural(*_NAMED, len(concerns))
        return _End((campaign.id, "", *sorted(concerns)), path, name, campaign.name, named)
    sites = edition.book.plural(*_SITES, number) if number else ""
    return _End((campaign.id,), path, campaign.name, campaign.name, sites)


def _by_node(lines: Iterable[_Drawn], side: Literal["start", "end"]) -> list[list[_Drawn]]:
    """Return *lines* by the node at their start or at their end, in the order in which nodes come first."""
    groups: dict[tuple[str, ...], list[_Drawn]] = {}
    for line in lines:
        groups.setdefault((line.start if side == "start" else line.end).key, []).append(line)
    return list(groups.values())


def _by_mean_place(ordered: Sequence[_Drawn]) -> list[list[_Drawn]]:
    """Return the lines by the node where they end; a node is as high as its lines are on average, so that few cross."""
    place = {id(line): at for at, line in enumerate(ordered)}
    nodes = _by_node(ordered, "end")
    return sorted(nodes, key=lambda lines: sum(place[id(line)] for line in lines) / len(lines))


def _nodes(nodes: Iterable[tuple[_End, int]], room: float) -> Iterable[Node]:
    """Yield *nodes*, each with the number of its lines, one below another; texts have *room* in them."""
    top = 0.0
    for end, number in nodes:
        height = _LANE * number
        texts = tuple(_texts(end, top + height / 2, room))
        yield Node(
            path=end.path,
            name=f"{end.name} {end.second}" if end.name == end.first and end.second else end.name,
            lang=end.lang,
            y=length(top + _GAP),
            height=length(height - 2 * _GAP),
            texts=texts,
        )
        top += height


def _texts(end: _End, middle: float, room: float) -> Iterable[Text]:
    texts = [cut(end.first, room), cut(end.second, room)] if end.second else list(wrapped(end.first, room, 2))
    start = middle + 0.35 - _LINE * (len(texts) - 1) / 2
    return (Text(text, length(start + _LINE * at), end.lang) for at, text in enumerate(texts))


def _line(edition: Edition, line: _Drawn, at: int, slot: int) -> Line:
    attribution = line.statements[0].attribution
    source = edition.graph.sources[attribution.by]
    return Line(
        y=length(_LANE * (at + 0.5)),
        end=length(_LANE * (slot - at)) if slot != at else "",
        source=cut(edition.short_source(source), _LABEL),
        says=_marked(edition, _says(edition, attribution), source),
        dashed=line.dashed,
        number=len(line.statements),
    )


def _marked(edition: Edition, says: str, source: Source) -> str:
    """Return *says*, cut to the room there is, and marked if its *source* was not read."""
    mark = edition.book.say(_SECOND_HAND) if edition.second_hand(source) else "%(what)s"
    return mark % {"what": cut(says, _LABEL - text_width(mark % {"what": ""}))}


def _says(edition: Edition, attribution: Attribution) -> str:
    """Return the verb of a statement with the role of which it speaks; a verb that names no role is alone.

    Where the source’s own words say less than any verb, they are only named; a role in which a firm takes no part is added,
    so that nobody takes the firm for more.
    """
    book, phrases = edition.book, BY_WORDING[attribution.wording]
    if attribution.said and attribution.role not in WITHOUT_PART:
        return book.say(_OWN_WORDS)
    if attribution.said:
        return book.say(_VERB_AND_ROLE) % {"verb": book.say(_OWN_WORDS), "role": book.label(attribution.role)}
    if attribution.stance is Stance.DENIES and phrases.denied:
        return book.label(attribution.wording)
    if attribution.stance is Stance.ASSERTS and phrases.sentence(attribution.role):
        return book.label(attribution.wording)
    verb = attribution.wording if attribution.stance is Stance.ASSERTS else attribution.stance
    return book.say(_VERB_AND_ROLE) % {"verb": book.label(verb), "role": book.label(attribution.role)}
