"""The build: whole, and the same bytes each time, by either command."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from masthead.building.configuration.settings import settings_of
from tests.site import failure, fingerprint, furnish, make, masthead, read, run
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World


def test_build_makes_a_page_of_each_record(built: World) -> None:
    """Each list, country and text has a page too; only files for the next build are left beside the output."""
    files = {str(path.parent.relative_to(built.root / "output")) for path in built.root.rglob("output/**/index.html")}

    assert {
        ".", "search", "sites", "countries", "firms", "campaigns", "sources", "countries/it", "countries/zz",
        "sites/harbour-times.example", "sites/valley-echo.example", "firms/quay-media", "campaigns/lighthouse",
        "sources/harbour-lab-2024", "about", "contribute", "corrections", "method",
    } <= files  # fmt: skip
    assert (built.root / "output/404.html").is_file()
    assert {".cache", "campaigns", "content", "firms", "output", "sites", "sources", "theme"} == {
        path.name for path in built.root.iterdir() if path.is_dir()
    }


def test_page_of_an_outlet_answers_in_order(built: World) -> None:
    """Its name comes first, then who is said to run it, the reply, the evidence, and what its network is known for."""
    text = read(built.root / "output/sites/harbour-times.example/index.html").text
    order = [
        "Harbour Times",
        "In February 2024 the Harbour Lab attributed LIGHTHOUSE, the set of sites in which it lists this site, to Quay Media",
        "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said.",
        "The report lists the site under Italy.",
        "1 more item about LIGHTHOUSE",
    ]

    assert sorted(order, key=text.index) == order


def test_two_builds_give_the_same_bytes(built: World) -> None:
    """The clock makes no difference: dates come from the records."""
    first = fingerprint(built.root / "output")
    shutil.rmtree(built.root / "output")
    make(built)

    assert first == fingerprint(built.root / "output")


def test_build_in_another_process_gives_the_same_bytes(built: World) -> None:
    """No order depends on how a process hashes texts, or on its time zone or language."""
    finished = masthead(
        "build",
        "--root",
        built.root,
        "--output",
        built.root / "other",
        PYTHONHASHSEED="7",
        TZ="Asia/Tokyo",
        LC_ALL="tr_TR.UTF-8",
    )

    assert 0 == finished.returncode, finished.stderr
    assert fingerprint(built.root / "output") == fingerprint(built.root / "other")


def test_date_of_the_data_can_be_given(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """`SOURCE_DATE_EPOCH` sets it, in seconds since 1970; without it, it is the date of the latest record."""
    assert "7 February 2024" in read(built.root / "output/index.html").text

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    make(built)

    assert "1 January 2025" in read(built.root / "output/index.html").text


@pytest.mark.parametrize("seconds", ["yesterday", "1.5", "9" * 30])
def test_date_that_is_none_is_refused(site: World, monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    """A build that should be repeatable does not guess."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    assert f"SOURCE_DATE_EPOCH: expected seconds since 1970, got '{seconds}'" == failure(site)


@pytest.mark.usefixtures("named_publisher")
def test_build_for_a_web_server_links_folders(site: World) -> None:
    """With `publishconf.py`, links have the promised addresses, without the name of a file."""
    make(site, "publishconf.py")
    page = read(site.root / "output/sites/harbour-times.example/index.html")
    links = [tag.attributes["href"] for tag in page.all("a")]

    assert "../../firms/quay-media/" in links
    assert not [link for link in links if link.endswith("index.html")]


def test_build_to_open_from_disk_links_files(built: World) -> None:
    """With `pelicanconf.py`, links name files: a folder opened from disk would show its files."""
    page = read(built.root / "output/sites/harbour-times.example/index.html")
    links = [tag.attributes["href"] for tag in page.all("a")]

    assert "../../firms/quay-media/index.html" in links
    assert not [link for link in links if link.endswith("/") and "://" not in link]


def test_pelican_command_works_by_itself(site: World) -> None:
    """A person who knows Pelican may use it, again and again, from any folder."""
    command = [
        "pelican",
        "--fatal",
        "errors",
        "--settings",
        str(site.root / "pelicanconf.py"),
        "--output",
        str(site.root / "output"),
    ]

    for _ in range(2):
        finished = run(command, cwd=site.root.parent)
        assert 0 == finished.returncode, finished.stdout

    make(World(site.root), "pelicanconf.py")
    assert (site.root / "output/sites/harbour-times.example/index.html").is_file()


def test_pelican_command_gives_the_same_pages(site: World) -> None:
    """Both commands make them in one way."""
    run(["pelican", "--settings", "pelicanconf.py", "--output", "by-pelican"], cwd=site.root)
    make(site)

    assert fingerprint(site.root / "output") == fingerprint(site.root / "by-pelican")


def test_pelican_command_publishes_no_invalid_record(site: World) -> None:
    """It exits 1 before it writes a page."""
    site.add(UNPLACED, "nonsense: x\n")
    finished = run(["pelican", "--settings", "pelicanconf.py"], cwd=site.root)

    assert 1 == finished.returncode
    assert "InvalidDatabaseError" in finished.stdout
    assert not (site.root / "output").exists()


def test_records_cannot_write_html(site: World) -> None:
    """Text is shown as it is, in every place of a page."""
    evil = '<script src="//evil.example/"></script>\'"&amp;'
    site.edit(FIRM, "name: Quay Media Co., Ltd.", f"name: >-\n  {evil}")
    site.edit(OUTLET, "The report lists the site under Italy.", f">-\n      {evil} *x*")
    site.edit(SOURCE, "title: Lights on a dark shore", f"title: >-\n  {evil}")
    site.edit(CAMPAIGN, "name: LIGHTHOUSE", f"name: >-\n  {evil}")
    make(site)
    pages = [path.read_text() for path in site.root.rglob("output/**/*.html")]

    assert not [page for page in pages if '<script src="//' in page or 'evil.example/">' in page]
    assert evil in read(site.root / "output/firms/quay-media/index.html").text


def test_settings_of_each_website_are_its_own(tmp_path: Path) -> None:
    """One process may build several websites, whose settings import modules of the same name."""
    packed = []
    for value in (False, True):
        world = furnish(World(tmp_path / str(value)))
        world.edit("pelicanconf.py", "MASTHEAD_PACKED = False", f"MASTHEAD_PACKED = {value}")
        packed.append(settings_of(world.root / "publishconf.py", tmp_path / "output")["MASTHEAD_PACKED"])

    assert [False, True] == packed
    assert "pelicanconf" not in sys.modules


def test_settings_do_not_find_those_that_were_loaded_elsewhere(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pelican's own command loads settings in this way; they stay as they are for the code that loaded them."""
    elsewhere = ModuleType("pelicanconf")
    elsewhere.__file__ = str(site.root / "elsewhere/pelicanconf.py")
    monkeypatch.setitem(sys.modules, "pelicanconf", elsewhere)
    site.edit("pelicanconf.py", "MASTHEAD_PACKED = False", "MASTHEAD_PACKED = True")

    assert settings_of(site.root / "publishconf.py", site.root / "output")["MASTHEAD_PACKED"]
    assert elsewhere is sys.modules["pelicanconf"]
