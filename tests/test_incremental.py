"""A build takes over all files of the last one that would be the same; the website is as if made from nothing."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from masthead.building.build import BuildResult
from masthead.building.configuration.settings import settings_of
from masthead.building.incremental import reuse
from masthead.building.incremental.inputs import Inputs, inputs_of, is_same, ledger_digest
from masthead.building.incremental.last_build_file import VERSION
from masthead.building.output.outcome import BuildError, Making
from masthead.building.output.verification import MANIFEST
from masthead.building.output.writer import Writer
from masthead.building.rendering.templates import Templates, TextPage, Values
from masthead.building.rendering.website import Output, Part
from masthead.edition.edition import Edition
from masthead.edition.reads import noted
from masthead.files.sealed_cache import write_sealed
from masthead.lookup.answer_tables import Answer
from masthead.model import Outlet
from masthead.search.entry import SearchEntry, terms
from masthead.search.index import resumed_search_files
from masthead.views.pages.lookup import summary_of
from tests import sequences
from tests.site import build, fingerprint, make, seal_theme
from tests.world import FIRM, OUTLET, UNPLACED, World

NOTICE = "everything was made again"


def test_prepares_only_if_a_part_is_made(tmp_path: Path) -> None:
    """Another process compiles the templates meanwhile: nobody waits for it if no page is made."""
    prepared: list[int] = []
    part = Part("harbour", lambda _: Output(iter([("harbour.txt", "tide")])), records=3)
    for some in ([], [part]):
        reuse.make(some, Writer(tmp_path), prepared.append)

    assert [3] == prepared


def inodes(site: World) -> dict[str, int]:
    """The number of each file of the website in the file system, without the manifest, which is always written."""
    output = site.root / "output"
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {path: file.stat().st_ino for path, file in files.items() if path != MANIFEST}


def kept(site: World) -> Path:
    """The file of the last build."""
    (file,) = (site.root / ".cache/builds").iterdir()
    return file


def clean(site: World) -> dict[str, str]:
    """The website that is made from nothing."""
    build(site.root, "pelicanconf.py", site.root / "clean", making=Making.ALL)
    return fingerprint(site.root / "clean")


def test_unchanged_files_are_linked(built: World) -> None:
    """Nothing is written again where nothing has changed."""
    before = inodes(built)
    again = make(built)

    assert (0, len(again.manifest), ()) == (again.changed, again.linked, again.warnings)
    assert before == inodes(built)


WRITTEN = {
    "a comment": (OUTLET, "kind: local-news\n", "kind: local-news # by its own account\n", set()),
    "the name of a firm": (
        FIRM,
        "name: Quay Media Co.",
        "name: Quay Media Company",
        {"api/v1/firms/quay-media.json", "firms/quay-media/index.html"},
    ),
    "evidence of an outlet": (
        UNPLACED,
        "without a country",
        "with no country",
        {"api/v1/sites/valley-echo.example.json", "sites/valley-echo.example/index.html"},
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_files_that_change_are_written(name: str, built: World) -> None:
    """Only files with other content than before are written: no pages of other records, and no scripts of the theme."""
    file, old, new, written = WRITTEN[name]
    before, said = inodes(built), fingerprint(built.root / "output")
    built.edit(file, old, new)
    make(built)
    after, says = inodes(built), fingerprint(built.root / "output")
    different = {path for path in says if said.get(path) != says[path]} - {MANIFEST}

    assert different == {path for path in after if before.get(path) != after[path]}
    assert written <= different
    assert clean(built) == says


def test_pages_of_lists_are_printed_if_they_print_anything_else(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """They read all records, of which they print a line; a page that is gone from the website is printed again."""
    printed, rendered = list[str](), Templates._rendered  # noqa: SLF001 - printing is counted where pages of all kinds pass

    def noted_rendered(templates: Templates, template: str, path: str, values: Values) -> str:
        with noted() as reads:
            html = rendered(templates, template, path, values)
        assert not reads, "what a template reads is in its values"
        printed.append(path)
        return html

    monkeypatch.setattr(Templates, "_rendered", noted_rendered)
    built.edit(UNPLACED, "without a country", "with no country")
    (built.root / "output/countries/index.html").unlink()
    make(built)
    of_records = {"sites/valley-echo.example/", "sites/valley-echo.example/cite/", "sources/harbour-lab-2024/"}

    assert {*of_records, "countries/"} == set(printed)

    printed.clear()
    built.edit(FIRM, "name: Quay Media Co.", "name: Quay Media Company")
    make(built)

    assert {"firms/", "firms/quay-media/"} <= set(printed)
    assert fingerprint(built.root / "output") == clean(built)


def test_pages_of_text_are_printed_if_they_print_anything_else(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are printed for other words in the file, or other corrections beside them, and for no other change."""
    printed, rendered = list[str](), Templates.printed_prose

    def noted_prose(templates: Templates, text: TextPage, values: Values) -> str:
        with noted() as reads:
            html = rendered(templates, text, values)
        assert not reads, "what a template reads is in its values"
        printed.append(text.path)
        return html

    monkeypatch.setattr(Templates, "printed_prose", noted_prose)
    built.edit(UNPLACED, "without a country", "with no country")
    make(built)
    assert not printed

    built.edit("content/pages/method.md", "Title: ", "Title: Our ")
    (built.root / "output/about/index.html").unlink()
    make(built)
    assert {"about/", "method/"} == set(printed)

    printed.clear()
    text = "corrections:\n  - {date: 2024-03-01, said: It was., says: It is., why: It was short.}\n"
    (built.root / UNPLACED).write_text((built.root / UNPLACED).read_text() + text)
    make(built)
    assert "corrections/" in printed
    assert fingerprint(built.root / "output") == clean(built)


def test_summaries_for_the_look_up_are_kept(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary of an outlet is made again with its page; if it stays the same, no file of the look-up is written."""
    summarised = list[str]()

    def noted_summary(edition: Edition, outlet: Outlet) -> Answer:
        summarised.append(outlet.id)
        return summary_of(edition, outlet)

    monkeypatch.setattr("masthead.building.rendering.website.summary_of", noted_summary)
    before = inodes(built)
    built.edit(UNPLACED, "without a country", "with no country")
    make(built)
    after = inodes(built)

    assert ["valley-echo.example"] == summarised
    assert {} == {path: inode for path, inode in before.items() if path.startswith("lookup/") and after[path] != inode}

    built.edit(OUTLET, "name: Harbour Times\n", "name: Harbour Time\n")
    built.edit(OUTLET, "text: Harbour Times,", "text: Harbour Time,")
    make(built)

    assert fingerprint(built.root / "output") == clean(built)
    assert any("Harbour Time" in file.read_text() for file in (built.root / "output/lookup").rglob("*.js"))


def test_search_makes_only_the_pieces_that_change(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of other entries are not looked for again; a piece that is gone from the website is made again."""
    monkeypatch.setattr(
        "masthead.exports.search_documents.resumed_search_files", partial(resumed_search_files, small=0)
    )
    built.edit(UNPLACED, "without a country", "with no country")
    built.edit(OUTLET, "name: Harbour Times\n", "name: Harbour Time\n")
    built.edit(OUTLET, "text: Harbour Times,", "text: Harbour Time,")
    make(built)
    before, read = inodes(built), list[str]()

    def noted_terms(entry: SearchEntry) -> Mapping[str, tuple[str, ...]]:
        read.append(entry.ref)
        return terms(entry)

    monkeypatch.setattr("masthead.search.postings.terms", noted_terms)
    built.edit(UNPLACED, "with no country", "with no land")
    gone = built.root / "output/search/terms/k-.js"
    gone.unlink()
    make(built)
    after = inodes(built)
    pieces = {path for path in after if path.startswith("search/") and path != "search/terms/k-.js"}

    assert len(read) == 1
    assert "#" in read[0]
    assert {"search/evidence/terms/k-.js", "search/evidence/documents/0.js"} == {
        path for path in pieces if before.get(path) != after[path]
    }
    assert fingerprint(built.root / "output") == clean(built)


def cut(site: World) -> str:
    """Take away the last byte."""
    kept(site).write_bytes(kept(site).read_bytes()[:-1])
    return f"{kept(site)} is damaged, or this user has not written it; {NOTICE}"


def change(site: World) -> str:
    """Change a digit."""
    version = f'"version":{VERSION}'.encode()
    kept(site).write_bytes(kept(site).read_bytes().replace(version, version[:-1] + b"0"))
    return f"{kept(site)} is damaged, or this user has not written it; {NOTICE}"


def replace_with(values: object) -> Callable[[World], str]:
    """Put other *values* in its place, with the right sum."""

    def replace(site: World) -> str:
        text = json.dumps(values).encode()
        write_sealed(kept(site).parent, kept(site).name, text)
        return f"{kept(site)} was not written by this version; {NOTICE}"

    return replace


def link_away(site: World) -> str:
    """Put a link in its place."""
    file = kept(site)
    file.rename(site.root / "elsewhere.json")
    file.symlink_to(site.root / "elsewhere.json")
    return f"{file} cannot be read (this is a link, a folder or a device, not an ordinary file); {NOTICE}"


def other_output(site: World) -> str:
    """Put another website in the place of the last one."""
    before = kept(site).read_bytes()
    site.edit(FIRM, "Quay Media Co., Ltd.", "Quay Media Group")
    make(site)
    kept(site).write_bytes(before)
    return f"{site.root}/output was not made by the last build that is kept; {NOTICE}"


DAMAGES = {
    "cut": cut,
    "changed": change,
    "a list": replace_with([]),
    "of another version": replace_with({"version": 9}),
    "without anything": replace_with({"version": 1}),
    "a link": link_away,
    "of another website": other_output,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_last_build_is_thrown_away(damage: str, built: World) -> None:
    """The build gives a notice and makes everything, and the next build can take it over."""
    notice = DAMAGES[damage](built)
    again = make(built)

    assert (notice,) == again.warnings
    assert 0 == again.linked
    assert clean(built) == fingerprint(built.root / "output")
    assert () == make(built).warnings


def rewrite(file: Path) -> None:
    """Write other bytes into the file, as many as there were."""
    file.write_bytes(b"x" * file.stat().st_size)


def replace(file: Path) -> None:
    """Put a link to another file in its place."""
    file.rename(file.with_name("moved"))
    file.symlink_to("moved")


def close(file: Path) -> None:
    """Keep others from reading it."""
    file.chmod(0o600)


@pytest.mark.parametrize("damage", [Path.unlink, rewrite, replace, close])
def test_damaged_file_is_written_again(damage: Callable[[Path], None], built: World) -> None:
    """A page that somebody has changed is not the one that was written."""
    before = fingerprint(built.root / "output")
    page = built.root / "output/firms/quay-media/index.html"
    damage(page)
    again = make(built)

    assert before == fingerprint(built.root / "output")
    assert 0o644 == page.lstat().st_mode & 0o7777
    assert not page.is_symlink()
    assert again.linked < len(again.manifest)


def test_copied_website_is_known_by_its_sums(built: World) -> None:
    """It may have been brought to another machine, together with the file of the last build."""
    shutil.copytree(built.root / "output", built.root / "copy")
    shutil.rmtree(built.root / "output")
    (built.root / "copy").rename(built.root / "output")
    again = make(built)

    assert len(again.manifest) == again.linked


def test_files_are_copied_where_links_fail(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """For example, a file may already have as many links as the system allows."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMLINK, "Too many links")

    before, numbers = fingerprint(built.root / "output"), inodes(built)
    monkeypatch.setattr(os, "link", refuse)
    make(built)

    assert before == fingerprint(built.root / "output")
    assert not set(numbers.values()) & set(inodes(built).values())


def test_comparison_finds_a_page_that_is_wrong(built: World) -> None:
    """It finds even a page that looks untouched; nothing is published, and the next build makes everything."""
    page = built.root / "output/sites/valley-echo.example/index.html"
    before = page.stat()
    rewrite(page)
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    built.edit(FIRM, "Quay Media Co., Ltd.", "Quay Media Group")

    with pytest.raises(BuildError) as caught:
        build(built.root, "pelicanconf.py", built.root / "output", making=Making.COMPARED)

    assert (
        "sites/valley-echo.example/index.html would be another file if everything were made; nothing was published, and"
        " the next build makes everything. Please report this as an error of the build"
    ) == str(caught.value)
    assert "Quay Media Group" not in (built.root / "output/firms/quay-media/index.html").read_text()

    make(built)
    assert clean(built) == fingerprint(built.root / "output")


def test_comparison_passes_where_all_is_right(built: World) -> None:
    """The website that is published is the one that was compared."""
    built.edit(FIRM, "Quay Media Co., Ltd.", "Quay Media Group")
    result = build(built.root, "pelicanconf.py", built.root / "output", making=Making.COMPARED)

    assert 0 < result.linked < len(result.manifest)
    assert clean(built) == fingerprint(built.root / "output")


def test_clean_build_takes_over_nothing(built: World) -> None:
    """All files are new; the next build can take them over."""
    before = inodes(built)
    result: BuildResult = build(built.root, "pelicanconf.py", built.root / "output", making=Making.ALL)

    assert 0 == result.linked
    assert not set(before.values()) & set(inodes(built).values())
    assert len(result.manifest) == make(built).linked


def test_page_that_is_gone_leaves_no_link_behind(built: World) -> None:
    """A build that lost a file reads all pages again: one that was taken over may name it."""
    (built.root / "theme/static/js/header.js").unlink()
    seal_theme(built)

    with pytest.raises(BuildError, match=r"404\.html names theme/js/header\.js, which is missing"):
        make(built)


INPUTS: dict[str, tuple[str, Callable[[World], object]]] = {
    "a template": ("templates", lambda site: site.add("theme/templates/firm.html", "\n")),
    "a template that is new": ("templates", lambda site: site.write("theme/templates/new.html", "x")),
    "a setting": ("settings", lambda site: site.add("pelicanconf.py", "MASTHEAD_API = False\n")),
    "a filter": ("settings", lambda site: site.add("pelicanconf.py", "JINJA_FILTERS = {'shout': lambda text: text}\n")),
    "a release": ("ledger", lambda site: site.write("ledger/0001.jsonl", "{}\n")),
    "a translation": ("catalogues", lambda site: site.write("catalogues/it/LC_MESSAGES/masthead.mo", b"x")),
}


@pytest.mark.parametrize("name", INPUTS)
def test_input_of_all_pages_is_known_by_its_content(name: str, site: World) -> None:
    """If one input has other content, nothing is taken over."""
    kind, change_input = INPUTS[name]
    site.add("pelicanconf.py", "MASTHEAD_CATALOGUES = str(Path(__file__).parent / 'catalogues')\n")
    before = _inputs(site)
    assert before == _inputs(site)
    change_input(site)
    after = _inputs(site)

    assert [kind] == [key for key in before if before[key] != after[key]]
    assert not is_same(before, after)


def test_unknown_input_is_never_the_same(site: World) -> None:
    """A function of the settings may do something else tomorrow, and nothing shows it."""
    site.add("pelicanconf.py", "JINJA_FILTERS = {'shout': lambda text: text}\n")
    inputs = _inputs(site)

    assert "" == inputs["settings"]
    assert not is_same(inputs, inputs)


def test_engine_and_libraries_are_inputs(site: World) -> None:
    """Another version of either makes everything again."""
    inputs = _inputs(site)

    assert {"code", "libraries", "settings", "templates", "catalogues", "ledger"} == inputs.keys()
    assert all(digest for kind, digest in inputs.items() if kind != "code")


def _inputs(site: World) -> Inputs:
    """The digests of all that every page is made of."""
    return inputs_of(settings_of(site.root / "pelicanconf.py", site.root / "output"), ledger_digest(site.root))


def test_deleted_website_is_made_again_without_a_word(built: World) -> None:
    """Nobody damaged anything."""
    shutil.rmtree(built.root / "output")
    again = make(built)

    assert (0, ()) == (again.linked, again.warnings)


def test_kept_builds_of_websites_that_are_gone_are_deleted(built: World) -> None:
    """The cache does not grow with every folder that was ever built into."""
    build(built.root, "pelicanconf.py", built.root / "second")
    shutil.rmtree(built.root / "second")
    make(built)

    assert kept(built).is_file()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> sequences.Start:
    """The world from which the sequences start."""
    return sequences.start(tmp_path_factory.mktemp("sequences"))


@pytest.mark.parametrize("seed", range(15))
def test_random_changes_lead_to_the_website_that_is_made_from_nothing(seed: int, start: sequences.Start) -> None:
    """Records are edited, renamed, withdrawn and deleted.

    Templates and settings change, caches are damaged, and builds are killed.
    """
    sequences.run(start.walk(seed))


@pytest.mark.parametrize("seed", range(2))
def test_process_that_serves_builds_the_same_after_random_changes(seed: int, start: sequences.Start) -> None:
    """It builds with what it has kept in memory; the pages that it shows before a build are those of the build."""
    sequences.run(start.walk(seed, sequences.Served))
