"""The closed lists of evidence: its kinds, its weight, and the warnings on archived copies."""

from __future__ import annotations

from masthead.field_types.vocabulary.term import N_, Term


# Translators: a kind of evidence: the label, then its definition.
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


# Translators: evidence that proves little by itself.
class Weight(Term):
    """A mark on evidence that proves little by itself."""

    WEAK = ("weak", N_("weak on its own"), N_("many innocent explanations would fit it too"))


# Translators: a warning before a link. The second text must not repeat or judge what the page says.
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
