"""Fast code of templates: calls of components, their macros, attributes, and texts: millions for two thousand records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from io import StringIO
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context, Macro
from jinja2.utils import concat, missing
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

from masthead.building.rendering.compact_html import compact
from masthead.edition.shared_results import remembered

escape_text: Callable[[str], str] = _escape_inner
"""The function of `escape` for a plain text, without the `Markup` around it that nobody needs where it is printed."""

_MOST_KEPT = 1 << 15
"""The number of texts that are kept; a row of a list takes up to 1 kB."""
_IMPORT = f"from {__name__} import Component, escape_text"


class Component(Macro):
    """A component: its parameters are filled at once, unless it has a block or takes any arguments."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._is_simple = self._default_autoescape is True and not (
            self.caller or self.catch_kwargs or self.catch_varargs or self._environment.is_async
        )
        if self._is_simple:
            self._func.__defaults__ = (missing,) * self._argument_count

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Return the text of the component for the arguments. Raises TypeError as Jinja does if it does not take them."""
        if not self._is_simple:
            return super().__call__(*arguments, **named)
        values = arguments
        if named:
            rest = [named.get(name, missing) for name in self.arguments[len(arguments) :]]
            values = *arguments, *rest
            if len(rest) - rest.count(missing) != len(named):
                return super().__call__(*arguments, **named)
        elif len(arguments) > self._argument_count:
            return super().__call__(*arguments)
        return str.__new__(Markup, self._func(*values))


def kept_texts() -> Callable[..., Markup]:
    """Return a function that calls a component, and keeps its text for the next call with the same values.

    It is for components that print a value on many pages, such as a row of a list.
    """
    return remembered(_MOST_KEPT)(_text)


def _text(component: Callable[..., Markup], *values: object) -> Markup:
    return component(*values)


class ComponentContext(Context):
    """A template context that calls a component directly.

    Jinja first looks whether the component asks for the context of the page; none of ours does.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # No template has globals of its own. For each import, Jinja compares the names here with those that it knows.
        self.globals_keys = set()

    def other(self, callable_: Callable[..., Any], **variables: Any) -> Callable[..., Any]:
        """Return the function that calls *callable_*, which is no component, with the *variables* of loops and blocks."""
        kind = type(callable_)
        if kind is BuiltinMethodType:  # of a text or a list: it cannot ask for the context
            return callable_
        if (kind is MethodType or kind is FunctionType) and not hasattr(callable_, "jinja_pass_arg"):
            return callable_
        return partial(self.call, callable_, **variables)


class ComponentCode(CodeGenerator):
    """The code of a template, which prints the result of a component as it is.

    Jinja passes everything printed to `escape`, which makes another `Markup` of one: for most of a million values. It
    looks up each attribute by a method of the environment, and each call by one of the context: here, these serve only
    what is no attribute, and no component.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - named by Jinja
        """Write the code of a template, which may use the names of this module."""
        self.writeline(_IMPORT)
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:  # noqa: ARG002 - called by Jinja
        """Write the definition of a component: the function before it, whose parameters may be left out."""
        arguments = tuple(argument.name for argument in macro_ref.node.args)
        accesses = macro_ref.accesses_kwargs, macro_ref.accesses_varargs, macro_ref.accesses_caller
        self.write(
            f"Component(environment, macro, {getattr(macro_ref.node, 'name', None)!r}, {arguments!r},"
            f" {', '.join(map(repr, accesses))}, context.eval_ctx.autoescape)"
        )

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        """Return the code of the text that a template has between its expressions, which is compacted once, not on every page."""
        return repr(compact(concat(group)))

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by Jinja
        """Write an attribute: the environment decides only what a value means that has none of the name."""
        self.write("(got if (got := getattr(of := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else environment.getattr(of, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - named by Jinja
        """Write a call, which the context makes only if it calls no component."""
        self.write("(called if type(called := ")
        self.visit(node.node, frame)
        variables = [f", {name}={name}" for name, is_known in self._variables(frame) if is_known]
        self.write(f") is Component else context.other(called{''.join(variables)}))(")
        self.write(self._arguments(node, frame, {"caller": "caller"} if forward_caller else None))
        self.write(")")

    def _arguments(self, node: nodes.Call, frame: Frame, added: Mapping[str, str] | None) -> str:
        """Return the code of the arguments of a call: Jinja writes it with a comma before, since the callee is the first."""
        stream, self.stream = self.stream, StringIO()
        try:
            self.signature(node, frame, added)
            return self.stream.getvalue().removeprefix(", ")
        finally:
            self.stream = stream

    @staticmethod
    def _variables(frame: Frame) -> tuple[tuple[str, bool], ...]:
        return ("_loop_vars", frame.loop_frame), ("_block_vars", frame.block_frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(printed if (kind := type(printed := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")) is Markup else escape_text(printed) if kind is str else escape(printed))")
