"""The theme and the pages of text are whole, or neither a check nor a build goes on: the sums of the theme say so."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from masthead.building.serving.dev_server import keep_sums
from masthead.files.sums import NAME
from masthead.loading.website_files import NEEDED, PAGE_END, judge_website_files
from tests.refused_files import as_nobody
from tests.site import ROOT, failure, fingerprint, make, masthead, masthead_here, seal_theme
from tests.world import World

Spoil = Callable[[World], object]
SCRIPTS = "theme/static/js"
ANOTHER = "this file has another sum than SHA256SUMS says"
NOT_ORDINARY = "this is a link, a folder or a device, not an ordinary file"
BACK = "bring the file back; if you have changed the theme, run `masthead theme --write`"
NO_END = (
    f"the last line is not {PAGE_END}, so the page may have been cut short; bring the page back; if it is whole, add that"
    " line at its end"
)
SUMS_BACK = "bring it back, or write it with `masthead theme --write`"


def _cut(path: str, share: float) -> Spoil:
    def cut(site: World) -> None:
        text = (site.root / path).read_bytes()
        site.write(path, text[: int(len(text) * share)])

    return cut


def _replace(path: str, make_other: Callable[[Path], object]) -> Spoil:
    def replace(site: World) -> None:
        (site.root / path).unlink(missing_ok=True)
        make_other(site.root / path)

    return replace


def _link_to(to: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(to)


def _socket(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # its path may be no longer than 107 letters
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
    os.chdir(before)


def _link_away(path: str) -> Spoil:
    def link(site: World) -> None:
        (site.root / path).rename(site.root / "elsewhere")
        (site.root / path).symlink_to(site.root / "elsewhere")

    return link


def _file_for_the_theme(site: World) -> None:
    shutil.rmtree(site.root / "theme")
    site.write("theme", "x")


def _empty_styles(site: World) -> None:
    for file in (site.root / "theme/css").rglob("*.css"):
        file.write_bytes(b"")


SPOILT: dict[str, tuple[Spoil, str]] = {
    "a script cut short": (_cut(f"{SCRIPTS}/search.min.js", 0.5), f"{SCRIPTS}/search.min.js: {ANOTHER}; {BACK}"),
    "a script without its last byte": (
        lambda site: site.write(f"{SCRIPTS}/copy.js", (site.root / f"{SCRIPTS}/copy.js").read_bytes()[:-1]),
        f"{SCRIPTS}/copy.js: {ANOTHER}; {BACK}",
    ),
    "an empty script": (_cut(f"{SCRIPTS}/redirect.js", 0), f"{SCRIPTS}/redirect.js: the file is empty; {BACK}"),
    "a script that is gone": (
        _replace(f"{SCRIPTS}/header.js", lambda _: None),
        f"{SCRIPTS}/header.js: the file is missing, and SHA256SUMS names it; {BACK}",
    ),
    "a script too many": (
        lambda site: site.write(f"{SCRIPTS}/extra.js", "0;\n"),
        f"{SCRIPTS}/extra.js: this file is not in SHA256SUMS; {BACK}",
    ),
    "a link to nothing": (
        _replace(f"{SCRIPTS}/extra.js", _link_to("nothing.js")), f"{SCRIPTS}/extra.js: {NOT_ORDINARY}; {BACK}",
    ),
    "a link to the file itself": (
        _link_away(f"{SCRIPTS}/copy.js"),
        f"{SCRIPTS}/copy.js: {NOT_ORDINARY}; {BACK}",
    ),
    "a link to the system": (
        _replace("theme/static/images/motd.svg", _link_to("/etc/passwd")),
        f"theme/static/images/motd.svg: {NOT_ORDINARY}; {BACK}",
    ),
    "a pipe for a script": (_replace(f"{SCRIPTS}/copy.js", os.mkfifo), f"{SCRIPTS}/copy.js: {NOT_ORDINARY}; {BACK}"),
    "a socket among scripts": (_replace(f"{SCRIPTS}/x.js", _socket), f"{SCRIPTS}/x.js: {NOT_ORDINARY}; {BACK}"),
    "a link for a folder": (_link_away("theme/static/images"), f"theme/static/images: {NOT_ORDINARY}; {BACK}"),
    "a link for the theme": (_link_away("theme"), "theme: this is a link, not a folder; replace it with a folder"),
    "a file for the theme": (
        _file_for_the_theme,
        "theme: this is not a folder; replace it with a folder",
    ),
    "a picture cut short": (_cut("theme/static/images/favicon.svg", 0.7), f"theme/static/images/favicon.svg: {ANOTHER}; {BACK}"),
    "all styles emptied": (_empty_styles, f"theme/css/_layers.css: the file is empty; {BACK}"),
    "a style cut short": (_cut("theme/css/base.css", 0.9), f"theme/css/base.css: {ANOTHER}; {BACK}"),
    "a template cut after a block": (
        lambda site: site.write("theme/templates/firm.html", '{% extends "base.html" %}\n'),
        f"theme/templates/firm.html: {ANOTHER}; {BACK}",
    ),
    "an empty template": (_cut("theme/templates/home.html", 0), f"theme/templates/home.html: the file is empty; {BACK}"),
    "a link for a template": (
        _replace("theme/templates/extra.html", _link_to("/etc/passwd")),
        f"theme/templates/extra.html: {NOT_ORDINARY}; {BACK}",
    ),
    "no sums": (_replace(f"theme/{NAME}", lambda _: None), f"theme/{NAME}: the file is missing; {SUMS_BACK}"),
    "empty sums": (_cut(f"theme/{NAME}", 0), f"theme/{NAME}: line 1 is not a sum, two spaces and a path; {SUMS_BACK}"),
    "a pipe for the sums": (_replace(f"theme/{NAME}", os.mkfifo), f"theme/{NAME}: {NOT_ORDINARY}; {SUMS_BACK}"),
    "sums that are no text": (
        lambda site: site.write(f"theme/{NAME}", b"\xff"), f"theme/{NAME}: this is not UTF-8; {SUMS_BACK}",
    ),
    "an empty page of text": (
        _cut("content/pages/about.md", 0), "content/pages/about.md: the file is empty; put the file there, or delete it",
    ),
    "a page of text without its last line": (
        lambda site: site.edit("content/pages/method.md", f"\n{PAGE_END}\n", ""), f"content/pages/method.md: {NO_END}",
    ),
    "a page of text cut in a word": (_cut("content/pages/corrections.md", 0.613), f"content/pages/corrections.md: {NO_END}"),
    "a page of text cut behind its head": (
        lambda site: site.write("content/pages/contribute.md", "Title: Contribute\nSlug: contribute\n\n"),
        f"content/pages/contribute.md: {NO_END}",
    ),
    "a page of text cut in its last line": (
        lambda site: site.edit("content/pages/about.md", PAGE_END, PAGE_END[:-1]), f"content/pages/about.md: {NO_END}",
    ),
    "a page of text with an end in the middle": (
        lambda site: site.add("content/pages/about.md", "And so"), f"content/pages/about.md: {NO_END}",
    ),
    "a page of text with its end within a line": (
        lambda site: site.edit("content/pages/about.md", f"\n\n{PAGE_END}", PAGE_END), f"content/pages/about.md: {NO_END}",
    ),
    "a page of text of spaces": (
        lambda site: site.write("content/pages/about.MD", " \n"), f"content/pages/about.MD: {NO_END}",
    ),
    "a link for a page of text": (
        _replace("content/pages/more.md", _link_to("about.md")),
        f"content/pages/more.md: {NOT_ORDINARY}; put the file there, or delete it",
    ),
    "a pipe for a page of text": (
        _replace("content/pages/about.md", os.mkfifo),
        f"content/pages/about.md: {NOT_ORDINARY}; put the file there, or delete it",
    ),
    "a link for the texts": (_link_away("content"), "content: this is a link, not a folder; replace it with a folder"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_damaged_file_is_found_by_check_and_build_alike(name: str, site: World) -> None:
    """Both print a sentence with the file and what to do; the last good website stays."""
    spoil, said = SPOILT[name]
    make(site)
    before = fingerprint(site.root / "output")
    assert [] == site.lines()
    spoil(site)
    path, _, rest = said.partition(": ")
    (*_, line) = site.lines()[:1]
    checked = masthead_here("check", "--root", site.root)
    finished = masthead_here("build", "--root", site.root, "--no-progress")

    assert line.startswith(f"{path}:1:1: error: {rest} [")
    assert (1, 1) == (checked.returncode, finished.returncode)
    assert rest.partition(";")[0] in checked.stdout
    assert rest.partition(";")[0] in finished.stderr
    assert before == fingerprint(site.root / "output")


@pytest.mark.parametrize("end", [f"{PAGE_END}", f"{PAGE_END}\n\n \n", f"{PAGE_END}\r\n"])
def test_page_with_its_end_is_whole(end: str, site: World) -> None:
    """An editor may end the last line in any way; a file that is not a page of text needs no such line."""
    site.edit("content/pages/about.md", f"{PAGE_END}\n", end)
    site.write("content/more.html", "<p>x</p>")
    site.write("content/notes.txt", "x")

    assert [] == site.rules()


def test_page_is_found_cut_at_whatever_byte(world: World) -> None:
    """There is no place at which a page ends as if it were whole."""
    whole = (ROOT / "content/pages/contribute.md").read_bytes()
    for length in range(1, len(whole) - 1):
        world.write("content/pages/contribute.md", whole[:length])
        assert [finding.rule for finding in judge_website_files(world.root)] == ["content-file"], length


@pytest.mark.parametrize("path", ["theme/static/js/copy.js", "content/pages/about.md", f"theme/{NAME}"])
def test_file_that_may_not_be_read_is_found(path: str, site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding has the reason that the system gives."""
    (site.root / path).chmod(0)
    site.load()
    monkeypatch.chdir(site.root)
    with as_nobody():
        (line,) = World(Path()).lines()

    assert line.startswith(f"{path}:1:1: error: ")
    assert "Permission denied" in line


def test_theme_elsewhere_is_judged_by_the_build(site: World) -> None:
    """A check knows no settings; a build with another theme needs its sums beside it, too."""
    shutil.copytree(site.root / "theme", site.root / "other")
    site.add("pelicanconf.py", 'THEME = "other"\n')
    make(site)
    site.write("other/css/base.css", "body {}\n")

    assert f"…/other/css/base.css: {ANOTHER}; {BACK}" == failure(site)

    finished = masthead_here("theme", "--root", site.root, "--folder", site.root / "other", "--write")
    assert (0, f"css/base.css: {ANOTHER}\n{NAME}: written\n") == (finished.returncode, finished.stderr)
    make(site)


def test_changed_theme_is_published_with_its_sums(site: World) -> None:
    """One command lists what was changed, and writes the sums."""
    site.add("theme/css/base.css", "\nbody { color: #123456; }\n")
    compared = masthead("theme", "--root", site.root)
    assert (1, f"{site.root}/theme/css/base.css: {ANOTHER}; {BACK}\n") == (compared.returncode, compared.stderr)

    written = masthead_here("theme", "--root", site.root, "--write")
    assert (0, f"css/base.css: {ANOTHER}\n{NAME}: written\n") == (written.returncode, written.stderr)
    assert (0, "") == ((again := masthead("theme", "--root", site.root)).returncode, again.stderr)
    make(site)
    assert "#123456" in (site.root / "output/theme/masthead.css").read_text()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_cut("theme/css/base.css", 0), "the file is empty"),
        (_replace("theme/css/base.css", os.mkfifo), NOT_ORDINARY),
        (_replace("theme/css/base.css", _link_to("print.css")), NOT_ORDINARY),
    ],
    ids=["empty", "pipe", "link"],
)
def test_damage_is_not_written_off(spoil: Spoil, said: str, site: World) -> None:
    """No sum makes an empty file or a link right."""
    spoil(site)
    finished = masthead_here("theme", "--root", site.root, "--write")

    assert 1 == finished.returncode
    assert said in finished.stderr
    assert "Traceback" not in finished.stderr
    keep_sums(site.root / "theme")
    assert said in "".join(site.lines())


def test_sums_are_those_of_sha256sum(site: World) -> None:
    """So anybody can check them without this program."""
    seal_theme(site)

    assert (ROOT / "theme" / NAME).read_bytes() == (site.root / "theme" / NAME).read_bytes()
    assert "  static/js/search.min.js\n" in (site.root / "theme" / NAME).read_text()


def test_few_records_are_checked_without_the_theme(site: World) -> None:
    """A check of some records reports only those records."""
    site.write(f"{SCRIPTS}/copy.js", "")

    assert 0 == masthead("check", "--root", site.root, site.root / "firms").returncode


@pytest.mark.parametrize("slug", NEEDED)
def test_page_to_which_the_website_leads_is_needed(site: World, slug: str) -> None:
    """A check finds that it is gone, so a build says so before it begins; a page in another file will do."""
    page = site.root / f"content/pages/{slug}.md"
    page.rename(page.with_name("renamed.md"))
    assert [] == list(judge_website_files(site.root))

    (site.root / "content/pages/renamed.md").unlink()
    said = f"no page of text has the Slug {slug}, and pages of the website lead to it; bring the page back"
    assert [f"content/pages/{slug}.md:1:1: error: {said} [content-file]"] == site.lines()
    assert 1 == make(site).database.errors
    assert not (site.root / "output").exists()


def test_needed_pages_are_those_to_which_the_theme_leads() -> None:
    """Every link of templates and views to a page of text is to one that a check asks for."""
    files = [*(ROOT / "theme/templates").rglob("*.html"), *(ROOT / "masthead/views").rglob("*.py")]
    texts = [file.read_text() for file in files]
    written = {page.stem for page in (ROOT / "content/pages").glob("*.md")}
    linked = {slug for slug in written for text in texts if f'"{slug}/' in text}

    assert set(NEEDED) == linked
