"""The formats of citations, for people and for reference managers."""

from collections.abc import Callable
from dataclasses import dataclass

from masthead.citations.apa import apa
from masthead.citations.bibtex import bibtex
from masthead.citations.chicago import chicago
from masthead.citations.cited_item import Cited
from masthead.citations.csl import csl
from masthead.citations.embed import embed
from masthead.citations.plain import plain
from masthead.citations.ris import ris
from masthead.field_types.vocabulary import N_


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its id, its name, the function that writes it, and the extension of its files."""

    id: str
    name: str
    write: Callable[[Cited], str]
    ending: str = ""
    """Only for formats that programs read; people copy the others."""


FORMATS = (
    Format("plain", N_("Plain text"), plain),
    Format("apa", "APA", apa),
    Format("chicago", "Chicago", chicago),
    Format("bibtex", "BibTeX", bibtex, "bib"),
    Format("ris", "RIS", ris, "ris"),
    Format("csl", "CSL-JSON", csl, "json"),
    Format("html", N_("HTML to embed"), embed),
)

__all__ = ["FORMATS", "Cited", "Format"]
