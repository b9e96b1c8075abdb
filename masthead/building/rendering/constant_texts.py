"""Texts of templates: translated once, on compiling, since an edition has a single language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from gettext import NullTranslations

from jinja2 import Environment, nodes, pass_context
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser
from jinja2.runtime import Context

# Jinja takes every text for a format, in which a percent sign is doubled.
_PLACE = re.compile(r"%(?:%|\((\w+)\)s)")


class ConstantTexts(InternationalizationExtension):
    """Jinja's i18n extension, which also replaces texts by their translations when it compiles a template.

    The values in the places of a text are printed there, as anywhere else in a template.
    """

    translations: NullTranslations

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """Return the nodes of a ``trans`` block: the pieces of its translation, unless it counts something."""
        line = parser.stream.current.lineno
        parsed = super().parse(parser)
        match parsed:
            case nodes.Output(
                nodes=[nodes.Call(node=nodes.Name(name="gettext"), args=[nodes.Const(value=text)], kwargs=named)]
            ):
                values = {value.key: value.value for value in named}
                pieces = list(_pieces(self.translations.gettext(str(text)), values))
                return parsed if None in pieces else nodes.Output(pieces, lineno=line)
        return parsed


def _pieces(text: str, values: Mapping[str, nodes.Expr]) -> Iterator[nodes.Expr | None]:
    """Yield the pieces of *text*, and the *values* in its places: None where it names another."""
    end = 0
    for place in _PLACE.finditer(text):
        yield nodes.TemplateData(text[end : place.start()])
        yield values.get(place[1]) if place[1] else nodes.TemplateData("%")
        end = place.end()
    yield nodes.TemplateData(text[end:])


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
