"""The questions of `masthead new` for each kind of record, and the answers it accepts; the words come from the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin
from unicodedata import normalize

from pydantic import TypeAdapter, ValidationError

from masthead import MastheadError
from masthead.field_types.fields import Refers, shorten
from masthead.field_types.vocabulary import Term
from masthead.field_types.web_addresses import AddressError
from masthead.hosts.host_for_record import read_pasted
from masthead.model import (
    Campaign,
    Citation,
    Evidence,
    Firm,
    NativeText,
    Outlet,
    OutletLanguage,
    OutletName,
    Part,
    Source,
    Target,
)
from masthead.model.firm import Website
from masthead.model.part import hints_of, types_in
from masthead.record_files.type_errors import explain
from masthead.syntax.characters import strange_characters


class AnswerError(MastheadError):
    """An answer that the field does not take; the message says what was expected and how to cure it."""


@dataclass(frozen=True)
class Question:
    """One question: the option that answers it, and the field that takes the answer."""

    name: str
    part: type[Part]
    field: str
    is_required: bool = False
    default: str = ""
    takes_many: bool = False
    after: str = ""
    """The question whose answer makes this one necessary."""

    @property
    def text(self) -> str:
        """The meaning of the answer, from the description of the field."""
        return next(f.description or "" for name, f in self.part.model_fields.items() if name == self.field)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms to choose from, if the field has a list of them."""
        kind = next(types_in(hints_of(self.part)[self.field]))
        return tuple(kind) if isinstance(kind, type) and issubclass(kind, Term) else ()

    @cached_property
    def folder(self) -> str:
        """The folder of the record that the answer refers to, if it refers to one."""
        kind = _single(hints_of(self.part)[self.field])
        marks = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
        return next((mark.folder for mark in marks if isinstance(mark, Refers)), "")

    def take(self, answer: str) -> str:
        """Return *answer* without needless space and in Unicode form NFC, if the field takes it."""
        text = normalize("NFC", " ".join(answer.split()))
        strange = next((name for _, _, name in strange_characters(text)), None)
        if strange:
            raise AnswerError(f"the character {strange} is not allowed; leave it out")
        if self.field == "host":
            text = _host(text)
        kind: Any = _single(hints_of(self.part)[self.field])
        try:
            TypeAdapter(kind).validate_python(text)
        except ValidationError as error:
            _, message, cure = explain(self.part, error.errors()[0])
            raise AnswerError(f"{message}; {cure}" if cure else message) from None
        return text


def _host(text: str) -> str:
    """Return the host that a pasted address means."""
    try:
        return read_pasted(text).host
    except AddressError as error:
        raise AnswerError(f"expected {error.expected}, got {shorten(text)!r}") from None


def _single(hint: Any) -> Any:
    """Return the type of one value of a field that may hold several or none."""
    if get_origin(hint) is Annotated or isinstance(hint, type):
        return hint
    return _single(get_args(hint)[0])


_SITE = (
    Question("source", Citation, "source", is_required=True),
    Question("kind", Outlet, "kind", is_required=True),
    Question("claim", Evidence, "claim", is_required=True),
    Question("evidence-kind", Evidence, "kind", default="listing"),
    Question("locator", Citation, "locator"),
    Question("date", Evidence, "date"),
    Question("name", OutletName, "text"),
    Question("match", OutletName, "match", after="name", default="host"),
    Question("country", Target, "country"),
    Question("as-reported", Target, "as_reported", is_required=True, after="country"),
    Question("language", OutletLanguage, "tag", takes_many=True),
    Question("campaign", Outlet, "campaigns", takes_many=True),
)
_FIRM = (
    Question("business", Firm, "business", is_required=True),
    Question("jurisdiction", Firm, "jurisdiction"),
    Question("native-name", NativeText, "text"),
    Question("native-language", NativeText, "lang", is_required=True, after="native-name"),
    Question("website", Website, "host"),
    Question("website-what", Website, "what", after="website", default="official website"),
    Question("website-source", Citation, "source", is_required=True, after="website"),
)
_CAMPAIGN = (
    Question("named-by", Campaign, "named_by", is_required=True),
    Question("summary", Campaign, "summary", is_required=True),
    Question("first-seen", Campaign, "first_seen"),
    Question("last-seen", Campaign, "last_seen"),
)
_SOURCE = (
    Question("title", Source, "title", is_required=True),
    Question("publisher", Source, "publisher", is_required=True),
    Question("short-name", Source, "short_name", is_required=True),
    Question("publisher-kind", Source, "publisher_kind", is_required=True),
    Question("type", Source, "type", is_required=True),
    Question("verification", Source, "verification", is_required=True),
    Question("via", Source, "via", takes_many=True),
    Question("author", Source, "authors", takes_many=True),
    Question("date", Source, "date"),
    Question("language", Source, "language"),
)

QUESTIONS: Mapping[str, tuple[Question, ...]] = {
    "sites": _SITE,
    "firms": _FIRM,
    "campaigns": _CAMPAIGN,
    "sources": _SOURCE,
}
