"""The code that templates are compiled to, which a process generates once for each text of a template.

Parsing the theme takes longer than making a small website of it, and a process that serves, or tests, makes many.
"""

from __future__ import annotations

from types import CodeType
from typing import cast

from jinja2 import Environment, nodes

_MOST = 1000
"""The number of templates whose code is kept: the theme some ten times over, as it was between changes."""
_generated: dict[tuple[str | None, str], str] = {}


class TemplateEnvironment(Environment):
    """An environment of templates that uses code again which another has generated of the same text.

    The code has no translations and no settings in it, unless *is_plain* is False: then nothing is used again. The file
    of a template is not in it either, so that messages name that of each website.
    """

    is_plain: bool = False

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
