"""Templates print what Jinja prints, with constant texts translated once and components called directly."""

from __future__ import annotations

import re
from gettext import NullTranslations

import pytest
from jinja2 import Environment

from masthead.building.rendering.components import ComponentCode, ComponentContext
from masthead.building.rendering.constant_texts import translate_constants


class Shouted(NullTranslations):
    """A catalogue in which every text is in capitals."""

    def gettext(self, message: str) -> str:
        """Return *message* in capitals."""
        return re.sub(r"%\(\w+\)S", lambda place: place[0].lower(), message.upper())

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for *n* in capitals."""
        return (msgid1 if n == 1 else msgid2).upper().replace("%(N)S", "%(n)s")


def environments(translations: NullTranslations) -> tuple[Environment, Environment]:
    """Return Jinja's own environment and ours, with the same catalogue."""
    usual, ours = (Environment(autoescape=True, extensions=["jinja2.ext.i18n"]) for _ in range(2))
    usual.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    translate_constants(ours, translations)
    ours.context_class, ours.code_generator_class = ComponentContext, ComponentCode
    return usual, ours


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{% trans %}About{% endtrans %}", "ABOUT"),
        ("{% trans %}100 % of <b>it</b> & more{% endtrans %}", "100 % OF <B>IT</B> & MORE"),
        ("{% trans who='<b>', n=2 %}100 % of {{ who }}: {{ n }}, {{ who }}{% endtrans %}", "100 % OF &lt;b&gt;: 2, &lt;b&gt;"),
        ("{% macro a(x, y='-', z='.') %}{{ x }}{{ y }}{{ z }}{% endmacro %}{{ a(1) }} {{ a(1, z=2) }} {{ a(y=3, x=4) }}", "1-. 1-2 43."),
        ("{% macro a(x) %}{{ x.b }}{{ x.c.d }}{% endmacro %}{{ a({'b': '<', 'c': {'d': [1].append}}) | length > 9 }}", "True"),
        ("{{ {'keys': 1}.keys() | list }}{{ {'x': 1}.x }}{{ 'a'.nothing is defined }}", "[&#39;keys&#39;]1False"),
        ("{% macro a(x) %}{{ varargs }}{{ kwargs }}{{ x }}{% endmacro %}{{ a(1, 2, y=3) }}", "(2,){&#39;y&#39;: 3}1"),
        ("{% trans n=2 %}{{ n }} site{% pluralize %}{{ n }} sites{% endtrans %}", "2 SITES"),
        ('{{ _("About") }}', "ABOUT"),
        ("{% macro a(x, y='&') %}{{ x }}{{ y }}{% endmacro %}{{ a('<') }}{{ a(y='>', x='-') }}", "&lt;&amp;-&gt;"),
        ("{% macro a() %}<i>{{ caller() }}</i>{% endmacro %}{% call a() %}{% trans %}x{% endtrans %}{% endcall %}", "<i>X</i>"),
        ("{% macro a(x) %}{{ x }}{% endmacro %}{% for x in (1, 2) %}{{ a(loop.index) }}{% endfor %}{{ range(2) | list }}", "12[0, 1]"),
    ],
)  # fmt: skip
def test_templates_print_what_jinja_prints(template: str, printed: str) -> None:
    """The translation and the escapes are those of Jinja."""
    usual, ours = environments(Shouted())

    assert printed == usual.from_string(template).render() == ours.from_string(template).render()


def test_constant_text_is_translated_when_its_template_is_compiled() -> None:
    """It is not looked up again for each page."""
    translations = Shouted()
    _, ours = environments(translations)
    template = ours.from_string("{% trans %}About{% endtrans %}")
    translations.gettext = lambda message: f"late {message}"  # type: ignore[method-assign]

    assert "ABOUT" == template.render()


@pytest.mark.parametrize(
    "call", ["{{ a(1) }}", "{{ a(b=1) }}", "{{ c(1, 2) }}", "{{ c(1, b=2) }}", "{{ c(1, b=3, x=2) }}"]
)
def test_component_that_is_called_wrongly_fails(call: str) -> None:
    """The error is that of Jinja."""
    usual, ours = environments(NullTranslations())
    errors = []
    for environment in (usual, ours):
        with pytest.raises(TypeError, match=r"^macro '[ac]' takes no") as caught:
            environment.from_string("{% macro a() %}{% endmacro %}{% macro c(x) %}{% endmacro %}" + call).render()
        errors.append(str(caught.value))

    assert errors[0] == errors[1]
