"""Templates print the results of components as they are, and everything else escaped."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from masthead.building.rendering.components import ComponentCode, ComponentContext, kept_texts

TEMPLATE = (
    "{% macro link(text) %}<a>{{ text }}</a>{% endmacro %}{{ link(name) }}{{ name }}{{ mark }}{{ 3 }}{{ number }}"
)
VALUES = {"name": "A & <b>", "mark": Markup("<i>"), "number": 4}


def rendered(environment: Environment, passed: list[object]) -> str:
    """The text that the template prints; each value that it escapes is added to *passed*."""

    def spied(function: Callable[[Any], str]) -> Callable[[Any], str]:
        def spy(value: Any) -> str:
            passed.append(value)
            return function(value)

        return spy

    template = environment.from_string(TEMPLATE)
    names = template.root_render_func.__globals__
    names |= {name: spied(names[name]) for name in ("escape", "escape_text") if name in names}
    return template.render(VALUES)


def ours(*, autoescape: bool = True) -> Environment:
    """An environment like that of pages."""
    environment = Environment(autoescape=autoescape)  # noqa: S701 - both are tried
    environment.context_class, environment.code_generator_class = ComponentContext, ComponentCode
    return environment


def test_results_of_components_are_not_escaped_again() -> None:
    """The output is the same as that of Jinja, and only texts and numbers are escaped."""
    passed: list[object] = []

    assert rendered(Environment(autoescape=True), []) == rendered(ours(), passed)
    assert ["A & <b>", "A & <b>", 4] == passed


@pytest.mark.parametrize("text", [Markup("<b>").join(["<", ">"]), "\ud800<", "", None, True, 1.5])
def test_values_of_any_kind_are_printed_as_jinja_prints_them(text: object) -> None:
    """It holds with and without escaping, and where the template decides."""
    for source in (
        "{{ x }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% autoescape on %}{{ x }}{% endautoescape %}",
    ):
        for is_on in (True, False):
            values = {"x": text, "on": is_on}
            theirs = Environment(autoescape=is_on).from_string(source)  # noqa: S701 - both are tried
            assert theirs.render(values) == ours(autoescape=is_on).from_string(source).render(values)


def test_component_is_called_once_for_the_same_values() -> None:
    """Other values, also those that are only equal, have texts of their own, and none is escaped again."""
    source = "{% macro item(value, sign) %}<b>{{ value[0] }}{{ sign }}{{ count() }}</b>{% endmacro %}"
    item = ours().from_string(source, {"count": partial(next, itertools.count())}).module.item  # type: ignore[attr-defined] # of the template
    template, kept = ours().from_string("{{ kept(item, value, sign) }}"), kept_texts()
    first, equal = ["<"], ["<"]
    asked: list[tuple[object, str]] = [(first, "-"), (first, "&"), (first, "-"), (equal, "-")]

    assert ["&lt;-0", "&lt;&amp;1", "&lt;-0", "&lt;-2"] == [
        template.render(kept=kept, item=item, value=value, sign=sign)[len("<b>") : -len("</b>")]
        for value, sign in asked
    ]


class Quay:
    """A value with methods, one of which asks for the context of the page."""

    def level(self, height: int) -> str:
        """A text that needs no context."""
        return f"level {height}"

    @pass_context
    def named(self, context: Context, height: int) -> str:
        """A text with a name of the page."""
        return f"{context['name']} {height}"


@pass_context
def asked(context: Context, height: int) -> str:
    """A function that asks for the context."""
    return f"{context['name']} {height}"


def test_only_who_asks_for_the_context_gets_it() -> None:
    """Others are called without it, whether they are functions, methods or methods of a text."""
    values = {"name": "Tide", "quay": Quay(), "asked": asked, "plain": lambda height: f"plain {height}"}
    template = ours().from_string(
        "{{ asked(1) }}, {{ quay.named(2) }}, {{ plain(3) }}, {{ quay.level(4) }}, {{ name.upper() }}"
    )

    assert "Tide 1, Tide 2, plain 3, level 4, TIDE" == template.render(values)
