"""Asks an archive for a copy of each source that has none, one after the other, and reports the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from masthead.archiving.failures import FailureKind, FetchError, reading_answer_of
from masthead.archiving.guarded_connections import host_of
from masthead.archiving.http_request import HttpAnswer
from masthead.archiving.missing_copies import Wanted
from masthead.archiving.polite_client import Visitor
from masthead.archiving.state_files import ArchiveAnswer, ArchiveState
from masthead.archiving.turns import alternating, in_turns
from masthead.archiving.warc import Warc
from masthead.archiving.wayback import Wayback, find, raw_address, save

ROOM = 50 * 1024 * 1024
"""The largest document that is downloaded, in bytes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of asking for one source: the answer or None, and notes to report."""

    wanted: Wanted
    answer: ArchiveAnswer | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Errand:
    """A run that asks an archive for copies: the archive, the file of answers, and whether to capture and to download."""

    visitor: Visitor
    wayback: Wayback
    state: ArchiveState
    now: Callable[[], datetime]
    saves: bool = False
    warc: Warc | None = None

    def run(self, wanted: Iterable[Wanted], seconds: float) -> Iterator[Outcome]:
        """Yield the outcome for each of *wanted* until *seconds* have passed; a failure is reported, and the run continues."""
        ordered = alternating(wanted, lambda source: host_of(source.address))
        yield from in_turns(self.visitor, ordered, self._outcome, seconds)

    def _outcome(self, wanted: Wanted) -> Outcome:
        try:
            with reading_answer_of(wanted.address):
                answer = self._ask(wanted)
        except FetchError as error:
            self._let_pass(error)
            return Outcome(wanted, None, (str(error), *self._download(wanted, None)[1]))
        answer, notes = self._download(wanted, answer)
        return Outcome(wanted, answer, (_note_on(answer), *notes))

    def _let_pass(self, error: FetchError) -> None:
        """Raise *error* again if the host is busy and will be asked once more at the end of the run."""
        if error.kind is FailureKind.BUSY and not self.visitor.waits:
            raise error

    def _ask(self, wanted: Wanted) -> ArchiveAnswer:
        """Return the archive's answer for *wanted*: a recent one, or a new one."""
        known = self.state.fresh(wanted.address, self.now())
        if known and (known.copy or not self.saves):
            return known
        if known is None or known.saving:
            # If a capture was requested before, look it up; do not request it again.
            copy = find(self.visitor, self.wayback, wanted.address, "" if known else wanted.near)
            known = self._note(wanted, ArchiveAnswer(self.now(), copy, saving=bool(known and known.saving)))
        if self.saves and not known.copy and not known.saving:
            known = self._note(
                wanted, ArchiveAnswer(self.now(), save(self.visitor, self.wayback, wanted.address), saving=True)
            )
        return known

    def _note(self, wanted: Wanted, answer: ArchiveAnswer) -> ArchiveAnswer:
        self.state.note(wanted.address, answer)
        return answer

    def _download(self, wanted: Wanted, answer: ArchiveAnswer | None) -> tuple[ArchiveAnswer, tuple[str, ...]]:
        """Return *answer* with the hash of the copy, and notes on the downloads; without a WARC file nothing is downloaded."""
        result = answer or ArchiveAnswer(self.now(), None)
        if self.warc is None:
            return result, ()
        notes = []
        for label, address in self._addresses(wanted, result):
            try:
                document = self._fetch(address, self.warc)
            except FetchError as error:
                self._let_pass(error)
                notes.append(f"{label} was not downloaded: {error}")
                continue
            notes.append(f"{label}: {len(document.body)} bytes, status {document.status}, sha256 {document.sha256}")
            if document.status == 200:
                result = replace(result, sha256=document.sha256) if label == "copy" else replace(result, kept=True)
        if answer:
            self._note(wanted, result)
        return result, tuple(notes)

    def _addresses(self, wanted: Wanted, answer: ArchiveAnswer) -> Iterator[tuple[str, str]]:
        """Yield a label and the address of each document still to download; a stopped run continues from there."""
        if not answer.kept:
            yield "document", wanted.address
        if answer.copy and not answer.sha256:
            yield "copy", raw_address(self.wayback, answer.copy)

    def _fetch(self, address: str, warc: Warc) -> HttpAnswer:
        answer = self.visitor.get(address, room=ROOM, is_invited=address.startswith(self.wayback.raw))
        warc.add(answer, self.now())
        return answer


def _note_on(answer: ArchiveAnswer) -> str:
    if answer.copy:
        return f"copy of {answer.copy.captured[:10]}: {answer.copy.url}"
    if answer.saving:
        return "a capture was requested; run this again later to get its address"
    return "the archive has no copy; use --save to request one"
