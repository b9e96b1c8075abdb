"""Texts of templates without variables: translated once, when the template is compiled, for an edition has one language."""

from __future__ import annotations

from gettext import NullTranslations

from jinja2 import Environment, nodes
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser


class ConstantTexts(InternationalizationExtension):
    """Jinja's i18n extension, which puts the translation of a constant text in the place of the call that looks it up."""

    translations: NullTranslations

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Return the nodes of a ``trans`` block: its translation, if nothing has to be put into it."""
        line = parser.stream.current.lineno
        parsed = super().parse(parser)
        text = _constant(parsed)
        if text is None:
            return parsed
        # Jinja's newstyle gettext takes every text for a format, in which a percent sign is doubled.
        return nodes.Output([nodes.TemplateData(self.translations.gettext(text) % {})], lineno=line)


def translate_constants(environment: Environment, translations: NullTranslations) -> None:
    """Translate the texts of the templates that *environment* compiles with *translations*."""
    environment.add_extension(ConstantTexts)
    environment.extensions[ConstantTexts.identifier].translations = translations  # type: ignore[attr-defined]
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]


def _constant(parsed: nodes.Node | list[nodes.Node]) -> str | None:
    """Return the text that *parsed* looks up, or None if it does more than that."""
    match parsed:
        case nodes.Output(
            nodes=[nodes.Call(node=nodes.Name(name="gettext"), args=[nodes.Const(value=text)], kwargs=[])]
        ):
            return str(text)
    return None
