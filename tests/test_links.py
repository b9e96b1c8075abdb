"""Links between pages: marks in templates, which become relative links when a page is whole."""

from __future__ import annotations

import pytest

from masthead.building.configuration.settings import SettingsError, edition_of, settings_of
from masthead.building.output.links import ROOT, base_of, link, start_of
from masthead.building.output.named_files import NamedFiles
from masthead.ledger.contents import NOTHING
from tests.world import World


@pytest.mark.parametrize(
    ("page", "to", "on_a_server", "from_disk"),
    [
        ("", "sites/", "./sites/", "./sites/index.html"),
        ("firms/example-ltd/", "", "../../", "../../index.html"),
        ("firms/example-ltd/", "sites/a.example/#item", "../../sites/a.example/#item", "../../sites/a.example/index.html#item"),
        ("sites/a.example/", "sites/a.example/cite/#item", "cite/#item", "cite/index.html#item"),
        ("sites/a.example/", "sites/a.example/#item", "#item", "#item"),
        ("sites/a.example/cite/", "sites/a.example/", "../../../sites/a.example/", "../../../sites/a.example/index.html"),
        ("sites/", "sites/a.example/card.png", "a.example/card.png", "a.example/card.png"),
        ("404.html", "about/", "./about/", "./about/index.html"),
    ],
)  # fmt: skip
def test_links_are_relative_and_short_below_the_page(page: str, to: str, on_a_server: str, from_disk: str) -> None:
    """A link to a folder names its file where the page is opened from disk."""
    html = f'<a href="{link(to)}">'

    assert f'<a href="{on_a_server}">' == start_of(page, "").linked(html)
    assert f'<a href="{from_disk}">' == start_of(page, "index.html").linked(html)


def test_scripts_learn_where_the_root_is() -> None:
    """The root has no slash at its end, on the home page as below it."""
    html = f'<script src="{ROOT}/theme/js/copy.js">'

    assert '<script src="./theme/js/copy.js">' == start_of("", "index.html").linked(html)
    assert '<script src="../../theme/js/copy.js">' == start_of("sites/a.example/", "index.html").linked(html)


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://masthead.example.org", ""),
        ("https://masthead.example.org/", ""),
        ("https://masthead.example.org/list/of/all/", "/list/of/all"),
        ("https://masthead.example.org//evil.example", "/evil.example"),
    ],
)
def test_links_of_the_missing_page_start_at_the_base_path(url: str, base: str) -> None:
    """Any missing address gets that page, so relative links would lead nowhere; and no link names a host."""
    start = start_of("404.html", "", base_of(url))

    assert f"{base}/sites/#a" == start.linked(link("sites/#a"))
    assert f"{base}/theme/" == start.linked(f"{ROOT}/theme/")
    assert f"{base}/" == start.linked(link(""))


def test_without_a_public_address_there_is_no_base_path() -> None:
    """The folder in which somebody puts such a copy is not known."""
    assert base_of("") is None


@pytest.mark.parametrize("url", ["https://masthead.example", "https://masthead.example/list"])
def test_absolute_links_of_the_missing_page_are_verified(url: str) -> None:
    """A file that the page names below the base path must be there; an address of another host is not ours."""
    named = NamedFiles(url)
    base = base_of(url)
    named.add("404.html", f'<a href="{base}/theme/a.css"><a href="{base}/"><a href="//evil.example/x.css">'.encode())

    assert {"theme/a.css", ""} == set(named.pages)
    assert [("404.html", "theme/a.css")] == named.missing(["index.html", "404.html"])


@pytest.mark.parametrize(
    ("url", "is_right"),
    [
        ("", True),
        ("https://masthead.example", True),
        ("http://[::1]:8000/list/of-all/", True),
        ("https://münchen.example/liste", True),
        ("https://masthead.example//evil.example", False),
        ("https://masthead.example/\\evil.example", False),
        ("https://masthead.example/a b", False),
        ("https://masthead.example/?q", False),
        ("https://masthead.example/#a", False),
        ("https://u:p@masthead.example/", False),
        ('https://masthead.example/"onload=x', False),
    ],
)
def test_public_address_is_a_host_and_folders(site: World, url: str, *, is_right: bool) -> None:
    """Any other part would be in every link of the page for missing addresses."""
    settings = {**settings_of(site.root / "pelicanconf.py", site.root / "output"), "MASTHEAD_URL": url}
    database = site.load()
    if is_right:
        assert url.rstrip("/") == edition_of(settings, database, NOTHING).url
        return

    with pytest.raises(SettingsError, match="MASTHEAD_URL: the address may have a host, a port and folders"):
        edition_of(settings, database, NOTHING)
