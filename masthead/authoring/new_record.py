"""The values of a new record from the answers, and its path."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from unicodedata import normalize

from masthead.authoring.serialiser import Fields
from masthead.field_types.fields import MAX_ID
from masthead.pinned_lists import UNDETERMINED
from masthead.record_files.files import SUFFIX
from masthead.syntax.yaml_reader import Value

Answers = Mapping[str, tuple[str, ...]]
"""The answers, by the names of the questions; none where nothing was answered."""


def draft(folder: str, subject: str, answers: Answers) -> Fields:
    """Return the values of a new record in *folder* on *subject*: a host, a name or an address."""
    return _DRAFTS[folder](subject, answers)


def record_path(folder: str, id: str, answers: Answers) -> str:
    """Return the path of a new record below the root."""
    shelf = f"{(_answer(answers, 'country') or UNDETERMINED).lower()}/" if folder == "sites" else ""
    return f"{folder}/{shelf}{id}{SUFFIX}"


def suggested_id(folder: str, subject: str, answers: Answers) -> str:
    """Return an id made from a name in Latin letters, or nothing: a name in another script has no one spelling."""
    year = _answer(answers, "date")[:4]
    name = f"{_answer(answers, 'short-name').removeprefix('the ')} {year}" if folder == "sources" else subject
    ascii_only = normalize("NFKD", name).encode("ascii", "ignore").decode()
    letters = re.search("[A-Za-z]", ascii_only)
    return re.sub("[^a-z0-9]+", "-", ascii_only.lower())[:MAX_ID].strip("-") if letters else ""


def _outlet(_host: str, answers: Answers) -> Fields:
    source, name, country = (_answer(answers, question) for question in ("source", "name", "country"))
    kind = _answer(answers, "evidence-kind")
    as_reported = _answer(answers, "as-reported")
    citation = _filled({"source": source, "locator": _answer(answers, "locator")})
    evidence: Fields = {
        "id": "listed" if kind == "listing" else kind,
        "claim": _answer(answers, "claim"),
        "kind": kind,
        "date": _answer(answers, "date"),
        "sources": [citation],
    }
    return _filled(
        {
            "kind": _answer(answers, "kind"),
            "name": name,
            "names": [{"text": name, "sources": [source], "match": _answer(answers, "match")}] if name else [],
            "targets": [{"country": country, "as_reported": as_reported, "source": source}] if country else [],
            "languages": [{"tag": tag, "source": source} for tag in answers["language"]],
            "campaigns": list(answers["campaign"]),
            "evidence": [_filled(evidence)],
        }
    )


def _firm(name: str, answers: Answers) -> Fields:
    native: Fields = {"text": _answer(answers, "native-name"), "lang": _answer(answers, "native-language")}
    website: Fields = {
        "host": _answer(answers, "website"),
        "what": _answer(answers, "website-what"),
        "sources": [{"source": _answer(answers, "website-source")}],
    }
    return _filled(
        {
            "name": name,
            "native_name": native if native["text"] else "",
            "business": _answer(answers, "business"),
            "jurisdiction": _answer(answers, "jurisdiction"),
            "websites": [website] if website["host"] else [],
        }
    )


def _campaign(name: str, answers: Answers) -> Fields:
    asked = ("named-by", "summary", "first-seen", "last-seen")
    return _filled({"name": name} | {question.replace("-", "_"): _answer(answers, question) for question in asked})


def _source(address: str, answers: Answers) -> Fields:
    asked = ("title", "publisher", "short-name", "publisher-kind", "type", "verification", "date", "language")
    values: Fields = {question.replace("-", "_"): _answer(answers, question) for question in asked}
    return _filled({**values, "url": address, "via": list(answers["via"]), "authors": list(answers["author"])})


_DRAFTS: Mapping[str, Callable[[str, Answers], Fields]] = {
    "sites": _outlet,
    "firms": _firm,
    "campaigns": _campaign,
    "sources": _source,
}


def _answer(answers: Answers, question: str) -> str:
    """Return the answer to *question*, or nothing."""
    return next(iter(answers.get(question, ())), "")


def _filled(fields: Mapping[str, Value]) -> Fields:
    """Return *fields* without those that have no value."""
    return {name: value for name, value in fields.items() if value}
