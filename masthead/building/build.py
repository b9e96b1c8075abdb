"""The build: checks first, makes the website beside the last one, and puts it in place when it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from masthead.building.input_snapshot import Look, look_at
from masthead.building.inputs import Inputs, inputs_of, is_same, with_edition
from masthead.building.kept_build import LastBuildError, forget, keep
from masthead.building.last_build import NO_BUILD, LastBuild, read_last_build, values_to_keep
from masthead.building.outcome import BuildError, Making, Outcome, build_errors
from masthead.building.output_folder import beside, publish
from masthead.building.pelican_plugin import run
from masthead.building.progress import Progress, Stage
from masthead.building.reuse import Parts, Reuse
from masthead.building.settings import Settings, cache_of, edition_of, settings_of
from masthead.building.shard import Shard
from masthead.building.unchanged_website import STANDING, Known, standing_values
from masthead.building.verification import MANIFEST, complete, read_manifest, refuse_unanswered, verified
from masthead.building.website import part_name
from masthead.building.website_part import DATE, PART_MARK, PartManifest, made_of, refuse_changed
from masthead.building.writer import Digest, Writer
from masthead.database.image_reencoding import redrawn
from masthead.database.link_status import believable_links
from masthead.database.loading import Database, load
from masthead.edition.edition import Edition
from masthead.edition.reads import Contents
from masthead.exports.card_images import thrown_away
from masthead.ledger.contents import Ledger
from masthead.ledger.published_addresses import addresses_of
from masthead.ledger.read import read_ledger


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found wrong with the records, and the website that it made; none if there are errors."""

    database: Database
    manifest: Mapping[str, Digest] = field(default_factory=dict)
    """What each file contains."""
    changed: int = 0
    """How many files are new, changed, or gone since the last build."""
    linked: int = 0
    """How many files were not written, for the last website has the same."""
    warnings: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What it tells."""
        return Outcome(
            records=len(self.database.graph.loaded),
            findings=self.database.findings,
            warnings=self.warnings,
            pages=sum(path.endswith(".html") for path in self.manifest),
            files=len(self.manifest),
            size=sum(one.size for one in self.manifest.values()),
            changed=self.changed,
            linked=self.linked,
        )


def build(
    root: Path,
    settings: str,
    output: Path,
    jobs: int = 1,
    progress: Progress | None = None,
    making: Making = Making.CHANGED,
) -> Built:
    """Build the website of the database below *root* with Pelican's *settings* into *output*, in *jobs* processes.

    *progress* follows the build; *making* decides which parts of the website are made. Raises BuildError if the records
    are right and the website still cannot be made.
    """
    return build_seen(look_at(root, settings), output, jobs, progress or Progress(), making)


def build_seen(look: Look, output: Path, jobs: int, progress: Progress, making: Making) -> Built:
    """Build the website of which the *look* has just seen all that is read, like build."""
    with progress.stage(Stage.CHECK):
        database = load(look.root)
    if database.errors:
        return Built(database)
    with build_errors(), beside(output) as new:
        with progress.stage(Stage.PREPARE):
            recipe = _recipe(look.root, look.settings, database, new, jobs)
            last, notices = _last(recipe, output) if making is not Making.ALL else (NO_BUILD, ())
            start = _start(recipe, last)
        website = _make(recipe, start, progress)
        if making is Making.COMPARED:
            with progress.stage(Stage.COMPARE):
                _refuse_different(recipe, output)
        built = _built(database, website, read_manifest(output))
        with progress.stage(Stage.PUBLISH):
            _publish(recipe, look, website, built.outcome, output)
    return replace(built, warnings=(*notices, *built.warnings))


def _built(database: Database, website: _Website, before: Mapping[str, Digest]) -> Built:
    """Return what there is to tell of the *website*, if the last one had the manifest *before*."""
    paths = before.keys() | website.manifest.keys()
    return Built(
        database,
        website.manifest,
        changed=sum(before.get(path) != website.manifest.get(path) for path in paths),
        linked=sum(path in website.writer.linked for path in website.manifest),
        warnings=website.warnings,
    )


def _publish(recipe: _Recipe, look: Look, website: _Website, outcome: Outcome, output: Path) -> None:
    """Put the *website* in the place of *output*, and keep what the next build needs."""
    writer = website.writer
    files = {
        path: Known(content.size, writer.stamps[path].changed, writer.stamps[path].inode)
        for path, content in writer.written.items()
    }
    standing = standing_values(look, outcome, recipe.new, files)
    publish(recipe.new, output)
    last = values_to_keep(output, website.inputs, website.parts, writer.stamps)
    keep(recipe.cache, output, {STANDING: standing}, last)


def build_part(
    root: Path, settings: str, output: Path, shard: Shard, jobs: int = 1, progress: Progress | None = None
) -> Built:
    """Build the part of the website that is the share of *shard* into *output*, like build; merge puts parts together.

    All records are checked, as for the whole website. Everything in the part is made, and nothing kept for a next build.
    """
    progress = progress or Progress()
    with progress.stage(Stage.LOOK), build_errors():
        ingredients = partial(made_of, root, root / settings, settings_of(root / settings, output))
        before = ingredients()
        refuse_changed(before, before)  # what is not known now will not be known at the end
    with progress.stage(Stage.CHECK):
        database = load(root)
    if database.errors:
        return Built(database)
    with build_errors(), beside(output, PART_MARK) as new:
        with progress.stage(Stage.PREPARE):
            recipe = _recipe(root, settings, database, new, jobs)
            start = _start(recipe)
            writer = replace(start.writer, shard=shard)
        with progress.stage(Stage.WRITE, sum(shard.makes(part_name(one)) for one in database.graph.records())):
            ran = run(recipe.settings, start.edition, writer, start.reuse, progress.reached)
        with progress.stage(Stage.VERIFY):
            files = verified(new, writer.written, None, jobs)
            refuse_changed(before, ingredients())
            sources = {**before, DATE: str(start.edition.date)}
            records, url = len(database.graph.loaded), start.edition.url
            part = PartManifest(shard, sources, records, url, recipe.ledger.addresses, files)
            writer.write(MANIFEST, part.text)
        with progress.stage(Stage.PUBLISH):
            publish(new, output)
    return Built(database, files, len(files), warnings=ran.warnings)


def addresses_made(root: Path, settings: str, database: Database, ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return the addresses of the website that the *database* makes with *ledger*; the website is thrown away.

    It has no further languages: only the addresses of the first are bound.
    """
    with build_errors(), TemporaryDirectory(prefix="masthead-") as folder:
        whole = _recipe(root, settings, database, Path(folder), ledger=ledger)
        recipe = replace(whole, settings={**whole.settings, "MASTHEAD_LANGUAGES": ()})
        _make(recipe, _start(recipe), Progress())
        return addresses_of(Path(folder), database.graph)


@dataclass(frozen=True, slots=True)
class _Recipe:
    """All that a website is made of, and where."""

    root: Path
    database: Database
    ledger: Ledger
    settings: Settings
    inputs: Inputs
    new: Path
    """The empty folder in which it is made."""
    jobs: int

    @property
    def cache(self) -> Path:
        """The folder of what is kept between builds."""
        return cache_of(self.settings)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where the making of a website starts: its edition, and what is taken over from the last build."""

    edition: Edition
    inputs: Inputs
    reuse: Reuse
    writer: Writer


@dataclass(frozen=True, slots=True)
class _Website:
    """A website that is made and whole."""

    writer: Writer
    manifest: Mapping[str, Digest]
    inputs: Inputs
    parts: Parts
    warnings: tuple[str, ...]


def _recipe(
    root: Path,
    settings: str,
    database: Database,
    new: Path,
    jobs: int = 1,
    ledger: Ledger | None = None,
) -> _Recipe:
    """Return the recipe of a website of *database*, with *ledger* or else the one below *root*."""
    found = settings_of(root / settings, new)
    inputs = inputs_of(root, found)  # before any of them is read: what changes later counts as changed
    return _Recipe(root, database, ledger or read_ledger(root), found, inputs, new, jobs)


def _last(recipe: _Recipe, output: Path) -> tuple[LastBuild, tuple[str, ...]]:
    """Return the last build into *output*; none, and a warning, if it cannot be used."""
    try:
        return read_last_build(recipe.cache, output), ()
    except LastBuildError as error:
        return NO_BUILD, (str(error),)


def _start(recipe: _Recipe, last: LastBuild = NO_BUILD) -> _Start:
    """Return what a website is made from, if *last* is the last build."""
    links = believable_links(recipe.root)
    pictures = redrawn(recipe.root, recipe.database.graph)
    made = edition_of(recipe.settings, recipe.database, recipe.ledger, links, pictures)
    contents = Contents(recipe.database.graph, pictures)
    inputs = with_edition(recipe.inputs, made, contents)
    reuse = Reuse(contents, last.parts if is_same(inputs, last.inputs) else {})
    return _Start(made, inputs, reuse, Writer(recipe.new, jobs=recipe.jobs, last=last.files))


def _make(recipe: _Recipe, start: _Start, progress: Progress) -> _Website:
    """Make the website, and see that it is whole and answers whatever ever answered."""
    writer = start.writer
    with progress.stage(Stage.WRITE, len(recipe.database.graph.loaded)):
        ran = run(recipe.settings, start.edition, writer, start.reuse, progress.reached)
    with progress.stage(Stage.VERIFY):
        refuse_unanswered(writer.root, recipe.ledger.addresses)
        manifest = complete(writer, start.edition.url)
    return _Website(writer, manifest, start.inputs, ran.parts, (*ran.warnings, *thrown_away(start.edition.cache)))


def _refuse_different(recipe: _Recipe, output: Path) -> None:
    """Refuse a new website that is not, byte for byte, the one that is made without the last build."""
    found = verified(recipe.new, {}, jobs=recipe.jobs)  # also the files that were linked, by their bytes
    with TemporaryDirectory(prefix="masthead-") as folder:
        new = Path(folder)
        settings = {**recipe.settings, "OUTPUT_PATH": str(new)}
        again = replace(recipe, settings=settings, new=new)
        clean = _make(again, _start(again), Progress()).manifest
    different = sorted(path for path in found.keys() | clean.keys() if found.get(path) != clean.get(path))
    if different:
        forget(recipe.cache, output)
        more = f" (and {len(different) - 1} more files)" if len(different) > 1 else ""
        raise BuildError(
            f"{different[0]} would be another file if everything were made{more}; nothing was published, and the next"
            " build makes everything. Please report this as an error of the build"
        )
