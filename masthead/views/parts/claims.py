"""Claims as pages print them: citations, archived copies, evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from markupsafe import Markup

from masthead.edition.edition import Edition, Link, Meaning, When
from masthead.edition.localisation import capitalised
from masthead.edition.safe_markdown import prose
from masthead.edition.shared_results import remembered
from masthead.field_types.dates import PartialDate, read_date
from masthead.field_types.vocabulary import NN_, Term, Verification
from masthead.field_types.web_addresses import address_host, defang
from masthead.model import Archive, Citation, Evidence, Source
from masthead.pinned_lists import TECHNIQUES
from masthead.views.parts.concerned_outlets import Concerned, concerned_by_evidence
from masthead.views.parts.source_names import names_in_list

Item = TypeVar("Item")
UNFOLDED = 4
"""The most items of evidence that a page prints without folding them."""
_FOLDED = NN_("%(of)s: %(num)s item", "%(of)s: %(num)s items")


@dataclass(frozen=True, slots=True)
class GoneView:
    """A document that is gone from its address: since when, when it was last checked, and whether a copy exists."""

    since: When
    checked: When
    has_copy: bool


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A picture: the address and size of the published copy, and the SHA-256 of the original file."""

    path: str
    alt: str
    width: int
    height: int
    captured: When | None
    sha256: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation: the source and the place in it, its kind of publisher and their interest, and how much of it we read."""

    source: Link
    publisher: str
    short: str
    """The publisher, with a date or title where others in the list have the same; for places where no date follows."""
    date: When | None
    updated: When | None
    locator: str
    note: str
    kind: Meaning
    interest: str
    verification: Meaning
    via: tuple[Link, ...]
    gone: GoneView | None = None
    repeated: bool = False
    """Whether the page has cited the source before, with its date and its kind."""


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """An archived copy; a warning hides its link behind a click."""

    url: str
    service: str
    original: str
    captured: When | None
    published: When | None
    shows: str
    language: str
    sha256: str
    warning: Meaning | None
    gone: GoneView | None = None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """An item of evidence with its permalink."""

    id: str
    formerly: tuple[str, ...]
    permalink: str
    address: str
    cite: str
    claim: Markup
    kind: Meaning
    date: When | None
    until: When | None
    citations: tuple[CitationView, ...]
    archives: tuple[ArchiveView, ...]
    techniques: tuple[Meaning, ...]
    weight: Meaning | None
    inference: Markup
    concerned: Concerned
    attachments: tuple[AttachmentView, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold(Generic[Item]):
    """Items of evidence that a page folds together, with their common property and their number."""

    title: str
    items: tuple[Item, ...]


def folds(edition: Edition, items: Sequence[Item], of: Callable[[Item], str]) -> tuple[Fold[Item], ...]:
    """Return *items* grouped by *of*, in the order of first occurrence; empty if the page has room for all items."""
    if len(items) <= UNFOLDED:
        return ()
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(of(item), []).append(item)
    return tuple(
        Fold(edition.book.plural(*_FOLDED, len(group), of=capitalised(title)), tuple(group))
        for title, group in groups.items()
    )


def evidence_folds(edition: Edition, evidence: Sequence[EvidenceView]) -> tuple[Fold[EvidenceView], ...]:
    """Return *evidence* folded by kind, each source in full where the folds first cite it; empty if there is room for all."""
    cited: set[str] = set()
    return tuple(
        replace(fold, items=tuple(_with_repeated_citations(item, cited) for item in fold.items))
        for fold in folds(edition, evidence, lambda item: item.kind.label)
    )


def _with_repeated_citations(item: EvidenceView, cited: set[str]) -> EvidenceView:
    """Return *item* with the citations marked whose source is among those *cited* before, and add its own to them."""
    citations = tuple(replace(view, repeated=view.source.path in cited) for view in item.citations)
    cited.update(view.source.path for view in citations)
    return replace(item, citations=citations)


def meaning(edition: Edition, term: Term) -> Meaning:
    """Return *term* with its label and definition in the language of *edition*."""
    definition = edition.book.say(term.definition) if term.definition else ""
    return Meaning(str(term), edition.book.label(term), definition)


def citation_views(edition: Edition, citations: Sequence[Citation]) -> tuple[CitationView, ...]:
    """Return *citations* of one statement as pages print them; a source is known through those that are cited with it."""
    together = {citation.source for citation in citations}
    names = names_in_list(edition, (edition.graph.sources[citation.source] for citation in citations))
    views = (citation_view(edition, citation, together) for citation in citations)
    return tuple(replace(view, short=name) for view, name in zip(views, names, strict=True))


def citation_view(edition: Edition, citation: Citation, together: Collection[str] = ()) -> CitationView:
    """Return *citation* as pages print it, cited *together* with others.

    A source may be known through several, each of which has only some of its statements.
    """
    source = edition.graph.sources[citation.source]
    return CitationView(
        source=edition.link(source),
        publisher=edition.short_source(source),
        short=edition.short_source(source),
        date=edition.when(source.date),
        updated=edition.when(source.updated),
        locator=citation.locator or "",
        note=citation.note or "",
        kind=meaning(edition, source.publisher_kind),
        interest=source.interest or "",
        verification=meaning(edition, source.verification),
        via=via_of(edition, source, together),
        gone=gone_of(edition, source),
    )


def gone_of(edition: Edition, source: Source) -> GoneView | None:
    """Return since when *source* is gone from its address; None unless two checks on different days found it gone."""
    return _gone(edition, source.url, has_copy=bool(source.archives))


def _gone(edition: Edition, address: str | None, *, has_copy: bool) -> GoneView | None:
    status = edition.links.get(address or "")
    if status is None or not status.is_gone:
        return None
    return GoneView(_day(edition, status.since), _day(edition, status.checked), has_copy)


def _day(edition: Edition, day: date) -> When:
    return When(day.isoformat(), edition.book.date(PartialDate(day.year, day.month, day.day)))


def via_of(edition: Edition, source: Source, together: Collection[str] = ()) -> tuple[Link, ...]:
    """Return links to the sources through which *source* is known, if some are among *together* those; none if it was read in full."""
    if source.verification is Verification.FULL:
        return ()
    ids = tuple(id for id in source.via if id in together) or source.via
    others = [edition.graph.sources[id] for id in ids]
    names = names_in_list(edition, others)
    return tuple(replace(edition.link(other), text=name, lang="") for other, name in zip(others, names, strict=True))


def archive_view(edition: Edition, archive: Archive) -> ArchiveView:
    """Return *archive* as pages print it."""
    captured = edition.when(read_date(archive.captured[:10])) if archive.captured else None
    return ArchiveView(
        url=archive.url,
        service=address_host(archive.url),
        # The path of an address may be the headline, which must not be printed if there is a warning.
        original=defang(address_host(archive.original) if archive.warning else archive.original),
        captured=When(archive.captured or "", captured.text) if captured else None,
        published=edition.when(archive.published),
        shows=archive.shows,
        language=edition.book.language(archive.language) if archive.language else "",
        sha256=archive.sha256 or "",
        warning=meaning(edition, archive.warning) if archive.warning else None,
        gone=_gone(edition, archive.url, has_copy=False),
    )


@remembered(1024)
def evidence_view(edition: Edition, evidence: Evidence, path: str) -> EvidenceView:
    """Return *evidence* as the page at *path* prints it."""
    return EvidenceView(
        id=evidence.id,
        formerly=evidence.formerly,
        permalink=f"{path}#{evidence.id}",
        address=edition.address(f"{path}#{evidence.id}"),
        cite=edition.cite_path(path, evidence.id),
        claim=prose(evidence.claim),
        kind=meaning(edition, evidence.kind),
        date=edition.when(evidence.date),
        until=edition.when(evidence.until),
        citations=citation_views(edition, evidence.sources),
        archives=tuple(archive_view(edition, archive) for archive in evidence.archives),
        techniques=tuple(Meaning(id, TECHNIQUES[id], "") for id in evidence.techniques),
        weight=meaning(edition, evidence.weight) if evidence.weight else None,
        inference=prose(evidence.inference) if evidence.inference else Markup(""),
        concerned=concerned_by_evidence(edition, evidence, path),
        attachments=tuple(_attachment_views(edition, evidence)),
    )


def _attachment_views(edition: Edition, evidence: Evidence) -> Iterator[AttachmentView]:
    """Yield the published pictures of *evidence*."""
    for attachment in evidence.attachments:
        picture = edition.pictures.get(attachment.sha256)
        if picture:
            captured = attachment.captured
            day = edition.book.date(read_date(captured[:10])) if captured else ""
            yield AttachmentView(
                path=picture.path,
                alt=attachment.alt,
                width=picture.width,
                height=picture.height,
                captured=When(captured, day) if captured else None,
                sha256=attachment.sha256,
            )
