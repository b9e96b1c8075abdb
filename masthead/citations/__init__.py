"""Citations of a page or of an item of evidence, in the formats that people and their programs read."""

from collections.abc import Callable
from dataclasses import dataclass

from masthead.citations.apa import apa
from masthead.citations.bibtex import bibtex
from masthead.citations.chicago import chicago
from masthead.citations.cited_item import Cited
from masthead.citations.csl import csl
from masthead.citations.plain import plain
from masthead.citations.ris import ris


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its id, the name that it has in every language, how it is written, and the ending of its files."""

    id: str
    name: str
    write: Callable[[Cited], str]
    ending: str = ""
    """For what programs read; what people read is copied, not saved."""


FORMATS = (
    Format("plain", "Plain text", plain),
    Format("apa", "APA", apa),
    Format("chicago", "Chicago", chicago),
    Format("bibtex", "BibTeX", bibtex, "bib"),
    Format("ris", "RIS", ris, "ris"),
    Format("csl", "CSL-JSON", csl, "json"),
)

__all__ = ["FORMATS", "Cited", "Format"]
