"""Short descriptions of firms and campaigns, for search engines and for services that preview links."""

from __future__ import annotations

from masthead.edition.edition import Edition, Sentence, Words, text_of
from masthead.field_types.vocabulary import N_, NN_, CampaignForm, Role, Wording
from masthead.model import Campaign, Firm, Outlet, SetAttribution
from masthead.relations.graph import Said
from masthead.views.parts.claims_on_firms import Claim, is_accusing
from masthead.views.parts.replies import reply_sentences
from masthead.views.parts.statements import account, by_date, is_asserted, reservation, role_order, statement, what_of

# Translators: about a firm: a statement on our sources, not on the firm.
_NEVER_OPERATOR = N_("No source we cite says that it operates any of the sites listed here.")
_ABOUT_FIRM = N_("%(name)s: what sources say about it.")
_ABOUT_AND_REPLIES = N_("%(name)s: what sources say about it, and whether it replied.")


def firm_description(edition: Edition, firm: Firm, claims: tuple[Claim, ...]) -> str:
    """Return the description of *firm*: the firmest statement in its weightiest role, and the reply of the firm."""
    asserted = [said for said in edition.graph.statements_by_firm.get(firm.id, ()) if is_asserted(said)]
    asserted.sort(key=lambda said: by_date(edition, said), reverse=True)
    asserted.sort(key=_weight)
    first = [
        sentence
        for said in (*asserted[:1], *_operator_doubts(edition, firm))
        for sentence in account(edition, said, _what_alike(edition, said, asserted))
    ]
    cleared = () if _is_operator(edition, firm) else (edition.sentence(_NEVER_OPERATOR),)
    opening = edition.book.say(_ABOUT_AND_REPLIES if claims else _ABOUT_FIRM) % {"name": firm.name}
    return " ".join((opening, *map(text_of, (*first, *cleared, *reply_sentences(edition, claims)))))


# Translators: the first sentence about a firm: sources do so, each in its own words; it is no finding of ours.
_ATTRIBUTED = NN_(
    "%(num)s site listed here is attributed to this firm by a source, or listed under its name, alone or within a campaign.",
    "%(num)s sites listed here are attributed to this firm by a source, or listed under its name, alone or within a campaign.",
)


def firm_lead(edition: Edition, firm: Firm) -> str:
    """Return how many outlets sources attribute to *firm*, or that no source calls it an operator; "" if only a set is attributed."""
    number = len(edition.graph.outlets_by_operator.get(firm.id, ()))
    if number:
        return edition.book.plural(*_ATTRIBUTED, number)
    return "" if _is_operator(edition, firm) else edition.book.say(_NEVER_OPERATOR)


def _is_operator(edition: Edition, firm: Firm) -> bool:
    """Return whether a source says of anything that *firm* operates it."""
    statements = edition.graph.statements_by_firm.get(firm.id, ())
    return any(is_asserted(said) and said.attribution.role is Role.OPERATOR for said in statements)


def _operator_doubts(edition: Edition, firm: Firm) -> list[Said]:
    """Return the statements that deny that *firm* is an operator, or leave it open."""
    statements = edition.graph.statements_by_firm.get(firm.id, ())
    return [said for said in statements if not is_asserted(said) and said.attribution.role is Role.OPERATOR]


def _weight(said: Said) -> tuple[int, bool, bool, int]:
    """Return the key that sorts the weightiest statements first: by role, whole before part, sets before outlets, by verb."""
    attribution = said.attribution
    is_of_part = isinstance(attribution, SetAttribution) and attribution.part is not None
    return role_order(said), is_of_part, isinstance(said.about, Outlet), list(Wording).index(attribution.wording)


_SITES_HERE = NN_("%(num)s site listed here", "%(num)s sites listed here")


def _what_alike(edition: Edition, said: Said, among: list[Said]) -> Sentence:
    """Return the subject of *said* in words; if its source says the same about several outlets, their number."""
    by_outlet = {other.about.id: other for other in among if isinstance(other.about, Outlet)}
    alike = [other for other in by_outlet.values() if _kind(other) == _kind(said)]
    if len(alike) < 2 or said not in alike:
        return what_of(edition, said)
    return (Words(edition.book.plural(*_SITES_HERE, len(alike))),)


def _kind(said: Said) -> tuple[object, ...]:
    attribution = said.attribution
    return attribution.by, attribution.role, attribution.wording, attribution.stance, attribution.said


# Translators: the name is that of a campaign.
_LISTED = NN_("%(num)s site is listed here under this name.", "%(num)s sites are listed here under this name.")
_SECOND_HAND = N_("We know of it only second-hand.")
_NO_SITE = N_("No site is listed here under this name.")
# Translators: %(by)s is the source that gave the group its name.
_NAMED = {
    CampaignForm.NETWORK: N_("%(campaign)s: a network named by %(by)s."),
    CampaignForm.CAMPAIGN: N_("%(campaign)s: a campaign named by %(by)s."),
    CampaignForm.OPERATION: N_("%(campaign)s: an operation named by %(by)s."),
    CampaignForm.SET: N_("%(campaign)s: a name that %(by)s gives to a group."),
}


def campaign_description(edition: Edition, campaign: Campaign, claims: tuple[Claim, ...]) -> str:
    """Return the description of *campaign*: who named it, how many outlets are listed, and who is said to run it."""
    opening = edition.sentence(_NAMED[campaign.form], campaign=campaign.name, by=edition.by(campaign.named_by))
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    listed = edition.book.plural(*_LISTED, number) if number else edition.book.say(_NO_SITE)
    statements = (Said(attribution, campaign) for attribution in campaign.attributions)
    accusing = next((said for said in statements if said.is_of_whole and is_accusing(said)), None)
    first = (statement(edition, accusing, what_of(edition, accusing)),) if accusing else ()
    reserved = reservation(edition, accusing.attribution) if accusing else ()
    replied = reply_sentences(edition, claims)
    unread = edition.book.say(_SECOND_HAND) if edition.is_second_hand(campaign.named_by) else ""
    return " ".join((text_of(opening), *filter(None, (unread,)), listed, *map(text_of, (*first, *reserved, *replied))))
