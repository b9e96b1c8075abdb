"""The code that templates are compiled to, which a process generates once for each text of a template.

Parsing the theme takes longer than making a small website of it, and a process that serves, or tests, makes many.
"""

from __future__ import annotations

from types import CodeType
from typing import Any, cast

from jinja2 import Environment, Template, nodes

_MOST = 1000
"""The number of templates whose code is kept: the theme some ten times over, as it was between changes."""
_generated: dict[tuple[str | None, str], str] = {}


class TemplateEnvironment(Environment):
    """An environment of templates that uses code again which another has generated of the same text.

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
        python = _generated.get((name, source))
        if python is None:
            python = super().compile(source, name, filename, raw=True)
            if len(_generated) >= _MOST:
                _generated.clear()
            _generated[name, source] = python
        return self._compile(python, filename or "<template>")
