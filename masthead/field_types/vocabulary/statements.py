"""The closed lists of statements on firms: roles, stances, wordings, degrees of confidence, evidence given."""

from __future__ import annotations

from masthead.field_types.vocabulary.term import N_, Term


# Translators: what a source says a firm is to a site: the label, then its definition. It is always “said to be”,
# never a fact. Hosting, selling space or being written about is not operating; a translation must keep the roles as
# far apart as the English.
class Role(Term):
    """What a source says a firm is to an outlet, a campaign or another firm."""

    OPERATOR = ("operator", N_("operator"), N_("is said to run the sites"))
    CREATOR = (
        "creator",
        N_("creator of sites"),
        N_("is said to have made sites, or to have helped to make them; this does not say who runs them"),
    )
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
        N_("is said to be linked with the sites or the other firm in the way the source describes"),
    )


# Translators: whether a source asserts a role, denies it, or says that it cannot attribute it.
class Stance(Term):
    """Whether a source asserts a role, denies it, or says that it cannot tell."""

    ASSERTS = ("asserts", N_("asserts"), N_("the source says that the firm has the role"))
    DENIES = ("denies", N_("denies"), N_("the source says that the firm does not have the role"))
    CANNOT_SAY = (
        "cannot-say",
        N_("cannot say"),
        N_("the source says that it cannot attribute the role to anyone"),
    )


# Translators: the verb of a source (“it assesses”), from the surest to the least sure; the label, then its
# definition. Each must be exactly as firm as the English, and all must stay distinct. The subject is a source.
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
    ALLEGES = ("alleges", N_("alleges"), N_("says it to a court, or in a charge; it is not the judgment of a court"))
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


# Translators: a degree of confidence as the source itself states it (“Confidence: high”), never ours.
class Confidence(Term):
    """How sure the source says it is, never how sure the database is."""

    HIGH = ("high", N_("high"), N_("the source itself says that it is certain or highly confident"))
    MODERATE = (
        "moderate",
        N_("moderate"),
        N_("the source itself says that it is moderately confident, or calls it likely"),
    )
    LOW = ("low", N_("low"), N_("the source itself says that its confidence is low, or calls it no more than possible"))
    NUMBER = (
        "number",
        N_("a number that the source does not explain"),
        N_("the source gives a number, and does not say what it means"),
    )
    NOT_STATED = ("not-stated", N_("not stated"), N_("what we read of the source gives no degree of confidence"))


# Translators: what a source rests its statement on (“Evidence given: shared IP address”). “Some of the sites” must
# not become “the sites”.
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
    OWN_PAGES = (
        "own-pages",
        N_("what the sites print about themselves"),
        N_("“About” pages, mastheads, names of authors or other words on some of the sites"),
    )
    OWN_ACCOUNT = (
        "own-account",
        N_("what people at the firm or at a site say"),
        N_("people who speak or work for the firm, or for one of the sites, say so"),
    )
    COURT_PAPERS = (
        "court-papers",
        N_("papers put before a court"),
        N_("an affidavit or another paper that was put before a court; it is not the judgment of a court"),
    )
    INVESTIGATION = (
        "investigation",
        N_("its own investigation, not set out in what we read"),
        N_(
            "the source speaks of an investigation or analysis of its own, and what we read does not set out the evidence"
        ),
    )
    TECHNICAL_INDICATORS_SHOWN = (
        "technical-indicators-shown",
        N_("technical indicators that the source sets out"),
        N_("technical traces that the source describes"),
    )
    TECHNICAL_INDICATORS = (
        "technical-indicators",
        N_("technical indicators, not published"),
        N_("technical traces that the source does not publish"),
    )
    NOT_PUBLISHED = ("not-published", N_("not published"), N_("the source does not publish its evidence"))
    NOT_STATED = (
        "not-stated",
        N_("none in what we read"),
        N_("what we read of the source does not say what this step rests on"),
    )
