"""The closed lists, with the definitions that the method page prints."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.edition.edition import Edition, Meaning
from masthead.field_types import vocabulary
from masthead.field_types.vocabulary import N_, Term
from masthead.views.parts.claims import meaning


@dataclass(frozen=True, slots=True)
class TermList:
    """A closed list: its anchor on the method page, its name, its terms."""

    id: str
    title: str
    terms: tuple[Meaning, ...]


_DEFINED: tuple[tuple[str, str, type[Term]], ...] = (
    ("confidence", N_("How confident a source says it is"), vocabulary.Confidence),
    ("wording", N_("How a source words its claim"), vocabulary.Wording),
    ("roles", N_("Roles of a firm"), vocabulary.Role),
    ("basis", N_("Evidence that a source gives"), vocabulary.Basis),
    ("verification", N_("How much of a source we read"), vocabulary.Verification),
    ("reliability", N_("Reliability of a source"), vocabulary.Reliability),
    ("evidence-kinds", N_("Kinds of evidence"), vocabulary.EvidenceKind),
    ("weight", N_("Weight of evidence"), vocabulary.Weight),
    ("outlet-kinds", N_("What a site poses as"), vocabulary.OutletKind),
    ("states", N_("Status of a record"), vocabulary.StateName),
)


def term_lists(edition: Edition) -> tuple[TermList, ...]:
    """Return the closed lists whose terms have definitions."""
    return tuple(
        TermList(id, edition.book.say(title), tuple(meaning(edition, term) for term in terms))
        for id, title, terms in _DEFINED
    )
