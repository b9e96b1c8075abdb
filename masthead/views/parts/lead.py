"""The lead of the page of an outlet: the source that lists it, the kind of list, and the country that it targets."""

from __future__ import annotations

from masthead.edition.edition import Edition, Sentence, Words
from masthead.edition.shared_results import remembered
from masthead.field_types.vocabulary import N_, EvidenceKind
from masthead.model import Evidence, Outlet
from masthead.views.parts.verdict import listers

# Translators: the first words of a verdict: a source lists this website.
_LISTED = N_("Listed by %(by)s.")
# Translators: the first words of a verdict; %(among)s is in English, in the words of the source.
_LISTED_AMONG = N_("Listed by %(by)s among %(among)s.")
# Translators: as before; %(note)s is in English, and says what readers must know of the list.
_LISTED_AMONG_NOTED = N_("Listed by %(by)s among %(among)s %(note)s.")
# Translators: the first words of a verdict.
_LISTED_IN = N_("Listed by %(by)s as part of %(campaign)s.")
# Translators: the countries that the source says the website is aimed at.
_TARGET = N_("Target: %(countries)s.")
_TARGET_UNKNOWN = N_("The source gives its target country as undetermined.")
# Translators: %(kind)s is what the website presents itself as, such as “local news outlet”.
_RECORDED = N_("Recorded here as: %(kind)s.")


@remembered(64)
def lead(edition: Edition, outlet: Outlet) -> Sentence:
    """Return a sentence on the source that lists *outlet* and the kind of list, and one on the countries that it targets.

    Both are from the same source. If no source lists it, the only sentence is on the kind of outlet in the record.
    """
    item = _first_listing(outlet)
    return (*listing(edition, outlet), *(_target(edition, outlet, item.sources[0].source) if item else ()))


def listing(edition: Edition, outlet: Outlet) -> Sentence:
    """Return the first sentence of the lead: the source that lists *outlet* and the kind of list, or the kind of outlet."""
    item = _first_listing(outlet)
    if item is None:
        return edition.sentence(_RECORDED, kind=edition.book.label(outlet.kind))
    return _listed(edition, outlet, item, item.sources[0].source)


def _first_listing(outlet: Outlet) -> Evidence | None:
    return next((item for item in outlet.evidence if item.kind is EvidenceKind.LISTING), None)


def _listed(edition: Edition, outlet: Outlet, item: Evidence, source: str) -> Sentence:
    """Return the sentence that *source* lists *outlet*, with the kind of list in *item* or else in a campaign."""
    by = edition.by(source)
    if item.among:
        return _among(edition, item.among, source)
    for campaign in (edition.graph.campaigns[id] for id in outlet.campaigns):
        if campaign.is_published and source in listers(outlet, campaign):
            among = next((other.among for other in campaign.evidence if other.among and _cites(other, source)), "")
            if among:
                return _among(edition, among, source)
            return edition.sentence(_LISTED_IN, by=by, campaign=edition.words(campaign))
    return edition.sentence(_LISTED, by=by)


def _among(edition: Edition, among: str, source: str) -> Sentence:
    """Return the sentence that *source* lists an outlet *among* others, with what readers must know of its list."""
    by, listed, note = edition.by(source), edition.recorded(among), edition.graph.sources[source].list_note
    if note is None:
        return edition.sentence(_LISTED_AMONG, by=by, among=listed)
    return edition.sentence(_LISTED_AMONG_NOTED, by=by, among=listed, note=edition.recorded(note))


def _cites(item: Evidence, source: str) -> bool:
    return any(citation.source == source for citation in item.sources)


def _target(edition: Edition, outlet: Outlet, source: str) -> Sentence:
    """Return the sentence on the countries that *outlet* targets by *source*, or that it could not determine any.

    A target with a note is left to the facts, which show both: the note may say that the source says less.
    """
    targets = [target.country for target in outlet.targets if target.source == source and not target.note]
    countries = edition.book.list(edition.book.country(country) for country in dict.fromkeys(targets) if country)
    if countries:
        return (Words(" "), *edition.sentence(_TARGET, countries=countries))
    return (Words(" "), *edition.sentence(_TARGET_UNKNOWN)) if targets else ()
