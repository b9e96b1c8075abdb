"""Parts of a website put together: each file as its part has it, then verified and put in place like a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from masthead.building.outcome import Outcome, build_errors
from masthead.building.output_folder import beside, publish
from masthead.building.progress import Progress, Stage
from masthead.building.verification import complete, files_in, read_manifest, refuse_unanswered
from masthead.building.website_part import DIFFERENCES, PartError, PartManifest, read_part
from masthead.building.workers import results_of
from masthead.building.writer import Digest, Done, Writer, digest
from masthead.files.regular_files import open_within

_BATCH = 500
"""How many files are copied in one go."""

Parts = Mapping[Path, PartManifest]
"""The manifest of each part, by its folder."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a part: where it is, and what it should contain."""

    folder: Path
    path: str
    content: Digest


def merge(folders: Sequence[Path], output: Path, jobs: int = 1, progress: Progress | None = None) -> Outcome:
    """Put the parts of a website in *folders* together into *output*, in *jobs* processes, and return what was made.

    The website has the same bytes as one that a single build makes. Raises BuildError if the parts are not those of one
    website, if one is missing or damaged, or if the whole is not complete; *output* then stays as it was.
    """
    progress = progress or Progress()
    with build_errors():
        with progress.stage(Stage.LOOK):
            _refuse_nested(folders, output)
            parts = {folder: read_part(folder) for folder in folders}
            _refuse_different(parts)
            _refuse_incomplete(folders, parts)
            files = list(_files(parts))
        one = next(iter(parts.values()))
        with beside(output) as new:
            writer = Writer(new, jobs=jobs)
            with progress.stage(Stage.WRITE):
                _copy(files, writer)
            with progress.stage(Stage.VERIFY):
                refuse_unanswered(new, one.addresses)
                manifest = complete(writer, one.url)
            before = read_manifest(output)
            with progress.stage(Stage.PUBLISH):
                publish(new, output)
    return Outcome(
        records=one.records,
        findings=(),
        pages=sum(path.endswith(".html") for path in manifest),
        files=len(manifest),
        size=sum(file.size for file in manifest.values()),
        changed=sum(before.get(path) != manifest.get(path) for path in before.keys() | manifest.keys()),
    )


def _refuse_nested(folders: Sequence[Path], output: Path) -> None:
    """Refuse parts that the new website would delete, and a website inside a part."""
    place = output.resolve()
    for folder in folders:
        part = folder.resolve()
        if part.is_relative_to(place) or place.is_relative_to(part):
            raise PartError(f"{output} and the part {folder} are not beside each other; choose another folder")


def _refuse_different(parts: Parts) -> None:
    """Refuse parts that are not made of the same."""
    for (one, known), (other, manifest) in pairwise(parts.items()):
        if known.shard.of != manifest.shard.of:
            raise PartError(
                f"{one} is part {known.shard} and {other} is part {manifest.shard}: they are not of one split; make all"
                " parts with the same number of shards"
            )
        for kind, difference in DIFFERENCES.items():
            if known.made_of[kind] != manifest.made_of[kind]:
                raise PartError(
                    f"{one} and {other} were made {difference}; make all parts of the same files, with the same"
                    " version and settings, on the same day"
                )
        if (known.records, known.url, known.addresses) != (manifest.records, manifest.url, manifest.addresses):
            raise PartError(f"the manifests of {one} and {other} do not agree; make both parts again")


def _refuse_incomplete(folders: Sequence[Path], parts: Parts) -> None:
    """Refuse parts of which one is missing, or there twice."""
    found: dict[int, Path] = {}
    for folder in folders:
        shard = parts[folder].shard
        if shard.number in found:
            raise PartError(f"part {shard} is there twice: {found[shard.number]} and {folder}; name each part once")
        found[shard.number] = folder
    of = next(iter(parts.values())).shard.of
    missing = [str(number) for number in range(1, of + 1) if number not in found]
    if missing:
        raise PartError(
            f"of {of} parts {len(missing)} {'is' if len(missing) == 1 else 'are'} missing:"
            f" {', '.join(missing[:10])}{' …' if len(missing) > 10 else ''}; name all parts"
        )


def _files(parts: Parts) -> Iterator[_File]:
    """Yield the files of all *parts*, after seeing that each folder has those of its manifest and no others."""
    owners: dict[str, Path] = {}
    for folder, part in parts.items():
        found = set(files_in(folder))
        for path in sorted(part.files.keys() ^ found):
            lost = "is missing" if path in part.files else "is not in its manifest"
            raise PartError(f"{folder} is damaged: {path} {lost}; make this part again")
        for path, content in part.files.items():
            if path in owners:
                raise PartError(f"{owners[path]} and {folder} both have {path}; make both parts again")
            owners[path] = folder
            yield _File(folder, path, content)


def _copy(files: Sequence[_File], writer: Writer) -> None:
    """Let *writer* have all *files*, as their parts say that they are."""
    batches = (files[start : start + _BATCH] for start in range(0, len(files), _BATCH))
    for done in results_of([partial(_copied, batch, writer) for batch in batches], writer.jobs):
        writer.add(done)


def _copied(files: Iterable[_File], writer: Writer) -> Done:
    own = writer.beginning()
    for file in files:
        own.write(file.path, _bytes(file))
    return own.done


def _bytes(file: _File) -> bytes:
    """Return the bytes of *file*, of which no step is a link. Raises PartError if they are not those of its manifest."""
    try:
        with open_within(file.folder, file.path) as stream:
            data = stream.read(file.content.size + 1)
    except OSError as error:
        raise PartError(f"{file.folder / file.path} cannot be read: {error.strerror}") from error
    if digest(data) != file.content:
        raise PartError(
            f"{file.folder} is damaged: {file.path} is not as its manifest says; make this part again, or copy it again"
        )
    return data
