"""The closed lists of the records: each term with its label and definition.

The checker, the JSON Schema, the pages and the method page all read these
lists, so that a term means one thing everywhere.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def N_(message: str) -> str:  # noqa: N802 - the name that gettext gives it
    """Return *message* unchanged, marked for the translation catalogue."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as N_
    """Return the forms of a message for one and for many unchanged, marked for the translation catalogue."""
    return one, many


class Term(StrEnum):
    """A word that a record may use, with the label that readers see and its definition."""

    label: str
    definition: str

    def __new__(cls, value: str, label: str, definition: str = "") -> Self:
        """Make the member whose value is the word as records write it."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.label = label
        term.definition = definition
        return term


class OutletKind(Term):
    """What an outlet poses as."""

    LOCAL_NEWS = (
        "local-news",
        N_("local news outlet"),
        N_("presents itself as the news outlet of a place"),
    )
    NATIONAL_NEWS = (
        "national-news",
        N_("national news outlet"),
        N_("presents itself as a news outlet for a whole country or region"),
    )
    NEWS = (
        "news",
        N_("news outlet"),
        N_("presents itself as a news outlet; whether for a place or a whole country is not said"),
    )
    CLONE = (
        "clone",
        N_("imitation of a real outlet"),
        N_("imitates the name, address or looks of an outlet that exists"),
    )
    REVIVED_TITLE = (
        "revived-title",
        N_("revived title"),
        N_("uses the name of an outlet that has closed"),
    )
    NEWSWIRE = ("newswire", N_("newswire"), N_("presents itself as a distributor of news"))
    PARTISAN_LOCAL = (
        "partisan-local",
        N_("partisan local outlet"),
        N_("publishes lawfully as a local outlet without disclosing who pays for it"),
    )
    EMPTY_SHELL = (
        "empty-shell",
        N_("empty shell"),
        N_("carries a news name and little or no content"),
    )


class Role(Term):
    """What a source says a firm is to an outlet, a campaign or another firm."""

    OPERATOR = ("operator", N_("operator"), N_("runs the outlets"))
    INFRASTRUCTURE = (
        "infrastructure",
        N_("owner of infrastructure"),
        N_("owns servers, addresses or services that the outlets use; says nothing on who runs them"),
    )
    SUPPORTER = (
        "supporter",
        N_("supporter"),
        N_("supports the campaign in a way the source names, without running the outlets"),
    )
    CONTENT_SOURCE = (
        "content-source",
        N_("source of content"),
        N_("its texts or pictures appear on the outlets; says nothing on who runs them"),
    )
    RESELLER = (
        "reseller",
        N_("reseller"),
        N_("offered placements on the outlets for sale; is not said to run them"),
    )
    HOST = ("host", N_("hosting provider"), N_("rents out servers or addresses, to any customer"))
    SERVICE = (
        "service",
        N_("service used"),
        N_("its service was used; is not said to have known"),
    )
    SUBJECT = (
        "subject",
        N_("subject of content"),
        N_("content about it was carried; is not said to have ordered or known it"),
    )
    RELATED = ("related", N_("related firm"), N_("is tied to the other firm in a way the source names"))


class Stance(Term):
    """Whether a source asserts a role, denies it, or says that it cannot tell."""

    ASSERTS = ("asserts", N_("asserts"), N_("the source says that the firm has the role"))
    DENIES = ("denies", N_("denies"), N_("the source says that the firm does not have the role"))
    CANNOT_SAY = (
        "cannot-say",
        N_("cannot say"),
        N_("the source says that it cannot attribute the role to anybody"),
    )


class Wording(Term):
    """The verb in which a source puts its statement, from the surest to the least sure."""

    DETERMINES = ("determines", N_("has determined"), N_("presents it as established"))
    STATES = ("states", N_("states"), N_("says it as a fact"))
    ATTRIBUTES = ("attributes", N_("attributes"), N_("concludes it from evidence that it sets out"))
    ASSERTS = ("asserts", N_("asserts"), N_("says it without publishing its evidence"))
    FINDS = ("finds", N_("finds"), N_("observed it"))
    ASSESSES = ("assesses", N_("assesses"), N_("judges it from what it knows"))
    LINKS = ("links", N_("links"), N_("ties them together and leaves the role open"))
    LISTS = ("lists", N_("lists"), N_("prints it in a list under that name and says no more of the single entry"))
    BELIEVES = ("believes", N_("believes"), N_("holds it to be so and does not claim to have shown it"))
    CLAIMS = ("claims", N_("claims"), N_("says it, on grounds that others call insufficient"))
    SUGGESTS = ("suggests", N_("suggests"), N_("says that its evidence points that way"))
    REPORTS = ("reports", N_("reports"), N_("passes on what somebody else says"))
    VIEWS_AS_DISTINCT = (
        "views-as-distinct",
        N_("views as distinct"),
        N_("sees no link that would make them one"),
    )
    CANNOT_ATTRIBUTE = (
        "cannot-attribute",
        N_("cannot attribute"),
        N_("says that its evidence does not show who it is"),
    )


class Confidence(Term):
    """How sure the source says it is, never how sure the database is."""

    HIGH = ("high", N_("high"), N_("the source says that it is sure, or presents the link as conclusive"))
    MODERATE = ("moderate", N_("moderate"), N_("the source says that it is likely and leaves room for doubt"))
    LOW = ("low", N_("low"), N_("the source calls it possible, or names a ground that proves little"))
    NOT_STATED = ("not-stated", N_("not stated"), N_("the source gives no degree of certainty"))


class Basis(Term):
    """What a source rests an attribution on."""

    SHARED_ADVERTISING_ID = (
        "shared-advertising-id",
        N_("advertising account shared by some of the sites"),
        N_("the same advertising account on some of the outlets and on sites of the firm"),
    )
    SHARED_ADDRESS = (
        "shared-address",
        N_("shared IP address"),
        N_("some of the outlets answer on the same IP address; others may share it too"),
    )
    ADVERTISED_PLACEMENT = (
        "advertised-placement",
        N_("advertised placement"),
        N_("the firm offered placement on some of the outlets for sale"),
    )
    ARCHIVED_ADVERTISEMENT = (
        "archived-advertisement",
        N_("archived advertisement"),
        N_("an archived copy of the offer"),
    )
    BACKLINKS = ("backlinks", N_("links between the sites"), N_("links from the outlets to the firm's site"))
    CONTENT_ANALYSIS = (
        "content-analysis",
        N_("comparison of content"),
        N_("the same texts, pictures or packages"),
    )
    HOSTING = ("hosting", N_("hosting"), N_("where the outlets are hosted; any customer can rent it"))
    TECHNICAL_INDICATORS = (
        "technical-indicators",
        N_("technical indicators, not published"),
        N_("technical traces that the source does not set out"),
    )
    NOT_PUBLISHED = ("not-published", N_("not published"), N_("the source does not publish its ground"))
    NOT_STATED = ("not-stated", N_("not stated"), N_("the source names no ground for this step"))


class EvidenceKind(Term):
    """What kind of thing an item of evidence shows."""

    LISTING = ("listing", N_("Listing"), N_("a source lists the outlet as part of a set"))
    REGISTRATION = ("registration", N_("Registration"), N_("entries in registers, of domains or of media"))
    INFRASTRUCTURE = ("infrastructure", N_("Infrastructure"), N_("servers, addresses, accounts, software"))
    CONTENT = ("content", N_("Content"), N_("what the outlets publish and where it comes from"))
    PERSONA = ("persona", N_("Persona"), N_("names, logos and claims by which the outlets present themselves"))
    COMMERCIAL = ("commercial", N_("Commercial"), N_("offers, prices and sales of placements"))
    REACH = ("reach", N_("Reach"), N_("how many people saw it, as far as a source can tell"))
    STATEMENT = ("statement", N_("Statement"), N_("what a source says without setting out more"))
    ENFORCEMENT = ("enforcement", N_("Enforcement"), N_("what a platform or an authority did about it"))


class Weight(Term):
    """A mark on evidence that proves little by itself."""

    WEAK = ("weak", N_("proves little by itself"), N_("fits many innocent explanations too"))


class ActivityStatus(Term):
    """What was observed of an outlet on a day."""

    ONLINE = ("online", N_("online"))
    OFFLINE = ("offline", N_("offline"))
    BLOCKED = ("blocked", N_("blocked"))
    SEIZED = ("seized", N_("seized"))
    PARKED = ("parked", N_("parked"))


class HostRole(Term):
    """What a further host name is to its outlet."""

    MIRROR = ("mirror", N_("mirror"))
    FORMER = ("former", N_("former address"))
    REGIONAL = ("regional", N_("regional edition"))


class CopyMethod(Term):
    """How content of somebody else came onto an outlet."""

    SCRAPED = (
        "scraped",
        N_("taken over"),
        N_("texts or pictures taken over from another outlet, in the words of the source scraped"),
    )
    COPIED = ("copied", N_("copied"), N_("texts or pictures of another outlet; how is not said"))
    REPOSTED = ("reposted", N_("reposted word for word"), N_("the same text as in another outlet"))
    EMBEDDED = ("embedded", N_("loaded from there"), N_("pictures or files served from another site"))


class NameMatch(Term):
    """How a printed name was tied to the outlet."""

    HOST = ("host", N_("the source names the address"))
    NAME = ("name", N_("matched to the address by name only"))
    PRESUMED = ("presumed", N_("presumed by the source"))


class IndicatorType(Term):
    """A kind of technical value that ties outlets together."""

    IPV4 = ("ipv4", N_("IPv4 address"))
    IPV6 = ("ipv6", N_("IPv6 address"))
    ADSENSE_ID = ("adsense-id", N_("AdSense id"))
    ANALYTICS_ID = ("analytics-id", N_("analytics id"))
    USERNAME = ("username", N_("user name"))
    TECHNOLOGY = ("technology", N_("software"))


class PublisherKind(Term):
    """What kind of body a publisher is."""

    ACADEMIC = ("academic", N_("academic"))
    GOVERNMENT = ("government", N_("government"))
    PLATFORM = ("platform", N_("platform"))
    PRESS = ("press", N_("press"))
    VENDOR = ("vendor", N_("security vendor or tool maker"))
    NGO = ("ngo", N_("non-governmental organisation"))
    VOLUNTEER = ("volunteer", N_("volunteers"))
    COMPANY = ("company", N_("company"))
    UNKNOWN = ("unknown", N_("not known"))


class SourceType(Term):
    """What kind of document a source is."""

    REPORT = ("report", N_("report"))
    ARTICLE = ("article", N_("article"))
    INTERVIEW = ("interview", N_("interview"))
    COMMENTARY = ("commentary", N_("commentary"))
    REGISTRY_EXTRACT = ("registry-extract", N_("registry extract"))
    NOTICE = ("notice", N_("notice"))
    ADVERTISEMENT = ("advertisement", N_("advertisement"))
    DATA_SET = ("data-set", N_("data set"))
    TOOL_RESULT = ("tool-result", N_("result of a tool"))
    POST = ("post", N_("post"))
    ENCYCLOPAEDIA = ("encyclopaedia", N_("encyclopaedia entry"))


class Verification(Term):
    """How far the document itself was read for the database."""

    FULL = ("full", N_("read in full"), N_("the whole text was read"))
    EXCERPT = ("excerpt", N_("read in part"), N_("only a part of the text was read"))
    CITED = ("cited", N_("known through others"), N_("the document was not read; others cite it"))


class Reliability(Term):
    """The reliability of a publisher on the Admiralty scale."""

    A = (
        "A",
        N_("A: completely reliable"),
        N_("no doubt about what it has published before; a history of complete reliability"),
    )
    B = ("B", N_("B: usually reliable"), N_("minor doubts; most of what it has published before was right"))
    C = ("C", N_("C: fairly reliable"), N_("doubts; some of what it has published before was right"))
    D = ("D", N_("D: not usually reliable"), N_("grave doubts; little of what it has published before was right"))
    E = ("E", N_("E: unreliable"), N_("a history of publishing what was wrong"))
    F = ("F", N_("F: cannot be judged"), N_("nothing to judge it by"))


class RegistrationScheme(Term):
    """A register whose numbers carry a check digit."""

    CN_USCC = ("CN-USCC", N_("Unified Social Credit Code (China)"))
    LEI = ("LEI", N_("Legal Entity Identifier"))


class ReplyOutcome(Term):
    """What came of asking somebody who is named."""

    ANSWERED = ("answered", N_("answered"))
    NO_ANSWER = ("no-answer", N_("no answer"))
    UNREACHABLE = ("unreachable", N_("could not be reached"))


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


class CampaignForm(Term):
    """What a campaign is called by the source that named it."""

    NETWORK = ("network", N_("network"))
    CAMPAIGN = ("campaign", N_("campaign"))
    OPERATION = ("operation", N_("operation"))
    SET = ("set", N_("set of sites"))


class ContentWarning(Term):
    """A warning in front of an archived page."""

    PERSONAL_ATTACK = (
        "personal-attack",
        N_("attacks a named person"),
        N_("its headline is not repeated here"),
    )
    FALSE_STORY = ("false-story", N_("false or unfounded story"), N_("its headline is not repeated here"))
    SENSITIVE = ("sensitive", N_("names people in a sensitive matter"), N_("its headline is not repeated here"))


class StateName(Term):
    """Where a record stands."""

    LISTED = ("listed", N_("Listed"), N_("the record stands"))
    DISPUTED = ("disputed", N_("Disputed"), N_("somebody concerned contests the record, for the reason given"))
    WITHDRAWN = ("withdrawn", N_("Withdrawn"), N_("the record was wrong or cannot be upheld; only the reason is kept"))
    EXCLUDED = ("excluded", N_("Excluded"), N_("looked at and left out, for the reason given"))
