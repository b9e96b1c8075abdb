"""The parts of a website, made or taken over from the last build: a part that has read the same has the same files.

Each part notes what it reads of the records. Of everything else that a page depends on, inputs.py has the digests: if
one of them has changed, nothing is taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import TypeVar

from masthead.building.website import Part
from masthead.building.workers import results_of
from masthead.building.writer import Done, Writer
from masthead.edition.reads import Contents, Read, noted

Item = TypeVar("Item")

_PARTS, _PAGES = 32, 8
"""Of how many records, or pages of lists, a process makes the files before it takes others."""
_LINKED = 128


@dataclass(frozen=True, slots=True)
class MadePart:
    """A part as it was made: the digest of all that it was made of, what it read, and its files."""

    digest: str
    reads: tuple[Read, ...]
    files: tuple[str, ...]


Parts = Mapping[str, MadePart]
"""Parts by name."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """What decides which parts are made again: the records now, and the parts of the last build."""

    contents: Contents
    last: Parts = field(default_factory=dict)

    def digest(self, part: Part, reads: Iterable[Read]) -> str:
        """Return the digest of all that *part* is made of, if it makes *reads*."""
        return self.contents.of_values(part.name, part.given, self.contents.of_reads(reads))

    def unchanged(self, part: Part) -> bool:
        """Return whether *part* would be made of the same as in the last build."""
        known = self.last.get(part.name)
        return known is not None and known.digest == self.digest(part, known.reads)


def make(
    parts: Sequence[Part],
    writer: Writer,
    prepare: Callable[[], object],
    reuse: Reuse | None = None,
    reached: Callable[[int], object] = lambda _: None,
) -> Parts:
    """Let *writer* have the files of all *parts*, and return how each was made.

    *prepare* is called before many parts are made. *reached* is called now and then with the number of records of
    which the files were begun.
    """
    taken = _all_taken(parts, writer, reuse) if reuse else {}
    rest = [part for part in parts if part.name not in taken]
    if len(rest) > _PARTS:
        prepare()
    batches = _batches_of(rest)
    records = list(accumulate((sum(part.records for part in batch) for batch in batches), initial=len(taken)))
    made: dict[str, MadePart] = {}
    tasks = [partial(_make, writer, reuse, batch) for batch in batches]
    for some, done in results_of(tasks, writer.jobs, lambda begun: reached(records[begun])):
        writer.add(done)
        made |= some
    return {part.name: taken.get(part.name) or made[part.name] for part in parts}


def _all_taken(parts: Iterable[Part], writer: Writer, reuse: Reuse) -> Parts:
    """Let *writer* link the files of those *parts* that are as in the last build, and return these."""
    names = [part.name for part in parts if reuse.unchanged(part)]
    taken: dict[str, MadePart] = {}
    for intact, done in results_of(
        [partial(_take, writer, reuse.last, some) for some in _batches(names, _LINKED)], writer.jobs
    ):
        writer.add(done)
        taken |= {name: reuse.last[name] for name in intact}
    return taken


def _take(writer: Writer, last: Parts, names: Iterable[str]) -> tuple[list[str], Done]:
    """Link the files of the parts *names* of the last build; return the parts of which all files are intact."""
    own = writer.beginning()
    taken = [name for name in names if all(map(writer.last.is_intact, last[name].files))]
    for name in taken:
        for file in last[name].files:
            own.link(file)
    return taken, own.done


def _make(writer: Writer, reuse: Reuse | None, parts: Iterable[Part]) -> tuple[dict[str, MadePart], Done]:
    """Make and write the files of *parts*: another process learns only from the result what they are made of."""
    own = writer.beginning()
    known: dict[Read, Read] = {}  # each read once, for another process gets them all
    made: dict[str, MadePart] = {}
    for part in parts:
        before = len(own.written)
        with noted() as noted_reads:
            for path, content in part():
                own.write(path, content)
        reads = tuple(known.setdefault(read, read) for read in sorted(noted_reads))
        digest = reuse.digest(part, reads) if reuse else ""
        made[part.name] = MadePart(digest, reads, tuple(own.written)[before:])
    return made, own.done


def _batches_of(parts: Sequence[Part]) -> list[Sequence[Part]]:
    """Return *parts* as processes take them: few one by one, of many those together that have much in common."""
    if len(parts) <= _PARTS:
        return [(part,) for part in parts]
    exports = [part for part in parts if not part.given]  # which take longest
    pages = [part for part in parts if part.given and not part.records]
    records = [part for part in parts if part.records]
    return [*((part,) for part in exports), *_batches(pages, _PAGES), *_batches(records, _PARTS)]


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
