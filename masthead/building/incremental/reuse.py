"""The parts of a website, made again or reused: a part whose reads have the same digests has the same files.

Each part notes the records that it reads. inputs.py has the digests of the other inputs of a page: if one of them has
changed, nothing is reused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import TypeVar

from masthead.building.output.writer import Writer, WrittenFiles
from masthead.building.rendering.website import NOTHING_KEPT, Kept, Part
from masthead.edition.reads import Contents, Read, noted
from masthead.processes.workers import results_of

Item = TypeVar("Item")

MANY, _PAGES = 32, 8
"""The number of records, or of pages of lists, whose files a process makes in one task."""
_LINKED = 128


@dataclass(frozen=True, slots=True)
class MadePart:
    """A part that was made: the digest of its inputs, its reads, its files, and the values that it keeps."""

    digest: str
    reads: tuple[Read, ...]
    files: tuple[str, ...]
    kept: Kept = field(default_factory=dict)


Parts = Mapping[str, MadePart]
"""Parts by name."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """Decides which parts are made again, from the present records and the parts of the last build."""

    contents: Contents
    last: Parts = field(default_factory=dict)

    def digest(self, part: Part, reads: Iterable[Read]) -> str:
        """Return the digest of the inputs of *part*, if it makes *reads*."""
        return self.contents.of_values(part.name, part.given, self.contents.of_reads(reads))

    def kept(self, part: Part) -> Kept:
        """Return the values that *part* kept in the last build."""
        return self.last[part.name].kept if part.name in self.last else NOTHING_KEPT

    def unchanged(self, part: Part) -> bool:
        """Return whether *part* has the same inputs as in the last build."""
        last = self.last.get(part.name)
        return last is not None and last.digest == self.digest(part, last.reads)


def make(
    parts: Sequence[Part],
    writer: Writer,
    prepare: Callable[[int], object],
    reuse: Reuse | None = None,
    reached: Callable[[int], object] = lambda _: None,
) -> Parts:
    """Let *writer* write the files of all *parts*, and return the parts with their reads.

    *prepare* is called before any part is made, with the number of records whose pages are. *reached* is called now and
    then with the number of records whose files were started.
    """
    reused = _reused(parts, writer, reuse) if reuse else {}
    rest = [part for part in parts if part.name not in reused]
    if rest:
        prepare(sum(part.records for part in rest))
    batches = _batches_of(rest)
    records = list(accumulate((sum(part.records for part in batch) for batch in batches), initial=len(reused)))
    made_parts: dict[str, MadePart] = {}
    tasks = [partial(_make, writer, reuse, batch) for batch in batches]
    for some, done in results_of(tasks, writer.jobs, lambda started: reached(records[started])):
        writer.add(done)
        made_parts |= some
    return {part.name: reused.get(part.name) or made_parts[part.name] for part in parts}


def _reused(parts: Iterable[Part], writer: Writer, reuse: Reuse) -> Parts:
    """Let *writer* link the files of the *parts* that are unchanged since the last build, and return these."""
    names = [part.name for part in parts if reuse.unchanged(part)]
    reused: dict[str, MadePart] = {}
    for intact, done in results_of(
        [partial(_take, writer, reuse.last, some) for some in _batches(names, _LINKED)], writer.jobs
    ):
        writer.add(done)
        reused |= {name: reuse.last[name] for name in intact}
    return reused


def _take(writer: Writer, last: Parts, names: Iterable[str]) -> tuple[list[str], WrittenFiles]:
    """Link the files of those parts *names* of *last* whose files are all intact; return their names and the files."""
    own = writer.beginning()
    return [name for name in names if _linked(own, last[name].files)], own.done


def _linked(writer: Writer, files: Sequence[str]) -> bool:
    """Let *writer* link *files* of the last website if all of them are intact; return whether they are."""
    stamps = {file: stamp for file in files if (stamp := writer.last.intact(file))}
    if len(stamps) < len(files):
        return False
    for file, stamp in stamps.items():
        writer.link(file, stamp)
    return True


def _make(writer: Writer, reuse: Reuse | None, parts: Iterable[Part]) -> tuple[dict[str, MadePart], WrittenFiles]:
    """Make and write the files of *parts*; return the parts and the files, which another process has to learn."""
    own = writer.beginning()
    shared_reads: dict[Read, Read] = {}  # each read once, since another process gets them all
    made_parts: dict[str, MadePart] = {}
    for part in parts:
        before = len(own.written)
        with noted() as noted_reads:
            output = part.make(reuse.kept(part) if reuse else NOTHING_KEPT)
            if not (reuse and output.is_same and _linked(own, reuse.last[part.name].files)):
                for path, content in output.files:
                    own.write(path, content)
        reads = tuple(shared_reads.setdefault(read, read) for read in sorted(noted_reads))
        digest = reuse.digest(part, reads) if reuse else ""
        made_parts[part.name] = MadePart(digest, reads, tuple(own.written)[before:], output.kept)
    return made_parts, own.done


def _batches_of(parts: Sequence[Part]) -> list[Sequence[Part]]:
    """Return *parts* in batches for processes: a few one by one, many in batches that share most of their records."""
    if len(parts) <= MANY:
        return [(part,) for part in parts]
    exports = [part for part in parts if not part.given]  # these take longest
    pages = [part for part in parts if part.given and not part.records]
    records = [part for part in parts if part.records]
    return [*((part,) for part in exports), *_batches(pages, _PAGES), *_batches(records, MANY)]


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
