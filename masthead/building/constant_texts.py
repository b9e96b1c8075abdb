"""Texts of templates without variables: translated once, on compiling, since an edition has a single language."""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations

from jinja2 import Environment, nodes, pass_context
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from jinja2.runtime import Context


class ConstantTexts(InternationalizationExtension):
    """Jinja's i18n extension, which also replaces constant texts by their translations when it compiles a template."""

    translations: NullTranslations

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Return the nodes of a ``trans`` block: its translation, if the text has no placeholders."""
        line = parser.stream.current.lineno
        parsed = super().parse(parser)
        text = _constant(parsed)
        if text is None:
            return parsed
        # Jinja's newstyle gettext takes every text for a format, in which a percent sign is doubled.
        return nodes.Output([nodes.TemplateData(self.translations.gettext(text) % {})], lineno=line)


def translate_constants(environment: Environment, translations: NullTranslations) -> None:
    """Let *environment* translate the texts of the templates that it compiles with *translations*."""
    environment.add_extension(ConstantTexts)
    environment.extensions[ConstantTexts.identifier].translations = translations  # type: ignore[attr-defined]
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]


def write_numbers(environment: Environment, number: Callable[[int], str]) -> None:
    """Let *environment* write the numbers in its counted texts by *number*: 1,136 sites."""
    translate: Callable[..., str] = environment.globals["ngettext"]  # type: ignore[assignment]

    @pass_context
    def ngettext(context: Context, singular: str, plural: str, num: int, **values: object) -> str:
        """Return *singular* or *plural*, as *num* requires, with *values* in it."""
        written = {
            name: number(value) if type(value) is int else value for name, value in (values | {"num": num}).items()
        }
        return translate(context, singular, plural, num, **written)  # markup stays markup

    environment.globals["ngettext"] = ngettext


def _constant(parsed: nodes.Node | list[nodes.Node]) -> str | None:
    """Return the text that *parsed* looks up, or None if it does more than look up a text."""
    match parsed:
        case nodes.Output(
            nodes=[nodes.Call(node=nodes.Name(name="gettext"), args=[nodes.Const(value=text)], kwargs=[])]
        ):
            return str(text)
    return None
