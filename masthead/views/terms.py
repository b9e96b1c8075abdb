"""The closed lists as the method page defines them."""

from __future__ import annotations

from dataclasses import dataclass

from masthead import vocabulary
from masthead.views.claims import meaning
from masthead.views.edition import Edition, Meaning
from masthead.vocabulary import N_, Term


@dataclass(frozen=True, slots=True)
class TermList:
    """A closed list: its anchor on the method page, its name, its terms."""

    id: str
    title: str
    terms: tuple[Meaning, ...]


_DEFINED: tuple[tuple[str, str, type[Term]], ...] = (
    ("confidence", N_("Confidence of an attribution"), vocabulary.Confidence),
    ("wording", N_("Wording of a source"), vocabulary.Wording),
    ("roles", N_("Roles of a firm"), vocabulary.Role),
    ("basis", N_("Basis of an attribution"), vocabulary.Basis),
    ("verification", N_("How far a source was read"), vocabulary.Verification),
    ("reliability", N_("Reliability of a source"), vocabulary.Reliability),
    ("evidence-kinds", N_("Kinds of evidence"), vocabulary.EvidenceKind),
    ("weight", N_("Weight of evidence"), vocabulary.Weight),
    ("outlet-kinds", N_("What a site presents itself as"), vocabulary.OutletKind),
    ("states", N_("States of a record"), vocabulary.StateName),
)


def term_lists(edition: Edition) -> tuple[TermList, ...]:
    """Return the lists whose terms have definitions."""
    return tuple(
        TermList(id, edition.book.say(title), tuple(meaning(edition, term) for term in terms))
        for id, title, terms in _DEFINED
    )
