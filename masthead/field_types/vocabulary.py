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
        N_("presents itself as the news outlet of a place; some sources say it of sites for a whole country too"),
    )
    NATIONAL_NEWS = (
        "national-news",
        N_("national news outlet"),
        N_("presents itself as a news outlet for a whole country or region"),
    )
    NEWS = (
        "news",
        N_("news outlet"),
        N_("presents itself as a news outlet; no source says whether for one place or a whole country"),
    )
    CLONE = (
        "clone",
        N_("imitation of a real outlet"),
        N_("imitates the name, address or look of an outlet that exists"),
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
        N_("has the name of a news outlet and little or no content"),
    )


class Role(Term):
    """What a source says a firm is to an outlet, a campaign or another firm."""

    OPERATOR = ("operator", N_("operator"), N_("is said to run the sites"))
    INFRASTRUCTURE = (
        "infrastructure",
        N_("linked infrastructure"),
        N_(
            "servers, addresses or services linked to it are said to be used by the sites; this does not say who runs them"
        ),
    )
    SUPPORTER = (
        "supporter",
        N_("supporter"),
        N_(
            "is said to support the campaign in the way the source describes; this does not mean that it runs the sites"
        ),
    )
    CONTENT_SOURCE = (
        "content-source",
        N_("source of content"),
        N_("its texts or pictures are said to appear on the sites; this does not say who runs them"),
    )
    RESELLER = (
        "reseller",
        N_("reseller"),
        N_("is said to have offered placements on the sites for sale; this does not mean that it runs them"),
    )
    HOST = (
        "host",
        N_("hosting provider"),
        N_("is said to rent out servers or addresses that the sites use; any customer can rent them"),
    )
    SERVICE = (
        "service",
        N_("service used"),
        N_("others are said to have used its service"),
    )
    SUBJECT = (
        "subject",
        N_("subject of content"),
        N_("sites carried content about it; no source says it ordered this or knew of it"),
    )
    RELATED = (
        "related",
        N_("related firm"),
        N_("is said to be linked with the other firm in the way the source describes"),
    )


class Stance(Term):
    """Whether a source asserts a role, denies it, or says that it cannot tell."""

    ASSERTS = ("asserts", N_("asserts"), N_("the source says that the firm has the role"))
    DENIES = ("denies", N_("denies"), N_("the source says that the firm does not have the role"))
    CANNOT_SAY = (
        "cannot-say",
        N_("cannot say"),
        N_("the source says that it cannot attribute the role to anyone"),
    )


class Wording(Term):
    """The verb in which a source puts its statement, from the surest to the least sure."""

    DETERMINES = ("determines", N_("has determined"), N_("presents it as established"))
    STATES = ("states", N_("states"), N_("says it as fact"))
    ATTRIBUTES = ("attributes", N_("attributes"), N_("concludes it from evidence that it sets out"))
    ASSERTS = ("asserts", N_("asserts"), N_("says it without publishing its evidence"))
    FINDS = ("finds", N_("finds"), N_("observed it"))
    ASSESSES = ("assesses", N_("assesses"), N_("judges it to be so from what it knows"))
    LINKS = ("links", N_("links"), N_("links them, and leaves the role open"))
    LISTS = ("lists", N_("lists"), N_("prints it in a list under that name, and says no more about the single entry"))
    BELIEVES = ("believes", N_("believes"), N_("thinks it is so, and does not claim to have shown it"))
    CLAIMS = ("claims", N_("claims"), N_("says it, on evidence that others call insufficient"))
    SUGGESTS = ("suggests", N_("suggests"), N_("says that its evidence points that way"))
    REPORTS = ("reports", N_("reports"), N_("passes on what someone else says"))
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

    HIGH = ("high", N_("high"), N_("the source itself says that it is certain or highly confident"))
    MODERATE = (
        "moderate",
        N_("moderate"),
        N_("the source itself says that it is moderately confident, or calls it likely"),
    )
    LOW = ("low", N_("low"), N_("the source itself says that its confidence is low, or calls it no more than possible"))
    NOT_STATED = ("not-stated", N_("not stated"), N_("the source gives no degree of confidence"))


class Basis(Term):
    """What a source rests an attribution on."""

    SHARED_ADVERTISING_ID = (
        "shared-advertising-id",
        N_("the same advertising ID on a website of the firm and on at least one of the sites"),
        N_("an advertising ID of the firm’s website on the site, or on some sites of a network, perhaps very few"),
    )
    SHARED_ADDRESS = (
        "shared-address",
        N_("shared IP address"),
        N_("some of the sites use the same IP address; unrelated sites may use it too"),
    )
    ADVERTISED_PLACEMENT = (
        "advertised-placement",
        N_("advertised placement"),
        N_("the firm offered placements on some of the sites for sale"),
    )
    ARCHIVED_ADVERTISEMENT = (
        "archived-advertisement",
        N_("archived advertisement"),
        N_("an archived copy of such an offer"),
    )
    BACKLINKS = (
        "backlinks",
        N_("links from the sites to the firm’s website"),
        N_("some of the sites link to the firm’s website"),
    )
    CONTENT_ANALYSIS = (
        "content-analysis",
        N_("comparison of content"),
        N_("the same texts, pictures or packages were found"),
    )
    HOSTING = ("hosting", N_("hosting"), N_("where the sites are hosted; any customer can rent space there"))
    TECHNICAL_INDICATORS = (
        "technical-indicators",
        N_("technical indicators, not published"),
        N_("technical traces that the source does not publish"),
    )
    NOT_PUBLISHED = ("not-published", N_("not published"), N_("the source does not publish its evidence"))
    NOT_STATED = ("not-stated", N_("not stated"), N_("the source does not say what this step rests on"))


class EvidenceKind(Term):
    """What kind of thing an item of evidence shows."""

    LISTING = ("listing", N_("Listing"), N_("a source lists the site as part of a set"))
    REGISTRATION = ("registration", N_("Registration"), N_("entries in registers of domains or of media"))
    INFRASTRUCTURE = ("infrastructure", N_("Infrastructure"), N_("servers, addresses, accounts, software"))
    CONTENT = ("content", N_("Content"), N_("what the sites publish and where it comes from"))
    PERSONA = ("persona", N_("Persona"), N_("names, logos and claims with which the sites present themselves"))
    COMMERCIAL = ("commercial", N_("Commercial"), N_("offers, prices and sales of placements"))
    REACH = ("reach", N_("Reach"), N_("how many people saw it, as far as a source can tell"))
    STATEMENT = ("statement", N_("Statement"), N_("what a source says without giving more detail"))
    ENFORCEMENT = ("enforcement", N_("Enforcement"), N_("what a platform or an authority did about it"))


class Weight(Term):
    """A mark on evidence that proves little by itself."""

    WEAK = ("weak", N_("weak on its own"), N_("many innocent explanations would fit it too"))


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
    REGIONAL = ("regional", N_("regional address"))


class CopyMethod(Term):
    """How content of somebody else came onto an outlet."""

    SCRAPED = (
        "scraped",
        N_("scraped"),
        N_("texts or pictures of another outlet that were scraped, in the words of the source"),
    )
    COPIED = (
        "copied",
        N_("copied"),
        N_("texts or pictures of another outlet; the source does not say how they were copied"),
    )
    REPOSTED = ("reposted", N_("reposted word for word"), N_("the same text as on another site"))
    EMBEDDED = ("embedded", N_("loaded from there"), N_("pictures or files loaded from another site"))


class NameMatch(Term):
    """How a printed name was tied to the outlet."""

    HOST = ("host", N_("source gives the address"))
    NAME = ("name", N_("matched by name; what we read of the source gives no address"))
    PRESUMED = ("presumed", N_("presumed by the source"))


class IndicatorType(Term):
    """A kind of technical value that ties outlets together."""

    IPV4 = ("ipv4", N_("IPv4 address"))
    IPV6 = ("ipv6", N_("IPv6 address"))
    ADSENSE_ID = ("adsense-id", N_("AdSense ID"))
    ANALYTICS_ID = ("analytics-id", N_("analytics ID"))
    USERNAME = ("username", N_("username"))
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
    UNKNOWN = ("unknown", N_("unknown"))


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
    TOOL_RESULT = ("tool-result", N_("tool output"))
    POST = ("post", N_("post"))
    ENCYCLOPAEDIA = ("encyclopaedia", N_("encyclopaedia entry"))


class Verification(Term):
    """How far the document itself was read for the database."""

    FULL = ("full", N_("read in full"), N_("we read the whole text"))
    EXCERPT = ("excerpt", N_("read in part"), N_("we read only part of the text"))
    CITED = ("cited", N_("known second-hand"), N_("we did not read the document; others cite it"))


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
    F = ("F", N_("F: cannot be judged"), N_("there is no basis for judging it"))


class RegistrationScheme(Term):
    """A register whose numbers carry a check digit."""

    CN_USCC = ("CN-USCC", N_("Unified Social Credit Code (China)"))
    LEI = ("LEI", N_("Legal Entity Identifier"))


class ReplyOutcome(Term):
    """What came of asking somebody who is named."""

    ANSWERED = ("answered", N_("replied"))
    NO_ANSWER = ("no-answer", N_("no reply"))
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
        N_("The page behind this link attacks a named person. We do not repeat its headline."),
    )
    FALSE_STORY = (
        "false-story",
        N_("a story whose truth a source disputes"),
        N_("The page behind this link carries a story whose truth a source disputes. We do not repeat its headline."),
    )
    SENSITIVE = (
        "sensitive",
        N_("names people in a sensitive matter"),
        N_("The page behind this link names people in a sensitive matter. We do not repeat its headline."),
    )


class StateName(Term):
    """Where a record stands."""

    LISTED = ("listed", N_("Listed"), N_("the record is in the database and is counted"))
    DISPUTED = ("disputed", N_("Disputed"), N_("someone concerned contests the record, for the reason given"))
    WITHDRAWN = ("withdrawn", N_("Withdrawn"), N_("the record was wrong or cannot be upheld; we show only the reason"))
    EXCLUDED = ("excluded", N_("Excluded"), N_("examined and excluded, for the reason given"))
