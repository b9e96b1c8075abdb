"""How pages print attributions: what a source says of a firm's role, on what ground and how surely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from masthead.graph import Said, names_operator
from masthead.model import Attribution, Campaign, Firm, Outlet, SetAttribution
from masthead.prose import prose
from masthead.views.claims import meaning, outlet_links
from masthead.views.edition import Edition, Link, Meaning, Sentence, When, Words
from masthead.vocabulary import N_, Role, Stance


@dataclass(frozen=True, slots=True)
class AttributionView:
    """What a source says of a firm's role, in how many words, on what ground and how surely."""

    by: Link
    publisher: str
    date: When | None
    wording: Meaning
    role: Meaning
    stance: Meaning
    statement: Sentence
    basis: tuple[Meaning, ...]
    confidence: Meaning
    note: Markup
    verification: Meaning
    locator: str
    of_set: str
    concerns: tuple[Link, ...]


# What a source says, by role: %(firm)s is the firm, %(what)s the outlets, the campaign or the other firm.
_ASSERTED = {
    Role.OPERATOR: N_("%(firm)s operates %(what)s"),
    Role.INFRASTRUCTURE: N_("%(firm)s owns infrastructure used by %(what)s"),
    Role.SUPPORTER: N_("%(firm)s supports %(what)s"),
    Role.CONTENT_SOURCE: N_("%(firm)s is a source of content for %(what)s"),
    Role.RESELLER: N_("%(firm)s offered placements for sale on %(what)s"),
    Role.HOST: N_("%(firm)s provides hosting for %(what)s"),
    Role.SERVICE: N_("a service of %(firm)s was used for %(what)s"),
    Role.SUBJECT: N_("content about %(firm)s appeared on %(what)s"),
    Role.RELATED: N_("%(firm)s is tied to %(what)s"),
}
_DENIED = {
    Role.OPERATOR: N_("%(firm)s does not operate %(what)s"),
    Role.RELATED: N_("%(firm)s and %(what)s are distinct"),
}
_DENIED_OTHERWISE = N_("%(firm)s does not have the role “%(role)s” for %(what)s")
_CANNOT_SAY_WHO = {
    Role.OPERATOR: N_("who operates %(what)s cannot be said"),
}
_CANNOT_SAY_WHO_OTHERWISE = N_("who has the role “%(role)s” for %(what)s cannot be said")
_CANNOT_SAY_WHETHER = {
    Role.OPERATOR: N_("whether %(firm)s operates %(what)s cannot be said"),
    Role.RELATED: N_("whether %(firm)s is tied to %(what)s cannot be said"),
}
_CANNOT_SAY_WHETHER_OTHERWISE = N_("whether %(firm)s has the role “%(role)s” for %(what)s cannot be said")


def attribution_view(edition: Edition, said: Said, on: Outlet | None = None) -> AttributionView:
    """Return how pages print *said*; *on* is the outlet whose page it is, if it is one."""
    attribution = said.attribution
    source = edition.graph.sources[attribution.by]
    concerns = attribution.concerns if isinstance(attribution, SetAttribution) else ()
    return AttributionView(
        by=edition.link(source),
        publisher=source.short_name,
        date=edition.when(attribution.date or source.date),
        wording=meaning(edition, attribution.wording),
        role=meaning(edition, attribution.role),
        stance=meaning(edition, attribution.stance),
        statement=statement(edition, said, on),
        basis=tuple(meaning(edition, basis) for basis in attribution.basis),
        confidence=meaning(edition, attribution.confidence),
        note=prose(attribution.note) if attribution.note else Markup(""),
        verification=meaning(edition, source.verification),
        locator=attribution.locator or "",
        of_set=edition.title(said.about)[0] if isinstance(said.about, Campaign) else "",
        concerns=outlet_links(edition, concerns),
    )


def attribution_views(
    edition: Edition, statements: Iterable[Said], on: Outlet | None = None
) -> tuple[tuple[AttributionView, ...], tuple[AttributionView, ...]]:
    """Return what *statements* say of operators, and apart from it what they say of other roles, each by date."""
    ordered = sorted(statements, key=lambda said: by_date(edition, said))
    of_operators = [said for said in ordered if said.attribution.role is Role.OPERATOR]
    of_others = [said for said in ordered if said.attribution.role is not Role.OPERATOR]
    return (
        tuple(attribution_view(edition, said, on) for said in of_operators),
        tuple(attribution_view(edition, said, on) for said in of_others),
    )


def by_date(edition: Edition, said: Said) -> tuple[str, str]:
    """Return what sorts the earliest statement first; those without a date come last."""
    date = said.attribution.date or edition.graph.sources[said.attribution.by].date
    return str(date or "9999"), said.attribution.by


def behind(edition: Edition, attribution: Attribution) -> Attribution | None:
    """Return what the same source says of who operates the firm that it names, if it says that."""
    firm = edition.graph.firms.get(attribution.firm or "")
    relations = firm.relations if firm else ()
    return next((one for one in relations if one.by == attribution.by and names_operator(one)), None)


def statement(edition: Edition, said: Said, on: Outlet | None = None) -> Sentence:
    """Return what a source says of a role, as a sentence without its verb of saying."""
    attribution = said.attribution
    firm = edition.firm(attribution.firm) if attribution.firm else Words("")
    pieces = {"firm": firm, "what": what_of(edition, said, on), "role": Words(edition.book.label(attribution.role))}
    return edition.sentence(_template(attribution), **pieces)


def _template(attribution: Attribution) -> str:
    match attribution.stance:
        case Stance.DENIES:
            return _DENIED.get(attribution.role, _DENIED_OTHERWISE)
        case Stance.CANNOT_SAY:
            if attribution.firm is None:
                return _CANNOT_SAY_WHO.get(attribution.role, _CANNOT_SAY_WHO_OTHERWISE)
            return _CANNOT_SAY_WHETHER.get(attribution.role, _CANNOT_SAY_WHETHER_OTHERWISE)
        case _:
            return _ASSERTED[attribution.role]


def what_of(edition: Edition, said: Said, on: Outlet | None) -> Words:
    """Return what the attribution is about, in words."""
    attribution, about = said.attribution, said.about
    if isinstance(about, Firm):
        return edition.words(about)
    if isinstance(about, Outlet):
        return Words(edition.book.say(N_("this site"))) if on is not None else edition.words(about)
    if isinstance(attribution, SetAttribution) and attribution.part:
        return Words(attribution.part)
    if isinstance(attribution, SetAttribution) and attribution.concerns:
        number = len(attribution.concerns)
        text = edition.book.plural(
            "%(num)s site of %(campaign)s", "%(num)s sites of %(campaign)s", number, campaign=about.name
        )
        return Words(text, edition.link(about).path)
    return Words(edition.book.say(N_("the sites of %(campaign)s")) % {"campaign": about.name}, edition.link(about).path)
