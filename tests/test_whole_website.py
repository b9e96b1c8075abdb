"""A website is published whole or not at all: every file as it was written, and every file that a page names."""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from masthead.building.output.verification import MANIFEST, VerificationError, complete, verified
from masthead.building.output.writer import LastFiles, Writer
from tests.site import ROOT, failure, fingerprint, make, seal_theme, whole_page
from tests.world import World

SCRIPTS = "theme/static/js"


def test_manifest_names_every_other_file(built: World) -> None:
    """The manifest has the size and the SHA-256 of each, in the order of the paths."""
    output = built.root / "output"
    manifest = json.loads((output / MANIFEST).read_text())
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    del files[MANIFEST]

    assert 1 == manifest["masthead"]
    assert sorted(files) == list(manifest["files"])
    assert manifest["files"] == {
        path: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for path, data in files.items()
    }


def lose_script(site: World) -> None:
    """Delete a script that pages load."""
    (site.root / SCRIPTS / "header.js").unlink()
    seal_theme(site)


def lose_loaded_script(site: World) -> None:
    """Delete a script that only another script loads."""
    (site.root / SCRIPTS / "search-engine.min.js").unlink()
    seal_theme(site)


def fold_script(site: World) -> None:
    """Put a folder in the place of a script."""
    lose_script(site)
    (site.root / SCRIPTS / "header.js").mkdir()
    seal_theme(site)


def lose_style(site: World) -> None:
    """Delete every layer of the style."""
    for layer in (site.root / "theme/css").rglob("*.css"):
        layer.unlink()
    seal_theme(site)


def lose_static(site: World) -> None:
    """Delete scripts and pictures."""
    (site.root / "theme/static").rename(site.root / "elsewhere")
    seal_theme(site)


def name_script_in_capitals(site: World) -> None:
    """Add a script whose name some systems take for another."""
    site.write(f"{SCRIPTS}/Extra.js", "0;\n")
    seal_theme(site)


def text(body: str) -> Callable[[World], None]:
    """Return a function that adds a page of text with *body*."""

    def add(site: World) -> None:
        site.write("content/pages/extra.md", whole_page(body))

    return add


BROKEN: list[tuple[Callable[[World], None], str]] = [
    (lose_script, "404.html names theme/js/header.js, which is missing"),
    (lose_loaded_script, "theme/js/search.min.js names theme/js/search-engine.min.js, which is missing"),
    (fold_script, "404.html names theme/js/header.js, which is missing"),
    (lose_style, "the file 'theme/masthead.css' would be empty"),
    (lose_static, "…/theme/static cannot be read: No such file or directory"),
    (name_script_in_capitals, "the path 'theme/js/Extra.js' is not allowed: use lower-case letters, digits, dots and hyphens"),
    (text("A [page](/firms/harbour-media/) that is not there."), "extra/index.html names firms/harbour-media/index.html, which is missing"),
    (text("A [text]({filename}harbour.md) that is not there."), "Unable to find 'harbour.md', skipping url replacement."),
    (text("A ![Picture of a harbour](harbour.png) that is not there."), "extra/index.html names extra/harbour.png, which is missing"),
]  # fmt: skip


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize(("spoil", "message"), BROKEN)
def test_broken_website_is_not_published(built: World, spoil: Callable[[World], None], message: str) -> None:
    """The build says which file, and the last good website stays as it was."""
    before = fingerprint(built.root / "output")
    spoil(built)

    assert message == failure(built)
    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.new").exists()


def test_picture_of_a_text_is_published(site: World) -> None:
    """Our own writer publishes it; an empty text beside it, which Pelican warns of, does no harm."""
    site.write("content/images/harbour.svg", "<svg/>")
    site.write("content/pages/extra.md", whole_page("![]({static}/images/harbour.svg)"))
    built = make(site)

    assert "<svg/>" == (site.root / "output/images/harbour.svg").read_text()
    assert (f"Empty alt attribute for image harbour.svg in {site.root}/content/pages/extra.md",) == built.warnings


def test_hidden_files_of_editors_are_left_alone(site: World) -> None:
    """Some are links to nothing, and none is published."""
    (site.root / "theme/templates/.#firm.html").symlink_to("somebody@somewhere:1")
    make(site)

    assert [] == list((site.root / "output").rglob(".*"))


@pytest.mark.parametrize("kilobytes", [2, 5, 9, 13, 21])
def test_full_disk_leaves_the_last_output(built: World, kilobytes: int) -> None:
    """The build names the file that no longer fits, whether that is an early or a late one."""
    before = fingerprint(built.root / "output")
    command = [sys.executable, "-m", "masthead", "build", "--root", str(built.root), "--clean", "--no-progress"]
    limit = kilobytes * 1024
    finished = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )

    assert 1 == finished.returncode
    assert finished.stderr.startswith(f"Error: {built.root}/output.new/")
    assert finished.stderr.endswith(" cannot be written: File too large\n")
    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.new").exists()


PAGE = '<p><a href="b/">b</a> <img src="c.png" alt=""> <div data-rows="./rows/" data-label="../ not an address"></div>'


@pytest.fixture
def written(tmp_path: Path) -> Writer:
    """A website of four files that is whole."""
    writer = Writer(tmp_path / "site")
    contents: dict[str, str | bytes] = {"": PAGE, "b/": "<p>b", "c.png": b"PNG", "rows/all.js": "0;"}
    for path, content in contents.items():
        writer.write(path, content)
    return writer


def test_whole_website_is_verified(written: Writer) -> None:
    """The verification returns each file as it was written."""
    assert written.written == verified(written.root, written.written)


def cut(root: Path) -> None:
    """Cut a file short."""
    (root / "c.png").write_bytes(b"PN")


def change(root: Path) -> None:
    """Change a file and keep its size."""
    (root / "c.png").write_bytes(b"PNg")


def empty(root: Path) -> None:
    """Empty a file."""
    (root / "c.png").write_bytes(b"")


def lose(root: Path) -> None:
    """Delete a file that no page names."""
    (root / "rows/all.js").unlink()


def link(root: Path) -> None:
    """Put a link in the place of a file."""
    (root / "c.png").unlink()
    (root / "c.png").symlink_to("rows/all.js")


DAMAGE: list[tuple[Callable[[Path], None], str]] = [
    (cut, "c.png has 2 bytes that are not the 3 written"),
    (change, "c.png has 3 bytes that are not the 3 written"),
    (empty, "…/c.png is empty"),
    (lose, "rows/all.js was written and is missing"),
    (link, "c.png is a link or a device, not an ordinary file"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGE)
def test_damaged_website_is_refused(written: Writer, damage: Callable[[Path], None], message: str) -> None:
    """Any damage between writing and publishing is reported."""
    damage(written.root)
    with pytest.raises(VerificationError) as caught:
        verified(written.root, written.written)

    assert message == str(caught.value).replace(str(written.root), "…")


NAMED = [
    ('<a href="b/x.html#top">', "b/x.html"),
    ('<a href="./b/x/">', "b/x/index.html"),
    ('<a href="../elsewhere.html">', "../elsewhere.html"),
    ('<link href="b/x.css?v=2" rel="stylesheet">', "b/x.css"),
    ('<script src="/x.js"></script>', "/x.js"),
    ('<div data-index="./tables/"></div>', "tables/"),
    ('<meta property="og:image" content="https://masthead.example/list/card.png">', "card.png"),
    ('<a href="https://masthead.example/list/firms/">', "firms/index.html"),
    ('<p> href="x.html" of</p><a\nhref="x.html">', "x.html"),
]


@pytest.mark.parametrize(("html", "missing"), NAMED)
def test_missing_file_is_found_by_the_page_that_names_it(tmp_path: Path, html: str, missing: str) -> None:
    """A page may name a file in any of these ways."""
    writer = Writer(tmp_path)
    writer.write("", html)
    with pytest.raises(VerificationError) as caught:
        verified(tmp_path, writer.written, "https://masthead.example/list")

    assert f"index.html names {missing}, which is missing" == str(caught.value)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://elsewhere.example/x.html">',
        '<a href="mailto:x@masthead.example">',
        '<a href="#main">',
        '<a href="./">',
        '<a href="https://masthead.example/list">',
        '<a href="https://masthead.example/listing/">',
        '<p title="x" data-say="{n} of src"> src="x.js"',
        '<p>x < y href="x.html" > z</p>',
        '<p>x <y href="x.html" <b>z</b></p>',
    ],
)
def test_what_is_elsewhere_is_not_looked_for(tmp_path: Path, html: str) -> None:
    """Neither an address elsewhere nor a text that only looks like an address is looked for."""
    writer = Writer(tmp_path)
    writer.write("", html)

    assert writer.written == verified(tmp_path, writer.written, "https://masthead.example/list")


def test_page_of_somebody_else_may_name_what_it_likes(written: Writer) -> None:
    """A page that, say, an earlier run of the pelican command left is in the manifest, but it is not ours to judge."""
    (written.root / "old.html").write_text('<a href="gone/">')

    assert {"old.html"} == verified(written.root, written.written).keys() - written.written.keys()


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_first_page_that_names_a_missing_file_is_told(tmp_path: Path, jobs: int) -> None:
    """The first page by path is reported, however many processes read the pages."""
    writer = Writer(tmp_path)
    for number in range(1000, 3000):
        gone = '<a href="gone.html">' if number % 700 == 99 else ""
        writer.write(f"{number}.html", f'<a href="{max(number - 1, 1000)}.html">{gone}')

    with pytest.raises(VerificationError, match=r"^1499\.html names gone\.html, which is missing$"):
        verified(tmp_path, writer.written, jobs=jobs)
    writer.write("gone.html", "found")

    assert 2001 == len(verified(tmp_path, writer.written, jobs=jobs))


def next_website(first: Writer, folder: Path, named: frozenset[str], *links: str) -> Writer:
    """Return the writer of a website in *folder* that takes the files *links* over from *first*."""
    writer = Writer(folder, last=LastFiles(first.root, first.written, first.stamps, named=named))
    for link in links:
        (folder / link).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(first.root / link, folder / link)
        writer.link(link, first.stamps[link])
    return writer


def test_page_that_stays_is_read_again_only_if_it_may_name_what_is_gone(tmp_path: Path) -> None:
    """No page is read again for a file that none of them names, such as a piece of the search; folders count too."""
    first = Writer(tmp_path / "first")
    page = '<a href="a.html"><p data-pieces="./data/">'
    for path, text in {"index.html": page, "a.html": "x", "data/1.txt": "x", "b.txt": "x"}.items():
        first.write(path, text)
    named = complete(first, "").named
    del first.written[MANIFEST]

    assert {"a.html", "data/"} == named
    without = complete(next_website(first, tmp_path / "b", named, "index.html", "a.html", "data/1.txt"), "")
    assert named == without.named
    assert ["a.html", "data/1.txt", "index.html"] == [*without.manifest]
    with pytest.raises(VerificationError, match=r"^index\.html names a\.html, which is missing$"):
        complete(next_website(first, tmp_path / "a", named, "index.html", "data/1.txt"), "")
    with pytest.raises(VerificationError, match=r"^index\.html names data/, which is missing$"):
        complete(next_website(first, tmp_path / "data", named, "index.html", "a.html"), "")
