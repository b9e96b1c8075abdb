"""The closed lists of outlets: kinds, status, roles of hosts, ways of copying, matched names, types of indicator."""

from __future__ import annotations

from masthead.field_types.vocabulary.term import N_, Term


# Translators: what a website presents itself as, according to sources; the label, then its definition. It “presents
# itself as”; we do not say what it is.
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
        N_("local news outlet; a source describes its set as partisan"),
        N_(
            "presents itself as a local news outlet; a source says of it, or of its set, that it serves political or special interests, not that it breaks a law"
        ),
    )
    EMPTY_SHELL = (
        "empty-shell",
        N_("empty shell"),
        N_("has the name of a news outlet and little or no content"),
    )


# Translators: the status of a website as somebody reported it (“reported offline, 3 May 2024”).
class ActivityStatus(Term):
    """What was observed of an outlet on a day."""

    ONLINE = ("online", N_("online"))
    OFFLINE = ("offline", N_("offline"))
    BLOCKED = ("blocked", N_("blocked"))
    SEIZED = ("seized", N_("seized"))
    PARKED = ("parked", N_("parked"))


# Translators: what a further address of a website is to it.
class HostRole(Term):
    """What a further host name is to its outlet."""

    MIRROR = ("mirror", N_("mirror"))
    FORMER = ("former", N_("former address"))
    REGIONAL = ("regional", N_("regional address"))
    SUBDOMAIN = ("subdomain", N_("subdomain"))


# Translators: how content of one website came to be on another: no stronger than the source puts it.
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


# Translators: how sure it is that a name in a source means this website.
class NameMatch(Term):
    """How a printed name was tied to the outlet."""

    HOST = ("host", N_("source gives the address"))
    NAME = ("name", N_("matched by name; what we read of the source gives no address"))
    PRESUMED = ("presumed", N_("presumed by the source"))


# Translators: the kind of a technical value that a source reports; “network” is an autonomous system of the internet
# or a campaign.
class IndicatorType(Term):
    """A kind of technical value that ties outlets together."""

    IPV4 = ("ipv4", N_("IPv4 address"))
    IPV6 = ("ipv6", N_("IPv6 address"))
    ADSENSE_ID = ("adsense-id", N_("AdSense ID"))
    ANALYTICS_ID = ("analytics-id", N_("analytics ID"))
    USERNAME = ("username", N_("username"))
    TECHNOLOGY = ("technology", N_("software"))
