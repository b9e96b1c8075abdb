"""Texts of YAML as people write it: every style of value, odd spaces, comments in every place."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from([
    "x", "y z", "http://x.y/a?b=c", "Co., Ltd.", "é", "e\u0301", "日本", "2023", "2023-11-13", "NO", "~", "true", "a: b", "it's",
    "#no", "x #y", "- z", "[q", 'q"u', "b\\s", "-", "?", "a:", "@x", "%y", "`z", "*s", "&t", "!u", "|", "> v", " lead", "trail ",
])  # fmt: skip
NAMES = st.sampled_from(
    ["kind", "name", "evidence", "note", "sources", "id", "claim", "x", "zed", "a b", "from", "é", "'k", "schema"]
)
COMMENTS = st.sampled_from(["# one", "# two: {", "#three", "# 'four"])
LINES = st.sampled_from(["text", "  more", "", "é x ", "# not", "a: b", "- item", "\ttab"])
SIGNS = st.sampled_from(["|", "|-", "|+", ">", ">-", ">+", "|2", ">2-"])
ENDS = st.sampled_from(["\n", "\n", "\n", "  \n", " # end\n", "\n\n\n"])


@st.composite
def scalars(draw: st.DrawFn) -> str:
    """A text in one line: plain, in single or in double quotes."""
    word = draw(WORDS)
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return draw(st.sampled_from([word, word, f"'{word.replace(chr(39), 2 * chr(39))}'", f'"{escaped}"']))


@st.composite
def gaps(draw: st.DrawFn, indent: int) -> str:
    """The spaces, line ends and comments that may be between the parts of a list in brackets."""
    spaces = " " * (indent + draw(st.integers(1, 3)))
    return draw(
        st.sampled_from(["", "", " ", " ", f"\n{spaces}", f"  # in\n{spaces}", f"  # in\n{spaces}# below\n{spaces}"])
    )


@st.composite
def flows(draw: st.DrawFn, indent: int, depth: int = 0) -> str:
    """A list or fields between brackets or braces."""
    items = draw(st.lists(scalars() if depth > 1 else st.one_of(scalars(), flows(indent, depth + 1)), max_size=3))
    around = [draw(gaps(indent)) for _ in range(2 * len(items) + 1)]
    names = draw(st.lists(NAMES, min_size=len(items), max_size=len(items), unique=True))
    is_list = draw(st.booleans())
    inner = [f"{item if is_list else f'{name}: {item}'}" for name, item in zip(names, items, strict=True)]
    parts = [f"{around[2 * n]}{text}{around[2 * n + 1]}" for n, text in enumerate(inner)]
    return ("[{}]" if is_list else "{{{}}}").format(", ".join(parts) + around[-1])


@st.composite
def paragraphs(draw: st.DrawFn, indent: int) -> str:
    """A value over several lines: a block, plain or in quotes."""
    spaces = " " * (indent + draw(st.integers(1, 3)))
    if draw(st.booleans()):
        mark = draw(st.sampled_from(["", "'", '"']))
        return f"{mark}first\n{spaces}second{draw(st.sampled_from(['', chr(10) * 2 + spaces + 'third']))}{mark}\n"
    sign = draw(SIGNS)
    spaces = " " * (indent + 2) if "2" in sign else spaces
    lines = draw(st.lists(LINES, min_size=1, max_size=4))
    lines = lines if "2" in sign else ["text", *lines]
    return (
        sign
        + draw(st.sampled_from(["\n", "  # sign\n"]))
        + "".join(f"{spaces}{line}\n" if line else "\n" for line in lines)
    )


@st.composite
def values(draw: st.DrawFn, indent: int, depth: int) -> str:
    """The text after the name of a field, to the end of its lines."""
    kind = draw(st.sampled_from(["scalar", "scalar", "flow", "paragraph", "nothing", "block"][: 6 if depth < 3 else 5]))
    match kind:
        case "scalar":
            return f"{draw(st.sampled_from([' ', '  ']))}{draw(scalars())}{draw(ENDS)}"
        case "flow":
            return f" {draw(flows(indent))}{draw(ENDS)}"
        case "paragraph":
            return f" {draw(paragraphs(indent))}"
        case "block":
            return draw(ENDS) + draw(blocks(indent + draw(st.integers(1, 3)), depth + 1))
        case _:
            return draw(ENDS)


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 0) -> str:
    """Fields or items in lines of their own, with comments above some."""
    is_list = depth > 0 and draw(st.booleans())
    labels = ["-"] * draw(st.integers(1, 3)) if is_list else draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    text = ""
    for label in labels:
        above = draw(st.sampled_from(["", "", "", "\n", "# above\n", "\n# above\n\n", "  # deeper\n"]))
        text += "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in above.split("\n")[:-1])
        text += f"{' ' * indent}{label}{'' if is_list else ':'}{draw(values(indent, depth))}"
    return text


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A whole text, which is not always valid."""
    head = draw(st.sampled_from(["", "", "# yaml-language-server: $schema=x\n", "# whole\n\n", "\ufeff", "---\n"]))
    text = head + draw(blocks())
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))).encode()
