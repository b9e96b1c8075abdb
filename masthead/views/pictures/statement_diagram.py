"""The diagram of who says what: firms on the left, what sources speak of on the right, a line for each statement between.

Statements of one source in the same words about several sites are one line to one node with their number.
docs/pictures.md has the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from masthead.edition.edition import Edition, path_of, text_of
from masthead.field_types.vocabulary import N_, NN_, Role, Stance
from masthead.field_types.web_addresses import defang
from masthead.model import Attribution, Campaign, Firm, Outlet, SetAttribution
from masthead.relations.graph import Said
from masthead.views.parts.attributions import WITHOUT_PART
from masthead.views.parts.differences import contradicted
from masthead.views.parts.phrases import BY_WORDING
from masthead.views.parts.statements import by_date, is_asserted, what_of
from masthead.views.pictures.diagram import LEAST, MOST, DiagramView, DiagramWords, Drawn, End, diagram, marked

_HEADING = N_("Who says what")
_TITLE = N_("Who says what: %(record)s")
_SUMMARY = NN_(
    "%(num)s statement; the lists on this page have it in full",
    "%(num)s statements; the lists on this page have each in full",
)
_CAPTION = N_(
    "A line is what a source says; the lists on this page have it in full. Below it is the verb of the source; where there is none, the source’s own words are in the lists. Dashes: the source denies it or cannot say. Dots: the source says so, and another source differs. None of it is our finding."
)
_FOLD = NN_("%(num)s statement as a picture", "%(num)s statements as a picture")
_SITES = NN_("%(num)s site", "%(num)s sites")
# Translators: sites that a source names in connection with a campaign.
_NAMED = NN_("%(num)s site named", "%(num)s sites named")
_NOBODY = N_("No firm named")
# Translators: a label of a source’s statement, on both sides: another source says the opposite, names another, or cannot say.
_SOURCES_DIFFER = N_("%(what)s (sources differ)")
# Translators: the verb of a source, or that it denies or cannot say, and the role of which it speaks.
_VERB_AND_ROLE = N_("%(verb)s: %(role)s")


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
    words = DiagramWords(
        heading=edition.book.say(_HEADING),
        title=edition.book.say(_TITLE) % {"record": edition.title(record)[0]},
        summary=edition.book.plural(*_SUMMARY, len(said)),
        caption=edition.book.say(_CAPTION),
        fold=edition.book.plural(*_FOLD, len(said)),
    )
    return diagram(lines, words)


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


def _drawn(edition: Edition, record: Firm | Campaign, group: list[Said], opposed: set[int]) -> Drawn:
    attribution = group[0].attribution
    is_opposed = any(id(said.attribution) in opposed for said in group)
    start, end = _start(edition, record, attribution), _end(edition, record, group)
    if end.key == ("firm", record.id) and attribution.role is Role.RELATED:
        start, end = end, start  # a tie has no direction: the firm of the page stays on the left
    return Drawn(
        start=start,
        end=end,
        source=edition.short_source(edition.graph.sources[attribution.by]),
        says=_label(edition, attribution, is_opposed=is_opposed),
        form="dashed" if not is_asserted(group[0]) else "dotted" if is_opposed else "whole",
        number=len(group),
    )


def _start(edition: Edition, record: Firm | Campaign, attribution: Attribution) -> End:
    firm = edition.graph.firms.get(attribution.firm or "")
    if firm is None:
        nobody = edition.book.say(_NOBODY)
        return End(("",), f"{path_of(record)}#_denials", nobody, nobody)
    return _firm(edition, record, firm)


def _firm(edition: Edition, record: Firm | Campaign, firm: Firm) -> End:
    path = path_of(firm)
    return End(("firm", firm.id), f"{path}#_said" if firm is record else path, firm.name, edition.short(firm))


def _end(edition: Edition, record: Firm | Campaign, group: Sequence[Said]) -> End:
    """Return the node of what the statements of *group* are about; several are about a site each."""
    about, attribution = group[0].about, group[0].attribution
    if isinstance(about, Firm):
        return _firm(edition, record, about)
    if isinstance(about, Outlet):
        hosts = sorted({said.about.id for said in group})
        if len(hosts) == 1:
            return End(("site", about.id), path_of(about), defang(about.host), defang(about.host))
        text = edition.book.plural(*_SITES, len(hosts))
        return End(("sites", *hosts), f"{path_of(record)}#_said", text, text)
    return _set(edition, record, about, attribution)


def _set(edition: Edition, record: Firm | Campaign, campaign: Campaign, attribution: Attribution) -> End:
    concerns = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    part = attribution.part if isinstance(attribution, SetAttribution) else None
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    path, is_own = path_of(campaign), campaign is record
    if is_own:
        path = f"{path}#_sites" if number else f"{path}#_attributions"
    if part:
        whole = part if is_own else f"{campaign.name}: {part}"
        return End((campaign.id, part), path, whole, part, lang=edition.record_language)
    if concerns:
        name = text_of(what_of(edition, Said(attribution, campaign)))
        named = edition.book.plural(*_NAMED, len(concerns))
        return End((campaign.id, "", *sorted(concerns)), path, name, campaign.name, named)
    sites = edition.book.plural(*_SITES, number) if number else ""
    return End((campaign.id,), path, campaign.name, campaign.name, sites)


def _label(edition: Edition, attribution: Attribution, *, is_opposed: bool) -> str:
    """Return the label of *attribution*: its verb and role, with marks. It is empty where the source’s own words alone say it."""
    source = edition.graph.sources[attribution.by]
    label = marked(edition, _says(edition, attribution), second_hand=bool(edition.second_hand(source)))
    return (edition.book.say(_SOURCES_DIFFER) % {"what": label} if is_opposed else label).strip()


def _says(edition: Edition, attribution: Attribution) -> str:
    """Return the verb of a statement with the role of which it speaks; a verb that names no role is alone.

    Where the source’s own words say less than any verb, the label has no verb. A source that denies it or cannot say is marked as such
    all the same, and a role in which a firm takes no part is added, so that nobody takes the firm for more.
    """
    book, phrases = edition.book, BY_WORDING[attribution.wording]
    if attribution.said:
        role = book.label(attribution.role) if attribution.role in WITHOUT_PART else ""
        if attribution.stance is Stance.ASSERTS:
            return role
        stance = book.label(attribution.stance)
        return book.say(_VERB_AND_ROLE) % {"verb": stance, "role": role} if role else stance
    if attribution.stance is Stance.DENIES and phrases.denied:
        return book.label(attribution.wording)
    if attribution.stance is Stance.ASSERTS and phrases.sentence(attribution.role):
        return book.label(attribution.wording)
    verb = attribution.wording if attribution.stance is Stance.ASSERTS else attribution.stance
    return book.say(_VERB_AND_ROLE) % {"verb": book.label(verb), "role": book.label(attribution.role)}
