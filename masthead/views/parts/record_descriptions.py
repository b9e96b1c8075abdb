"""What the page of a firm or campaign says in short, for search engines and for services that preview links."""

from __future__ import annotations

from masthead.edition.edition import Edition, Sentence, Words, text_of
from masthead.field_types.vocabulary import N_, NN_, CampaignForm, Role, Wording
from masthead.model import Campaign, Firm, Outlet, SetAttribution
from masthead.relations.graph import Said
from masthead.views.parts.claims_on_firms import Claim, is_accusing
from masthead.views.parts.replies import reply_sentences
from masthead.views.parts.statements import account, by_date, is_asserted, reservation, role_order, statement, what_of

_NEVER_OPERATOR = N_("No source we cite says that it operates any of the sites listed here.")
_ABOUT_FIRM = N_("%(name)s: what sources say about it.")
_ABOUT_AND_REPLIES = N_("%(name)s: what sources say about it, and whether it replied.")


def firm_description(edition: Edition, firm: Firm, claims: tuple[Claim, ...]) -> str:
    """Return what the page says in short: the firmest statement in its weightiest role, and what the firm replied."""
    asserted = [one for one in edition.graph.statements_by_firm.get(firm.id, ()) if is_asserted(one)]
    asserted.sort(key=lambda one: by_date(edition, one), reverse=True)
    asserted.sort(key=_weight)
    first = [
        sentence
        for one in (*asserted[:1], *_operator_doubts(edition, firm))
        for sentence in account(edition, one, _what_alike(edition, one, asserted))
    ]
    called = any(one.attribution.role is Role.OPERATOR for one in asserted)
    cleared = () if called else (edition.sentence(_NEVER_OPERATOR),)
    opening = edition.book.say(_ABOUT_AND_REPLIES if claims else _ABOUT_FIRM) % {"name": firm.name}
    return " ".join((opening, *map(text_of, (*first, *cleared, *reply_sentences(edition, claims)))))


def _operator_doubts(edition: Edition, firm: Firm) -> list[Said]:
    """Return what sources say against the firm’s being an operator, or that they cannot tell."""
    said = edition.graph.statements_by_firm.get(firm.id, ())
    return [one for one in said if not is_asserted(one) and one.attribution.role is Role.OPERATOR]


def _weight(said: Said) -> tuple[int, bool, bool, int]:
    """Return what sorts the statement that says most of a firm first: its role, about a whole rather than a part, its verb."""
    attribution = said.attribution
    is_of_part = isinstance(attribution, SetAttribution) and attribution.part is not None
    return role_order(said), is_of_part, isinstance(said.about, Outlet), list(Wording).index(attribution.wording)


_SITES_HERE = NN_("%(num)s site listed here", "%(num)s sites listed here")


def _what_alike(edition: Edition, said: Said, among: list[Said]) -> Sentence:
    """Return what *said* is about; of several sites of which its source says the same, how many they are."""
    kinds = {said.about.id: said for said in among if isinstance(said.about, Outlet)}
    alike = [one for one in kinds.values() if _kind(one) == _kind(said)]
    if len(alike) < 2 or said not in alike:
        return what_of(edition, said)
    return (Words(edition.book.plural(*_SITES_HERE, len(alike))),)


def _kind(said: Said) -> tuple[object, ...]:
    attribution = said.attribution
    return attribution.by, attribution.role, attribution.wording, attribution.stance, attribution.said


_LISTED = NN_("%(num)s site is listed here under this name.", "%(num)s sites are listed here under this name.")
_SECOND_HAND = N_("We know of it only second-hand.")
_NO_SITE = N_("No site is listed here under this name.")
_NAMED = {
    CampaignForm.NETWORK: N_("%(campaign)s: a network named by %(by)s."),
    CampaignForm.CAMPAIGN: N_("%(campaign)s: a campaign named by %(by)s."),
    CampaignForm.OPERATION: N_("%(campaign)s: an operation named by %(by)s."),
    CampaignForm.SET: N_("%(campaign)s: a name that %(by)s gives to a group."),
}


def campaign_description(edition: Edition, campaign: Campaign, claims: tuple[Claim, ...]) -> str:
    """Return what the page says in short: who named the campaign, how many of its sites are listed, who is said to run it."""
    opening = edition.sentence(_NAMED[campaign.form], campaign=campaign.name, by=edition.by(campaign.named_by))
    number = len(edition.graph.outlets_by_campaign.get(campaign.id, ()))
    listed = edition.book.plural(*_LISTED, number) if number else edition.book.say(_NO_SITE)
    said = (Said(attribution, campaign) for attribution in campaign.attributions)
    operated = next((one for one in said if one.is_of_whole and is_accusing(one)), None)
    first = (statement(edition, operated, what_of(edition, operated)),) if operated else ()
    reserved = reservation(edition, operated.attribution) if operated else ()
    replied = reply_sentences(edition, claims)
    unread = edition.book.say(_SECOND_HAND) if edition.is_second_hand(campaign.named_by) else ""
    return " ".join((text_of(opening), *filter(None, (unread,)), listed, *map(text_of, (*first, *reserved, *replied))))
