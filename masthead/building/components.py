"""Fast calls of components, the macros of templates, and of their results: half a million for a thousand records."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro


class ComponentContext(Context):
    """A template context that calls a component directly.

    Jinja first looks whether the component asks for the context of the page; none of ours does.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # No template has globals of its own. For each import, Jinja compares the names here with those that it knows.
        self.globals_keys = set()

    def call(self, callable_: Any, *arguments: Any, **named: Any) -> Any:
        """Return the result of *callable_* for the arguments."""
        if type(callable_) is not Macro:
            return super().call(callable_, *arguments, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return callable_(*arguments, **named)


class ComponentCode(CodeGenerator):
    """The code of a template, which prints the result of a component as it is.

    Jinja passes everything printed to `escape`, which makes another `Markup` of one: for most of a million values.
    """

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(printed if type(printed := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is Markup else escape(printed))")
