"""Merging the parts of a website: every file is copied from its part, then verified and put in place as in a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from masthead.building.output.outcome import Outcome, build_errors
from masthead.building.output.output_folder import new_folder, publish
from masthead.building.output.verification import complete, files_in, read_manifest, refuse_unanswered
from masthead.building.output.writer import Digest, Writer, WrittenFiles, digest
from masthead.building.progress import Progress, Stage
from masthead.building.shard_manifest import DIFFERENCES, PartError, PartManifest, read_part
from masthead.files.regular_files import open_within
from masthead.processes.workers import results_of

_BATCH = 500
"""The number of files that are copied in one task."""

Parts = Mapping[Path, PartManifest]
"""The manifest of each part, by folder."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a part: its folder, its path, and its size and checksum."""

    folder: Path
    path: str
    content: Digest


def merge_parts(folders: Sequence[Path], output: Path, jobs: int = 1, progress: Progress | None = None) -> Outcome:
    """Merge the parts of a website in *folders* into *output*, in *jobs* processes, and return a summary.

    The website has the same bytes as one made by a single build. Raises BuildError if the parts are not those of one
    website, if a part is missing or damaged, or if the website is incomplete; *output* then stays as it was.
    """
    progress = progress or Progress()
    with build_errors():
        with progress.stage(Stage.LOOK):
            _refuse_nested(folders, output)
            parts = {folder: read_part(folder) for folder in folders}
            _refuse_different(parts)
            _refuse_incomplete(folders, parts)
            files = list(_files(parts))
        first = next(iter(parts.values()))
        with new_folder(output) as new:
            writer = Writer(new, jobs=jobs)
            with progress.stage(Stage.WRITE):
                _copy(files, writer)
            with progress.stage(Stage.VERIFY):
                refuse_unanswered(new, first.addresses)
                manifest = complete(writer, first.url).manifest
            before = read_manifest(output)
            with progress.stage(Stage.PUBLISH):
                publish(new, output)
    return Outcome(
        records=first.records,
        findings=(),
        pages=sum(path.endswith(".html") for path in manifest),
        files=len(manifest),
        size=sum(file.size for file in manifest.values()),
        changed=sum(before.get(path) != manifest.get(path) for path in before.keys() | manifest.keys()),
    )


def _refuse_nested(folders: Sequence[Path], output: Path) -> None:
    """Refuse a part inside *output*, which would be deleted, and *output* inside a part."""
    place = output.resolve()
    for folder in folders:
        part = folder.resolve()
        if part.is_relative_to(place) or place.is_relative_to(part):
            raise PartError(f"{output} and the part {folder} are not beside each other; choose another folder")


def _refuse_different(parts: Parts) -> None:
    """Refuse parts of different splits, or made from different inputs."""
    for (folder, part), (next_folder, next_part) in pairwise(parts.items()):
        if part.shard.of != next_part.shard.of:
            raise PartError(
                f"{folder} is part {part.shard} and {next_folder} is part {next_part.shard}: they are not of one split;"
                " make all parts with the same number of shards"
            )
        for kind, difference in DIFFERENCES.items():
            if part.made_of[kind] != next_part.made_of[kind]:
                raise PartError(
                    f"{folder} and {next_folder} were made {difference}; make all parts of the same files, with the same"
                    " version and settings, on the same day"
                )
        if (part.records, part.url, part.addresses) != (next_part.records, next_part.url, next_part.addresses):
            raise PartError(f"the manifests of {folder} and {next_folder} do not agree; make both parts again")


def _refuse_incomplete(folders: Sequence[Path], parts: Parts) -> None:
    """Refuse a set of parts with one missing or given twice."""
    folder_of: dict[int, Path] = {}
    for folder in folders:
        shard = parts[folder].shard
        if shard.number in folder_of:
            raise PartError(f"part {shard} is there twice: {folder_of[shard.number]} and {folder}; name each part once")
        folder_of[shard.number] = folder
    of = next(iter(parts.values())).shard.of
    missing = [str(number) for number in range(1, of + 1) if number not in folder_of]
    if missing:
        raise PartError(
            f"of {of} parts {len(missing)} {'is' if len(missing) == 1 else 'are'} missing:"
            f" {', '.join(missing[:10])}{' …' if len(missing) > 10 else ''}; name all parts"
        )


def _files(parts: Parts) -> Iterator[_File]:
    """Yield the files of all *parts*, once each folder has exactly the files of its manifest."""
    owners: dict[str, Path] = {}
    for folder, part in parts.items():
        paths = set(files_in(folder))
        for path in sorted(part.files.keys() ^ paths):
            lost = "is missing" if path in part.files else "is not in its manifest"
            raise PartError(f"{folder} is damaged: {path} {lost}; make this part again")
        for path, content in part.files.items():
            if path in owners:
                raise PartError(f"{owners[path]} and {folder} both have {path}; make both parts again")
            owners[path] = folder
            yield _File(folder, path, content)


def _copy(files: Sequence[_File], writer: Writer) -> None:
    """Let *writer* write all *files*, with the contents that their manifests state."""
    batches = (files[start : start + _BATCH] for start in range(0, len(files), _BATCH))
    for done in results_of([partial(_copied, batch, writer) for batch in batches], writer.jobs):
        writer.add(done)


def _copied(files: Iterable[_File], writer: Writer) -> WrittenFiles:
    own = writer.beginning()
    for file in files:
        own.write(file.path, _bytes(file))
    return own.done


def _bytes(file: _File) -> bytes:
    """Return the bytes of *file*. Raises PartError at a link, and at bytes other than its manifest states."""
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
