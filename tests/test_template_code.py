"""The code of a template is generated once in a process, and has the same output as code that is generated again."""

from __future__ import annotations

import marshal
from functools import partial
from pathlib import Path

import pytest
from jinja2 import DictLoader, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from masthead.building.configuration.settings import settings_of
from masthead.building.rendering import template_code
from masthead.building.rendering.template_code import TemplateEnvironment
from masthead.building.rendering.templates import compiled_meanwhile
from tests.site import break_template, failure, furnish, make, read, seal_theme
from tests.world import World
from tests.world import make as make_records


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that are parsed, as they are."""
    names: list[str | None] = []
    original = Parser.parse

    def parse(parser: Parser) -> nodes.Template:
        names.append(parser.name)
        return original(parser)

    monkeypatch.setattr(Parser, "parse", parse)
    monkeypatch.setattr(template_code, "_compiled", {})
    return names


def environment(text: str, *, is_plain: bool = True) -> TemplateEnvironment:
    """Return an environment with one template."""
    template_environment = TemplateEnvironment(autoescape=True, loader=DictLoader({"harbour-page": text}))
    template_environment.is_plain = is_plain
    return template_environment


def known() -> set[str]:
    """Return the names of the templates whose code this process knows."""
    return {name for name, _ in marshal.loads(template_code.known_code())}  # noqa: S302 - our own


def test_the_same_text_is_parsed_once(parsed: list[str | None]) -> None:
    """It is parsed once even if there is another environment, as each website has its own."""
    text = "{% macro quay(n) %}{{ n + 1 }}{% endmacro %}{{ quay(2) }} {{ tide }}"
    first, second = (environment(text).get_template("harbour-page").render(tide=tide) for tide in ("<ebb>", "flood"))

    assert ("3 &lt;ebb&gt;", "3 flood", ["harbour-page"]) == (first, second, parsed)


def test_code_of_another_process_is_used_for_the_same_text(
    parsed: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same text is not parsed again here, but a text that differs is."""
    environment("{{ tide }}").get_template("harbour-page")
    code = template_code.known_code()
    monkeypatch.setattr(template_code, "_compiled", {})
    template_code.know(code)
    same, other = (environment(text).get_template("harbour-page") for text in ("{{ tide }}", "{{ tide }}!"))

    assert ("&lt;", "&lt;!") == (same.render(tide="<"), other.render(tide="<"))
    assert ["harbour-page", "harbour-page"] == parsed


def test_templates_are_compiled_meanwhile(
    tmp_path: Path, parsed: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If there are two processes, the other one compiles while the records are checked, and this one parses none.

    A template that cannot be compiled is left to the page.
    """
    site = furnish(World(tmp_path / "world"))
    make_records(site.root)
    settings = partial(settings_of, site.root / "pelicanconf.py", tmp_path / "new")
    with compiled_meanwhile(settings, 1) as know:
        know()
    assert not known()
    with compiled_meanwhile(settings, 2) as know:
        know()
    names = known()

    assert ([], True) == (parsed, {"firm.html", "components/text.html"} < names)
    monkeypatch.setattr(template_code, "_compiled", {})
    break_template(site, "{% if %}")
    with compiled_meanwhile(settings, 2) as know:
        know()
    assert names - {"firm.html"} == known()


@pytest.mark.parametrize("other", ["{{ tide }}.", "{{ tide }}"])
def test_another_text_and_what_settings_change_are_parsed_again(parsed: list[str | None], other: str) -> None:
    """Results of filters and translations are in the code: an environment that has its own uses no other's."""
    environment("{{ tide }} ").get_template("harbour-page")
    again = environment(other, is_plain=other != "{{ tide }}").get_template("harbour-page")

    assert ["harbour-page", "harbour-page"] == parsed
    assert "x" in again.render(tide="x")


def test_a_filter_of_the_settings_is_in_no_code_of_others() -> None:
    """Jinja applies a filter to a constant when it compiles."""
    pages = []
    for filtered in (str.upper, str.lower):
        each = environment("{{ 'Tide' | quay }}", is_plain=False)
        each.filters["quay"] = filtered
        pages.append(each.get_template("harbour-page").render())

    assert ["TIDE", "tide"] == pages


def test_faults_are_told_each_time_at_the_file_of_the_website(tmp_path: Path) -> None:
    """A second website in another folder, with the same template, reports the fault too."""
    for name in ("a", "b"):
        site = furnish(World(tmp_path / name / "world"))
        make_records(site.root)
        break_template(site, "{{ view.nothing }}")
        assert "templates/firm.html:3" in failure(site)
    with pytest.raises(TemplateSyntaxError):
        environment("{% if %}").get_template("harbour-page")
    with pytest.raises(TemplateSyntaxError):
        environment("{% if %}").get_template("harbour-page")


def test_a_changed_template_is_used_in_the_same_process(tmp_path: Path) -> None:
    """`masthead serve` builds like this after each change of the theme."""
    site = furnish(World(tmp_path / "world"))
    make_records(site.root)
    make(site)
    site.edit("theme/templates/404.html", "{% block main %}", "{% block main %}<p>Changed tide</p>")
    seal_theme(site)

    make(site)

    assert "Changed tide" in read(site.root / "output/404.html").text
