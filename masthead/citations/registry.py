"""Citations of a page or of an item of evidence, in the formats that people and their programs read."""

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
    """A format: its id, its name, how it is written, and the ending of its files."""

    id: str
    name: str
    write: Callable[[Cited], str]
    ending: str = ""
    """For what programs read; what people read is copied, not saved."""


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
