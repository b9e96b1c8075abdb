"""Asks an archive for a copy of each source that has none, one after the other, and tells what it said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from masthead.archiving.failures import FetchError, Kind
from masthead.archiving.http_request import Answer
from masthead.archiving.missing_copies import Wanted
from masthead.archiving.polite_client import Visitor
from masthead.archiving.state_files import Asked, State
from masthead.archiving.turns import in_turns
from masthead.archiving.warc import Warc
from masthead.archiving.wayback import Wayback, find, raw_address, save

ROOM = 50 * 1024 * 1024
"""How large a document may be that is downloaded."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking for one source: the answer, if there is one, and what to tell about it."""

    wanted: Wanted
    asked: Asked | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Errand:
    """Whom to ask for copies, where to keep what was answered, and whether to ask for captures and to download."""

    visitor: Visitor
    wayback: Wayback
    state: State
    now: Callable[[], datetime]
    saves: bool = False
    warc: Warc | None = None

    def run(self, wanted: Iterable[Wanted], seconds: float) -> Iterator[Outcome]:
        """Yield what came of each of *wanted*, as far as so many *seconds* allow; what fails is told, and the rest goes on."""
        yield from in_turns(self.visitor, wanted, self._outcome, seconds)

    def _outcome(self, one: Wanted) -> Outcome:
        try:
            asked = self._ask(one)
        except FetchError as error:
            self._let_pass(error)
            return Outcome(one, None, (str(error), *self._download(one, None)[1]))
        asked, notes = self._download(one, asked)
        return Outcome(one, asked, (_told(asked), *notes))

    def _let_pass(self, error: FetchError) -> None:
        """Raise *error* again if somebody is busy who is asked once more at the end."""
        if error.kind is Kind.BUSY and not self.visitor.waits:
            raise error

    def _ask(self, one: Wanted) -> Asked:
        """Return what the archive says of *one*: now, or lately."""
        known = self.state.fresh(one.address, self.now())
        if known and (known.copy or not self.saves):
            return known
        if known is None or known.saving:
            # Whether a capture that was asked for is there is looked up, not asked for once more.
            copy = find(self.visitor, self.wayback, one.address, "" if known else one.near)
            known = self._note(one, Asked(self.now(), copy, saving=bool(known and known.saving)))
        if self.saves and not known.copy and not known.saving:
            known = self._note(one, Asked(self.now(), save(self.visitor, self.wayback, one.address), saving=True))
        return known

    def _note(self, one: Wanted, asked: Asked) -> Asked:
        self.state.note(one.address, asked)
        return asked

    def _download(self, one: Wanted, asked: Asked | None) -> tuple[Asked, tuple[str, ...]]:
        """Return *asked* with the hash of the copy, and what was downloaded, if it is to be."""
        known = asked or Asked(self.now(), None)
        if self.warc is None:
            return known, ()
        notes = []
        for what, address in self._addresses(one, known):
            try:
                answer = self._fetch(address, self.warc)
            except FetchError as error:
                self._let_pass(error)
                notes.append(f"{what} was not downloaded: {error}")
                continue
            notes.append(f"{what}: {len(answer.body)} bytes, status {answer.status}, sha256 {answer.sha256}")
            if answer.status == 200:
                known = replace(known, sha256=answer.sha256) if what == "copy" else replace(known, kept=True)
        if asked:
            self._note(one, known)
        return known, tuple(notes)

    def _addresses(self, one: Wanted, asked: Asked) -> Iterator[tuple[str, str]]:
        """Yield what is still to be downloaded: a run that was stopped goes on where it was."""
        if not asked.kept:
            yield "document", one.address
        if asked.copy and not asked.sha256:
            yield "copy", raw_address(self.wayback, asked.copy)

    def _fetch(self, address: str, warc: Warc) -> Answer:
        answer = self.visitor.get(address, room=ROOM, is_invited=address.startswith(self.wayback.raw))
        warc.add(answer, self.now())
        return answer


def _told(asked: Asked) -> str:
    if asked.copy:
        return f"copy of {asked.copy.captured[:10]}: {asked.copy.url}"
    if asked.saving:
        return "a capture was requested; run this again later to get its address"
    return "the archive has no copy; use --save to request one"
