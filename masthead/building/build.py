"""A build: checks the records, writes the website beside the previous one, and swaps the two once it is complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from masthead.building.configuration.settings import Settings, cache_of, edition_of, settings_of
from masthead.building.incremental.input_snapshot import Snapshot
from masthead.building.incremental.inputs import Inputs, inputs_of, is_same, with_edition
from masthead.building.incremental.last_build import NO_BUILD, LastBuild, read_last_build, values_to_keep
from masthead.building.incremental.last_build_file import LastBuildError, forget, keep, spare_of
from masthead.building.incremental.reuse import Parts, Reuse
from masthead.building.incremental.unchanged_website import UNCHANGED, FileState, unchanged_values
from masthead.building.output.outcome import BuildError, Making, Outcome, build_errors
from masthead.building.output.output_folder import new_folder, publish
from masthead.building.output.shard import Shard
from masthead.building.output.spare_website import add_linked, set_aside
from masthead.building.output.verification import MANIFEST, complete, read_manifest, refuse_unanswered, verified
from masthead.building.output.writer import Digest, Writer
from masthead.building.pelican_plugin import run
from masthead.building.progress import Progress, Stage
from masthead.building.rendering.templates import compiled_meanwhile
from masthead.building.rendering.website import part_name
from masthead.building.shard_manifest import DATE, PART_MARK, PartManifest, made_of, refuse_changed
from masthead.building.whole_ledger import WholeLedger
from masthead.edition.edition import Edition
from masthead.edition.reads import Contents
from masthead.exports.card_images import thrown_away
from masthead.files.regular_files import remove_folder
from masthead.ledger.contents import Ledger
from masthead.ledger.published_addresses import addresses_of
from masthead.loading.database import Database, load
from masthead.loading.image_reencoding import redrawn
from masthead.loading.link_status import believable_links


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The result of a build: the checked database, and the files of the website; no files if there are errors."""

    database: Database
    manifest: Mapping[str, Digest] = field(default_factory=dict)
    """The size and the checksum of each file, by path."""
    changed: int = 0
    """The number of files that are new, changed, or gone since the last build."""
    linked: int = 0
    """The number of files that were linked, since the last website has the same."""
    warnings: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The summary that commands print."""
        return Outcome(
            records=len(self.database.graph.loaded),
            findings=self.database.findings,
            warnings=self.warnings,
            pages=sum(path.endswith(".html") for path in self.manifest),
            files=len(self.manifest),
            size=sum(file.size for file in self.manifest.values()),
            changed=self.changed,
            linked=self.linked,
        )


def build(
    snapshot: Snapshot,
    output: Path,
    jobs: int,
    progress: Progress,
    making: Making,
    ledger: Callable[[], WholeLedger],
) -> BuildResult:
    """Build the website from the inputs of *snapshot* into *output*, in *jobs* processes.

    *progress* follows the build; *making* decides which parts of the website are made; *ledger* returns the ledger, and
    may be called once. If the records have errors, nothing is written, and the result contains the findings alone. Raises
    BuildError if the records are right and the website still cannot be made.
    """
    root, settings = snapshot.root, partial(settings_of, snapshot.root / snapshot.settings)
    with compiled_meanwhile(partial(settings, output), jobs) as know_templates:
        ledger = cache(ledger)
        with progress.stage(Stage.CHECK):
            database = load(root, jobs=jobs, ledger=ledger)
        if database.errors:
            return BuildResult(database)
        with build_errors(), new_folder(output) as new:
            with progress.stage(Stage.PREPARE):
                recipe = _recipe(root, settings(new), database, new, jobs, ledger())
                last, notices = _last(recipe, output) if making is not Making.ALL else (NO_BUILD, ())
                start = _start(recipe, last)
            website = _make(recipe, start, progress, cache(know_templates))
            if making is Making.COMPARED:
                with progress.stage(Stage.COMPARE):
                    _refuse_different(recipe, output)
            built = _result(database, website, read_manifest(output))
            with progress.stage(Stage.PUBLISH):
                _publish(recipe, snapshot, website, built.outcome, output)
    return replace(built, warnings=(*notices, *built.warnings))


def _result(database: Database, website: _Website, before: Mapping[str, Digest]) -> BuildResult:
    """Return the result for *website*; *before* is the manifest of the previous one."""
    paths = before.keys() | website.manifest.keys()
    return BuildResult(
        database,
        website.manifest,
        changed=sum(before.get(path) != website.manifest.get(path) for path in paths),
        linked=sum(path in website.writer.linked for path in website.manifest),
        warnings=website.warnings,
    )


def _publish(recipe: _Recipe, snapshot: Snapshot, website: _Website, outcome: Outcome, output: Path) -> None:
    """Put *website* in the place of *output*, and keep the values that the next build needs."""
    writer = website.writer
    files = {
        path: FileState(content.size, writer.stamps[path].changed, writer.stamps[path].inode)
        for path, content in writer.written.items()
    }
    unchanged = unchanged_values(snapshot, outcome, recipe.new, files)
    publish(recipe.new, output)
    spare = spare_of(recipe.cache, output)
    remove_folder(spare)
    if len(writer.linked) > len(writer.written) / 2:  # otherwise it would have little in common with the next website
        set_aside(recipe.new, spare)
    last = values_to_keep(output, website.inputs, website.parts, writer.stamps, website.named)
    keep(recipe.cache, output, {UNCHANGED: unchanged}, last)


def build_part(
    root: Path, settings: str, output: Path, shard: Shard, jobs: int = 1, progress: Progress | None = None
) -> BuildResult:
    """Build the share of *shard* into *output*, with the other arguments of `build`; `merge` puts parts together.

    All records are checked, as for the whole website. Every file of the part is written, and nothing is kept for the
    next build. Raises BuildError if the part cannot be made, or if its inputs change meanwhile.
    """
    progress = progress or Progress()
    with progress.stage(Stage.LOOK), build_errors():
        ingredients = partial(made_of, root, root / settings, settings_of(root / settings, output))
        before = ingredients()
        refuse_changed(before, before)  # an input without a digest now would have none at the end
    with progress.stage(Stage.CHECK):
        database = load(root, jobs=jobs)
    if database.errors:
        return BuildResult(database)
    with build_errors(), new_folder(output, PART_MARK) as new:
        with progress.stage(Stage.PREPARE):
            recipe = _recipe(root, settings_of(root / settings, new), database, new, jobs, WholeLedger.below(root))
            start = _start(recipe)
            writer = replace(start.writer, shard=shard)
        with progress.stage(Stage.WRITE, sum(shard.makes(part_name(record)) for record in database.graph.records())):
            result = run(recipe.settings, start.edition, writer, start.reuse, progress.reached)
        with progress.stage(Stage.VERIFY):
            files = verified(new, writer.written, None, jobs)
            refuse_changed(before, ingredients())
            sources = {**before, DATE: str(start.edition.date)}
            records, url = len(database.graph.loaded), start.edition.url
            part = PartManifest(shard, sources, records, url, recipe.ledger.addresses, files)
            writer.write(MANIFEST, part.text)
        with progress.stage(Stage.PUBLISH):
            publish(new, output)
    return BuildResult(database, files, len(files), warnings=result.warnings)


def addresses_made(root: Path, settings: str, database: Database, ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return the addresses of the website of *database* with *ledger*, each with its anchors; keep none of its files.

    The website has no further languages: the ledger binds only the addresses of the first.
    """
    with build_errors(), TemporaryDirectory(prefix="masthead-") as folder:
        whole = _recipe(
            root, settings_of(root / settings, Path(folder)), database, Path(folder), 1, WholeLedger(ledger)
        )
        recipe = replace(whole, settings={**whole.settings, "MASTHEAD_LANGUAGES": ()})
        _make(recipe, _start(recipe), Progress())
        return addresses_of(Path(folder), database.graph)


@dataclass(frozen=True, slots=True)
class _Recipe:
    """Everything that a website is made from, and the folder it is made in."""

    root: Path
    database: Database
    ledger: Ledger
    settings: Settings
    inputs: Inputs
    new: Path
    """The empty folder in which the website is written."""
    jobs: int

    @property
    def cache(self) -> Path:
        """The folder of the values that are kept between builds."""
        return cache_of(self.settings)


@dataclass(frozen=True, slots=True)
class _Start:
    """The edition to publish, its inputs, the parts to reuse from the last build, and the writer."""

    edition: Edition
    inputs: Inputs
    reuse: Reuse
    writer: Writer


@dataclass(frozen=True, slots=True)
class _Website:
    """A complete website."""

    writer: Writer
    manifest: Mapping[str, Digest]
    named: frozenset[str]
    """The files and folders that its pages refer to, perhaps with more than these."""
    inputs: Inputs
    parts: Parts
    warnings: tuple[str, ...]


def _recipe(root: Path, settings: Settings, database: Database, new: Path, jobs: int, read: WholeLedger) -> _Recipe:
    """Return the recipe for *database* with the ledger that was *read*."""
    inputs = inputs_of(settings, read.digest)  # before any of them is read: a later change counts as a change
    return _Recipe(root, database, read.ledger, settings, inputs, new, jobs)


def _last(recipe: _Recipe, output: Path) -> tuple[LastBuild, tuple[str, ...]]:
    """Return the last build into *output*, and no warning; or no build, and the warning that it cannot be used."""
    try:
        return read_last_build(recipe.cache, output), ()
    except LastBuildError as error:
        return NO_BUILD, (str(error),)


def _start(recipe: _Recipe, last: LastBuild = NO_BUILD) -> _Start:
    """Return the edition, inputs and writer of a new website; *last* is the build whose parts may be reused."""
    links = believable_links(recipe.root)
    pictures = redrawn(recipe.root, recipe.database.graph)
    edition = edition_of(recipe.settings, recipe.database, recipe.ledger, links, pictures)
    contents = Contents(recipe.database.graph, pictures)
    inputs = with_edition(recipe.inputs, edition, contents)
    reuse = Reuse(contents, last.parts if is_same(inputs, last.inputs) else {})
    return _Start(edition, inputs, reuse, Writer(recipe.new, jobs=recipe.jobs, last=last.files))


def _make(
    recipe: _Recipe, start: _Start, progress: Progress, know_templates: Callable[[], object] = lambda: None
) -> _Website:
    """Write the website, and verify that it is complete and answers at every address that was ever published."""
    writer = start.writer
    with progress.stage(Stage.WRITE, len(recipe.database.graph.loaded)):
        result = run(recipe.settings, start.edition, writer, start.reuse, progress.reached, know_templates)
        writer.stamps |= add_linked(writer.root, writer.last, {path: writer.stamps[path] for path in writer.linked})
    with progress.stage(Stage.VERIFY):
        refuse_unanswered(writer.root, recipe.ledger.addresses)
        website = complete(writer, start.edition.url)
    warnings = (*result.warnings, *thrown_away(start.edition.cache))
    return _Website(writer, website.manifest, website.named, start.inputs, result.parts, warnings)


def _refuse_different(recipe: _Recipe, output: Path) -> None:
    """Raise BuildError unless the new website has the same bytes as one that is made without the last build."""
    digests = verified(recipe.new, {}, jobs=recipe.jobs)  # the linked files, too, by their bytes
    with TemporaryDirectory(prefix="masthead-") as folder:
        new = Path(folder)
        settings = {**recipe.settings, "OUTPUT_PATH": str(new)}
        again = replace(recipe, settings=settings, new=new)
        clean = _make(again, _start(again), Progress()).manifest
    different = sorted(path for path in digests.keys() | clean.keys() if digests.get(path) != clean.get(path))
    if different:
        forget(recipe.cache, output)
        more = f" (and {len(different) - 1} more files)" if len(different) > 1 else ""
        raise BuildError(
            f"{different[0]} would be another file if everything were made{more}; nothing was published, and the next"
            " build makes everything. Please report this as an error of the build"
        )
