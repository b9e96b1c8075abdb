"""The closed lists of states, corrections and replies, of forms of a campaign, and of registers of firms."""

from __future__ import annotations

from masthead.field_types.vocabulary.term import N_, Term


# Translators: what a named group of websites is called: “the network in which the source lists this site”.
class CampaignForm(Term):
    """What a campaign is called by the source that named it."""

    NETWORK = ("network", N_("network"))
    CAMPAIGN = ("campaign", N_("campaign"))
    OPERATION = ("operation", N_("operation"))
    SET = ("set", N_("set of sites"))


# Translators: a number of sites, as a source bounds it.
class Bound(Term):
    """How a source bounds a number that it does not give exactly."""

    AT_LEAST = ("at-least", N_("at least %(num)s"))
    OVER = ("over", N_("over %(num)s"))
    NEARLY = ("nearly", N_("nearly %(num)s"))


class RegistrationScheme(Term):
    """A register whose numbers carry a check digit."""

    CN_USCC = ("CN-USCC", N_("Unified Social Credit Code (China)"))
    LEI = ("LEI", N_("Legal Entity Identifier"))
    RU_INN = ("RU-INN", N_("taxpayer number of an organisation (Russia)"))
    RU_OGRN = ("RU-OGRN", N_("state registration number of a company (Russia)"))


# Translators: what came of asking somebody for a reply.
class ReplyOutcome(Term):
    """What came of asking somebody who is named."""

    ANSWERED = ("answered", N_("replied"))
    NO_ANSWER = ("no-answer", N_("no reply"))
    UNREACHABLE = ("unreachable", N_("could not be reached"))


# Translators: what a firm said of a claim about it. “Appears to deny” must stay weaker than “denies”.
class ReplyPosition(Term):
    """What an answer says to the claim that it answers."""

    DENIES = ("denies", N_("denies it"))
    APPEARS_TO_DENY = ("appears-to-deny", N_("appears to deny it"))
    REJECTS = ("rejects", N_("rejects the accusation"))
    CONFIRMS = ("confirms", N_("confirms it"))
    COMMENTS = ("comments", N_("comments without taking a position"))


class CorrectionScope(Term):
    """Whose pages carried what was corrected."""

    RECORD = ("record", N_("this page"))
    OUTLETS = ("outlets", N_("the pages of its sites"))


# Translators: the state of a record; the label, then its definition. “Withdrawn” records were wrong or cannot be
# upheld; “excluded” ones were examined and do not belong.
class StateName(Term):
    """Where a record stands."""

    LISTED = ("listed", N_("Listed"), N_("the record is in the database and is counted"))
    DISPUTED = ("disputed", N_("Disputed"), N_("someone concerned contests the record, for the reason given"))
    WITHDRAWN = ("withdrawn", N_("Withdrawn"), N_("the record was wrong or cannot be upheld; we show only the reason"))
    EXCLUDED = ("excluded", N_("Excluded"), N_("examined and excluded, for the reason given"))
