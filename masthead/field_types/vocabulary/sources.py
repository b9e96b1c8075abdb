"""The closed lists of sources: kinds of publisher, types of document, how much we read, reliability of the publisher."""

from __future__ import annotations

from masthead.field_types.vocabulary.term import N_, Term


# Translators: what kind of body published a source.
class PublisherKind(Term):
    """What kind of body a publisher is."""

    ACADEMIC = ("academic", N_("academic"))
    GOVERNMENT = ("government", N_("government"))
    PLATFORM = ("platform", N_("platform"))
    PRESS = ("press", N_("press"))
    VENDOR = ("vendor", N_("company that sells security or research tools or ratings"))
    NGO = ("ngo", N_("non-governmental organisation"))
    VOLUNTEER = ("volunteer", N_("volunteers"))
    COMPANY = ("company", N_("company"))
    UNKNOWN = ("unknown", N_("unknown"))


# Translators: what kind of document a source is.
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


# Translators: how much of a document we have read ourselves. “Second-hand” means that we know it only from others.
class Verification(Term):
    """How far the document itself was read for the database."""

    FULL = ("full", N_("read in full"), N_("we read the whole text"))
    EXCERPT = ("excerpt", N_("read in part"), N_("we read only part of the text"))
    CITED = ("cited", N_("known second-hand"), N_("we did not read the document; others cite it"))


# Translators: the Admiralty grades of reliability, A to F: use the established terms of your language, and keep their
# order.
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
