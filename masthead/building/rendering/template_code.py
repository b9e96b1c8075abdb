"""The code that templates are compiled to, which a process makes once for each text of a template.

Parsing the theme takes longer than making a small website of it, and a process that serves, or tests, makes many.
"""

from __future__ import annotations

import marshal
from types import CodeType
from typing import Any, cast

from jinja2 import Environment, Template, nodes

_MOST = 1000
"""The number of templates whose code is kept: the theme some ten times over, as it was between changes."""
_compiled: dict[tuple[str | None, str], CodeType] = {}


def known_code() -> bytes:
    """Return the code of all templates that this process knows, for another one that was forked from the same."""
    return marshal.dumps(_compiled)


def know(code: bytes) -> None:
    """Use *code*, which another process of this build has compiled, for templates with the same text."""
    _compiled.update(marshal.loads(code))  # noqa: S302 - from our own process


class TemplateEnvironment(Environment):
    """An environment of templates that uses code again which another has made of the same text.

    The code has no translations and no settings in it, unless *is_plain* is False: then nothing is used again. The file
    of a template is not in it either, so that messages name that of each website.
    """

    is_plain: bool = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._loaded: dict[str, Template] = {}

    def get_template(self, name: str | Template, parent: str | None = None, *more: Any, **named: Any) -> Template:
        """Return the template *name*: without a look at its file and its age, if none will be loaded twice.

        Every page imports a dozen components, and Jinja asks for each as if its file could have changed.
        """
        if self.auto_reload or more or named or not isinstance(name, str):
            return super().get_template(name, parent, *more, **named)
        template = self._loaded.get(name)
        if template is None:
            template = self._loaded[name] = super().get_template(name, parent)
        return template

    def compile(  # type: ignore[override]
        self, source: str | nodes.Template, name: str | None = None, filename: str | None = None, **options: bool
    ) -> str | CodeType:
        """Return the code of the template *source*, called *name*, in *filename*. Raises TemplateSyntaxError as Jinja does."""
        if options or not self.is_plain or not isinstance(source, str):
            return cast("str | CodeType", super().compile(source, name, filename, **options))  # type: ignore[call-overload]
        code = _compiled.get((name, source))
        if code is None:
            code = super().compile(source, name, filename)
            if len(_compiled) >= _MOST:
                _compiled.clear()
            _compiled[name, source] = code
        return _in_file(code, filename or "<template>")


def _in_file(code: CodeType, file: str) -> CodeType:
    """Return *code* as that of the template in *file*, whose name is in messages."""
    if code.co_filename == file:
        return code
    constants = (_in_file(inner, file) if isinstance(inner, CodeType) else inner for inner in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(constants))
