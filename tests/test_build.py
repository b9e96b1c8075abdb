"""The build: whole or not at all, the same bytes each time, and a sentence for whatever goes wrong."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from masthead import output as folder
from masthead.build import BuildError, Built, build
from tests.site import fingerprint, furnish, masthead, read, run
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World


@pytest.fixture
def site(world: World) -> World:
    """The small world with all that a build needs."""
    return furnish(world)


@pytest.fixture
def built(site: World) -> World:
    """The small world, built once."""
    make(site)
    return site


def make(site: World, settings: str = "pelicanconf.py") -> Built:
    """Build the small world in this process."""
    return build(site.root, settings, site.root / "output")


def failure(site: World) -> str:
    """What a build says that does not come to its end, without the place of the test."""
    with pytest.raises(BuildError) as caught:
        make(site)
    return str(caught.value).replace(str(site.root), "…")


def test_build_makes_a_page_of_each_record(built: World) -> None:
    """And of each list, country and text; nothing is left beside the output."""
    files = {str(path.parent.relative_to(built.root / "output")) for path in built.root.rglob("output/**/index.html")}

    assert {
        ".", "search", "sites", "countries", "firms", "campaigns", "sources", "countries/it", "countries/zz",
        "sites/harbour-times.example", "sites/valley-echo.example", "firms/quay-media", "campaigns/lighthouse",
        "sources/harbour-lab-2024", "about", "contribute", "corrections", "method",
    } <= files  # fmt: skip
    assert (built.root / "output/404.html").is_file()
    assert {"campaigns", "content", "firms", "output", "sites", "sources", "theme"} == {
        path.name for path in built.root.iterdir() if path.is_dir()
    }


def test_page_of_an_outlet_answers_in_order(built: World) -> None:
    """What it is and who is said to run it, how that is known, what its network is known for, what is not known."""
    text = read(built.root / "output/sites/harbour-times.example/index.html").text
    order = [
        "Harbour Times",
        "According to the Harbour Lab, it is operated by Quay Media Co., Ltd. as part of LIGHTHOUSE.",
        "The report lists the site under Italy.",
        "The sites answer on one address.",
    ]

    assert sorted(order, key=text.index) == order


def test_two_builds_give_the_same_bytes(built: World) -> None:
    """Whatever the clock says: dates come from the records."""
    first = fingerprint(built.root / "output")
    shutil.rmtree(built.root / "output")
    make(built)

    assert first == fingerprint(built.root / "output")


def test_build_in_another_process_gives_the_same_bytes(built: World) -> None:
    """No order depends on how a process hashes texts, or on its clock's zone or language."""
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
    """By SOURCE_DATE_EPOCH, in seconds since 1970, else it is that of the latest record."""
    assert "7 February 2024" in read(built.root / "output/index.html").text

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    make(built)

    assert "1 January 2025" in read(built.root / "output/index.html").text


@pytest.mark.parametrize("seconds", ["yesterday", "1.5", "9" * 30])
def test_date_that_is_none_is_refused(site: World, monkeypatch: pytest.MonkeyPatch, seconds: str) -> None:
    """A build that should be repeatable does not guess."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    assert f"SOURCE_DATE_EPOCH: expected seconds since 1970, got '{seconds}'" == failure(site)


def spoil_record(site: World) -> None:
    """Break a record."""
    site.add(UNPLACED, "nonsense: x\n")


def lose_folder(site: World) -> None:
    """Take away a folder of records."""
    shutil.rmtree(site.root / "firms")


def empty_database(site: World) -> None:
    """Take away every record."""
    for path in (OUTLET, UNPLACED, FIRM, CAMPAIGN, SOURCE):
        (site.root / path).unlink()


def link_record(site: World) -> None:
    """Put a link in the place of a record."""
    (site.root / FIRM).rename(site.root / "firm.yml")
    (site.root / FIRM).symlink_to(site.root / "firm.yml")


def link_folder(site: World) -> None:
    """Put a link in the place of a folder."""
    (site.root / "firms").rename(site.root / "elsewhere")
    (site.root / "firms").symlink_to(site.root / "elsewhere")


def misplace_record(site: World) -> None:
    """Lay an outlet among the firms."""
    site.move(UNPLACED, "firms/valley-echo.yml")


def refer_to_nothing(site: World) -> None:
    """Name a source that is not there."""
    site.edit(UNPLACED, "source: harbour-lab-2024", "source: nothing")


def hide_record(site: World) -> None:
    """Give a record a name that is none of a record."""
    site.move(UNPLACED, "sites/zz/.valley-echo.example.yml")


def pipe_record(site: World) -> None:
    """Put a pipe among the records."""
    os.mkfifo(site.root / "firms/pipe.yml")


BAD_INPUT: list[tuple[Callable[[World], None], str]] = [
    (spoil_record, "expected a known field, got 'nonsense'"),
    (lose_folder, "expected the folder firms/, found none"),
    (empty_database, "expected at least one record, found none"),
    (link_record, "expected an ordinary file, got a link, a folder or a device"),
    (link_folder, "expected a folder, got a link"),
    (misplace_record, "expected a known field, got 'operator'"),
    (refer_to_nothing, "expected an id in sources/, got 'nothing'"),
    (hide_record, "expected only records (*.yml) here"),
    (pipe_record, "expected an ordinary file, got a link, a folder or a device"),
]


@pytest.mark.parametrize(("spoil", "message"), BAD_INPUT)
def test_bad_input_leaves_the_last_output(built: World, spoil: Callable[[World], None], message: str) -> None:
    """A clear finding, exit 1, and not a byte of the last good output is touched."""
    before = fingerprint(built.root / "output")
    spoil(built)
    finished = masthead("build", "--root", built.root)

    assert 1 == finished.returncode
    assert message in finished.stderr
    assert "not built; what is in" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert before == fingerprint(built.root / "output")


def break_template(site: World, text: str, template: str = "firm.html") -> None:
    """Write *text* into the place of the main part of a template."""
    site.write(
        f"theme/templates/{template}", f'{{% extends "base.html" %}}\n\n{{% block main %}}{text}{{% endblock %}}\n'
    )


FAILURES: list[tuple[str, str]] = [
    ("{{ view.nothing }}", "firms/quay-media/index.html: theme/templates/firm.html:3: 'masthead.views.firm.FirmView object' has no attribute 'nothing'"),
    ("{{ nothing }}", "firms/quay-media/index.html: theme/templates/firm.html:3: 'nothing' is undefined"),
    ("{% if %}", "firms/quay-media/index.html: theme/templates/firm.html:3: Expected an expression, got 'end of statement block'"),
    ("{{ view.title | nothing }}", "firms/quay-media/index.html: theme/templates/firm.html:3: No filter named 'nothing'."),
    ("{{ 1 | link }}", "firms/quay-media/index.html: theme/templates/firm.html:3: AttributeError: 'int' object has no attribute 'partition'"),
    ('{% include "nothing.html" %}', "firms/quay-media/index.html: theme/templates/firm.html:3: no template nothing.html"),
    ("{{ 1 / 0 }}", "firms/quay-media/index.html: theme/templates/firm.html:3: ZeroDivisionError: division by zero"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FAILURES)
def test_template_that_fails_leaves_the_last_output(built: World, text: str, message: str) -> None:
    """Whoever works on the theme is told the page, the template and the line."""
    before = fingerprint(built.root / "output")
    break_template(built, text)

    assert message == failure(built)
    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.new").exists()


def test_failure_is_printed_without_a_traceback(built: World) -> None:
    """The command says one sentence and exits 1."""
    break_template(built, "{{ nothing }}")
    finished = masthead("build", "--root", built.root)

    assert (1, "", "Error: firms/quay-media/index.html: theme/templates/firm.html:3: 'nothing' is undefined\n") == (
        finished.returncode, finished.stdout, finished.stderr,
    )  # fmt: skip


def lose_template(site: World) -> None:
    """Take away the template of a record's page."""
    (site.root / "theme/templates/firm.html").unlink()


def lose_page_template(site: World) -> None:
    """Take away the template of pages of text."""
    (site.root / "theme/templates/page.html").unlink()


def break_page_template(site: World) -> None:
    """Break the template of pages of text."""
    break_template(site, "{{ nothing }}", "page.html")


def lose_theme(site: World) -> None:
    """Take away the theme."""
    shutil.rmtree(site.root / "theme")


def lose_settings(site: World) -> None:
    """Take away the settings."""
    (site.root / "pelicanconf.py").unlink()


def break_settings(site: World) -> None:
    """Write what is no Python into the settings."""
    site.add("pelicanconf.py", "PATH = \n")


def raise_in_settings(site: World) -> None:
    """Let the settings fail when they are read."""
    site.add("pelicanconf.py", "PATH = 1 / 0\n")


def lose_setting(site: World) -> None:
    """Take away a setting of ours."""
    site.add("pelicanconf.py", "del MASTHEAD_LOCALE\n")


def ask_for_no_language(site: World) -> None:
    """Ask for a language that is none."""
    site.add("pelicanconf.py", 'MASTHEAD_LOCALE = "xx-XX"\n')


def leave_html_alone(site: World) -> None:
    """Switch the escaping of texts off."""
    site.add("pelicanconf.py", 'JINJA_ENVIRONMENT["autoescape"] = False\n')


def ask_for_no_plugin(site: World) -> None:
    """Name a plugin that is not there."""
    site.add("pelicanconf.py", 'PLUGINS = ["nothing"]\n')


def take_a_records_address(site: World) -> None:
    """Give a page of text the address of a list of records."""
    site.write("content/pages/sites.md", "Title: x\nSlug: sites\n\nText.\n")


def take_an_address_elsewhere(site: World) -> None:
    """Give a page of text an address beside the output."""
    site.write("content/pages/x.md", "Title: x\nSave_as: ../output.new-evil/x.html\n\nText.\n")


def write_no_utf8(site: World) -> None:
    """Write a page of text in another encoding."""
    site.write("content/pages/x.md", b"Title: x\n\n\xff\xfe\n")


def write_template_in_no_utf8(site: World) -> None:
    """Write a template in another encoding."""
    site.write("theme/templates/firm.html", b"\xff\xfe")


SETTINGS_FAIL: list[tuple[Callable[[World], None], str]] = [
    (lose_template, "firms/quay-media/index.html: PelicanTemplateNotFound: "),
    (lose_page_template, "PelicanTemplateNotFound: "),
    (break_page_template, "theme/templates/page.html:3: 'nothing' is undefined"),
    (lose_theme, "…/pelicanconf.py: expected the folder theme/ beside it as THEME, found none"),
    (lose_settings, "…/pelicanconf.py: expected Pelican's settings, found none"),
    (break_settings, "…/pelicanconf.py: SyntaxError: invalid syntax (pelicanconf.py, line "),
    (raise_in_settings, "…/pelicanconf.py: ZeroDivisionError: division by zero"),
    (lose_setting, "expected the setting MASTHEAD_LOCALE, found none"),
    (ask_for_no_language, "MASTHEAD_LOCALE: unknown locale 'xx_XX'"),
    (leave_html_alone, "expected autoescape in the setting JINJA_ENVIRONMENT, found none: records could hold HTML"),
    (ask_for_no_plugin, "Cannot load plugin `nothing`"),
    (take_a_records_address, "expected nothing at 'sites/index.html', found another page there"),
    (
        take_an_address_elsewhere,
        "expected lower-case letters, digits, dots and hyphens in a path, got '../output.new-evil/x.html'",
    ),
    (write_no_utf8, "Could not process pages/x.md"),
    (write_template_in_no_utf8, "firms/quay-media/index.html: UnicodeDecodeError: "),
]


@pytest.mark.parametrize(("spoil", "message"), SETTINGS_FAIL)
def test_failure_beside_the_records_leaves_the_last_output(
    built: World, spoil: Callable[[World], None], message: str
) -> None:
    """Templates, settings and pages of text fail with a sentence that says which."""
    before = fingerprint(built.root / "output")
    spoil(built)

    assert failure(built).startswith(message)
    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.new-evil").exists()


def test_warnings_of_pelican_are_told(site: World) -> None:
    """What Pelican only warns of does not stop a build, and is not lost."""
    site.write("content/pages/x.md", "Title: x\n\nA [link]({filename}nothing.md).\n")

    assert ["Unable to find 'nothing.md', skipping url replacement."] == [
        warning for warning in make(site).warnings if "nothing" in warning
    ]


def test_leftovers_of_a_stopped_build_are_cleared(built: World) -> None:
    """What a build left behind that was killed is no part of the next one."""
    before = fingerprint(built.root / "output")
    built.write("output.new/sites/stale/index.html", "stale")
    built.write("output.old/index.html", "stale")
    make(built)

    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.new").exists()
    assert not (built.root / "output.old").exists()


def test_output_that_a_stopped_build_put_aside_comes_back(built: World) -> None:
    """Where the system knows no exchange, a build may be killed between two steps: the next sets it right first."""
    before = fingerprint(built.root / "output")
    (built.root / "output").rename(built.root / "output.old")
    break_template(built, "{{ nothing }}")

    assert "'nothing' is undefined" in failure(built)
    assert before == fingerprint(built.root / "output")


def test_pages_that_are_gone_are_gone(built: World) -> None:
    """The output is made anew, not added to."""
    built.move(UNPLACED, "elsewhere.yml")
    built.write("output/stale.html", "stale")
    make(built)

    assert not (built.root / "output/sites/valley-echo.example").exists()
    assert not (built.root / "output/stale.html").exists()


def test_swap_is_one_step(built: World) -> None:
    """Whoever holds the output open or looks at its name finds the whole old one or the whole new one."""
    output = built.root / "output"
    old, moments = output.stat().st_ino, []
    exchange = folder._exchange  # noqa: SLF001 - the one moment to look at

    def watch(one: Path, other: Path) -> bool:
        moments.append((one / "index.html").is_file() and (other / "index.html").is_file())
        done = exchange(one, other)
        moments.append((one / "index.html").is_file() and (other / "index.html").is_file())
        return done

    folder._exchange = watch  # noqa: SLF001
    try:
        make(built)
    finally:
        folder._exchange = exchange  # noqa: SLF001

    assert [True, True] == moments
    assert old != output.stat().st_ino


def test_swap_works_where_no_exchange_is_known(built: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other systems and some file systems know none: then it takes two steps."""
    before = fingerprint(built.root / "output")
    monkeypatch.setattr(folder, "_exchange", lambda _one, _other: False)
    make(built)

    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.old").exists()


def test_concurrent_build_is_refused(built: World) -> None:
    """Two builds beside each other would mix their pages."""
    handle = os.open(built.root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        assert "another build is writing beside …/output: wait for it" == failure(built)
    finally:
        os.close(handle)
    make(built)


@pytest.mark.parametrize("name", ["sites", "content", "."])
def test_folder_that_is_no_output_is_never_replaced(site: World, name: str) -> None:
    """A slip of the pen must not delete the records."""
    before = fingerprint(site.root)

    with pytest.raises(BuildError, match="expected an earlier output or an empty folder at "):
        build(site.root, "pelicanconf.py", site.root / name)
    assert before == fingerprint(site.root)


def test_empty_folder_may_become_the_output(site: World) -> None:
    """Such as one that was made for it."""
    (site.root / "output").mkdir()
    make(site)

    assert (site.root / "output/index.html").is_file()


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_output_that_is_no_folder_is_refused(site: World, kind: str) -> None:
    """Nor is a link followed: what it leads to is not ours."""
    output = site.root / "output"
    if kind == "file":
        output.write_text("mine")
    else:
        output.symlink_to(site.root / ("firms" if kind == "link" else "nothing"))

    assert "expected a folder or nothing at …/output, found something else" == failure(site)


def test_output_below_a_file_is_refused(site: World) -> None:
    """What the system says is told with the path."""
    (site.root / "mine").write_text("text")

    with pytest.raises(BuildError, match="mine: "):
        build(site.root, "pelicanconf.py", site.root / "mine/output")


def test_build_for_a_web_server_links_folders(site: World) -> None:
    """publishconf.py: addresses as they are promised, without the name of a file."""
    make(site, "publishconf.py")
    page = read(site.root / "output/sites/harbour-times.example/index.html")
    links = [tag.attributes["href"] for tag in page.all("a")]

    assert "../../firms/quay-media/" in links
    assert not [link for link in links if link.endswith("index.html")]


def test_build_to_open_from_disk_links_files(built: World) -> None:
    """pelicanconf.py: a folder opened from disk would show its files."""
    page = read(built.root / "output/sites/harbour-times.example/index.html")
    links = [tag.attributes["href"] for tag in page.all("a")]

    assert "../../firms/quay-media/index.html" in links
    assert not [link for link in links if link.endswith("/") and "://" not in link]


def test_pelican_command_works_by_itself(site: World) -> None:
    """Who knows Pelican may use it, again and again, from any folder."""
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
    """There is one way to make them."""
    run(["pelican", "--settings", "pelicanconf.py", "--output", "by-pelican"], cwd=site.root)
    make(site)

    assert fingerprint(site.root / "output") == fingerprint(site.root / "by-pelican")


def test_pelican_command_publishes_no_invalid_record(site: World) -> None:
    """It exits 1 before it writes a page."""
    spoil_record(site)
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
