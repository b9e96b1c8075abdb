"""Builds that fail: each fault is reported in a sentence, and the last good output stays untouched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest

from masthead.loading.website_files import PAGE_END
from tests.site import break_template, failure, fingerprint, masthead, seal_theme, whole_page
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World


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
    """Put an outlet among the firms."""
    site.move(UNPLACED, "firms/valley-echo.yml")


def refer_to_nothing(site: World) -> None:
    """Name a source that is not there."""
    site.edit(UNPLACED, "source: harbour-lab-2024", "source: nothing")


def hide_record(site: World) -> None:
    """Give a record a file name that no record may have."""
    site.move(UNPLACED, "sites/zz/.valley-echo.example.yml")


def pipe_record(site: World) -> None:
    """Put a pipe among the records."""
    os.mkfifo(site.root / "firms/pipe.yml")


BAD_INPUT: list[tuple[Callable[[World], None], str]] = [
    (spoil_record, "'nonsense' is not a known field"),
    (lose_folder, "the folder firms/ is missing"),
    (empty_database, "the database has no records"),
    (link_record, "this is a link, a folder or a device, not an ordinary file"),
    (link_folder, "this is a link, not a folder"),
    (misplace_record, "'operator' is not a known field"),
    (refer_to_nothing, "no record in sources/ has the ID 'nothing'"),
    (hide_record, "only records (*.yml) are allowed here"),
    (pipe_record, "this is a link, a folder or a device, not an ordinary file"),
]


@pytest.mark.parametrize(("spoil", "message"), BAD_INPUT)
def test_bad_input_leaves_the_last_output(built: World, spoil: Callable[[World], None], message: str) -> None:
    """The build prints a clear finding and exits with 1; not a byte of the last good output is touched."""
    before = fingerprint(built.root / "output")
    spoil(built)
    finished = masthead("build", "--root", built.root)

    assert 1 == finished.returncode
    assert message in finished.stderr
    assert f"build failed; {built.root / 'output'} is unchanged" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert before == fingerprint(built.root / "output")


FAILURES: list[tuple[str, str]] = [
    ("{{ view.nothing }}", "firms/quay-media/index.html: theme/templates/firm.html:3: 'masthead.views.pages.firm.FirmView object' has no attribute 'nothing'"),
    ("{{ nothing }}", "firms/quay-media/index.html: theme/templates/firm.html:3: 'nothing' is undefined"),
    ("{% if %}", "firms/quay-media/index.html: theme/templates/firm.html:3: Expected an expression, got 'end of statement block'"),
    ("{{ view.title | nothing }}", "firms/quay-media/index.html: theme/templates/firm.html:3: No filter named 'nothing'."),
    ("{{ 1 | capitalised }}", "firms/quay-media/index.html: theme/templates/firm.html:3: TypeError: 'int' object is not subscriptable"),
    ('{% include "nothing.html" %}', "firms/quay-media/index.html: theme/templates/firm.html:3: no template nothing.html"),
    ("{{ 1 / 0 }}", "firms/quay-media/index.html: theme/templates/firm.html:3: ZeroDivisionError: division by zero"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), FAILURES)
def test_template_that_fails_leaves_the_last_output(built: World, text: str, message: str) -> None:
    """The message names the page, the template and the line, for people who work on the theme."""
    before = fingerprint(built.root / "output")
    break_template(built, text)

    assert message == failure(built)
    assert before == fingerprint(built.root / "output")
    assert not (built.root / "output.new").exists()


def test_failure_is_printed_without_a_traceback(built: World) -> None:
    """The command prints one sentence and exits with 1."""
    break_template(built, "{{ nothing }}")
    finished = masthead("build", "--root", built.root, "--no-progress")

    assert (1, "", "Error: firms/quay-media/index.html: theme/templates/firm.html:3: 'nothing' is undefined\n") == (
        finished.returncode, finished.stdout, finished.stderr,
    )  # fmt: skip


def lose_template(site: World) -> None:
    """Take away the template of a record's page."""
    (site.root / "theme/templates/firm.html").unlink()
    seal_theme(site)


def lose_page_template(site: World) -> None:
    """Take away the template of pages of text."""
    (site.root / "theme/templates/page.html").unlink()
    seal_theme(site)


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
    """Write something that is not Python into the settings."""
    site.add("pelicanconf.py", "PATH = \n")


def raise_in_settings(site: World) -> None:
    """Let the settings fail when they are read."""
    site.add("pelicanconf.py", "PATH = 1 / 0\n")


def lose_setting(site: World) -> None:
    """Take away a setting of ours."""
    site.add("pelicanconf.py", "del MASTHEAD_LOCALE\n")


def ask_for_no_language(site: World) -> None:
    """Ask for a language that does not exist."""
    site.add("pelicanconf.py", 'MASTHEAD_LOCALE = "xx-XX"\n')


def leave_html_alone(site: World) -> None:
    """Switch the escaping of texts off."""
    site.add("pelicanconf.py", 'JINJA_ENVIRONMENT["autoescape"] = False\n')


def ask_for_no_plugin(site: World) -> None:
    """Name a plugin that is not there."""
    site.add("pelicanconf.py", 'PLUGINS = ["nothing"]\n')


def take_a_records_address(site: World) -> None:
    """Give a page of text the address of a list of records."""
    site.write("content/pages/sites.md", whole_page("Text.", "x\nSlug: sites"))


def take_an_address_elsewhere(site: World) -> None:
    """Give a page of text an address beside the output."""
    site.write("content/pages/x.md", whole_page("Text.", "x\nSave_as: ../output.new-evil/x.html"))


def write_no_utf8(site: World) -> None:
    """Write a page of text in another encoding."""
    site.write("content/pages/x.md", b"Title: x\n\n\xff\xfe\n" + PAGE_END.encode())


def write_template_in_no_utf8(site: World) -> None:
    """Write a template in another encoding."""
    site.write("theme/templates/firm.html", b"\xff\xfe")
    seal_theme(site)


SETTINGS_FAIL: list[tuple[Callable[[World], None], str]] = [
    (lose_template, "firms/quay-media/index.html: no template firm.html"),
    (lose_page_template, "theme/templates/about.html:1: no template page.html"),
    (break_page_template, "theme/templates/page.html:3: 'nothing' is undefined"),
    (lose_theme, "…/pelicanconf.py: THEME is theme, but that folder is not beside this file"),
    (lose_settings, "…/pelicanconf.py: no such file; it should hold Pelican's settings"),
    (break_settings, "…/pelicanconf.py: SyntaxError: invalid syntax (pelicanconf.py, line "),
    (raise_in_settings, "…/pelicanconf.py: ZeroDivisionError: division by zero"),
    (lose_setting, "the setting MASTHEAD_LOCALE is missing"),
    (ask_for_no_language, "MASTHEAD_LOCALE: unknown locale 'xx_XX'"),
    (
        leave_html_alone,
        "the setting JINJA_ENVIRONMENT lacks `autoescape: True`, without which HTML in records would be published",
    ),
    (ask_for_no_plugin, "Cannot load plugin `nothing`"),
    (take_a_records_address, "two pages have the path 'sites/index.html'"),
    (
        take_an_address_elsewhere,
        "the path '../output.new-evil/x.html' is not allowed: use lower-case letters, digits, dots and hyphens",
    ),
    (write_no_utf8, "Could not process pages/x.md"),
    (write_template_in_no_utf8, "firms/quay-media/index.html: UnicodeDecodeError: "),
]


@pytest.mark.usefixtures("blind")
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
