"""Templates print the results of components as they are, and everything else escaped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Environment
from markupsafe import Markup

from masthead.building.components import ComponentCode, ComponentContext

TEMPLATE = (
    "{% macro link(text) %}<a>{{ text }}</a>{% endmacro %}{{ link(name) }}{{ name }}{{ mark }}{{ 3 }}{{ number }}"
)
VALUES = {"name": "A & <b>", "mark": Markup("<i>"), "number": 4}


def rendered(environment: Environment, passed: list[object]) -> str:
    """What the template prints; each value that it escapes is added to *passed*."""

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
    """An environment as that of pages."""
    environment = Environment(autoescape=autoescape)  # noqa: S701 - both are tried
    environment.context_class, environment.code_generator_class = ComponentContext, ComponentCode
    return environment


def test_results_of_components_are_not_escaped_again() -> None:
    """What is printed is what Jinja prints, and only texts and numbers are escaped."""
    passed: list[object] = []

    assert rendered(Environment(autoescape=True), []) == rendered(ours(), passed)
    assert ["A & <b>", "A & <b>", 4] == passed


@pytest.mark.parametrize("text", [Markup("<b>").join(["<", ">"]), "\ud800<", "", None, True, 1.5])
def test_values_of_any_kind_are_printed_as_jinja_prints_them(text: object) -> None:
    """With and without escaping, and where the template decides."""
    for source in (
        "{{ x }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% autoescape on %}{{ x }}{% endautoescape %}",
    ):
        for is_on in (True, False):
            values = {"x": text, "on": is_on}
            theirs = Environment(autoescape=is_on).from_string(source)  # noqa: S701 - both are tried
            assert theirs.render(values) == ours(autoescape=is_on).from_string(source).render(values)
