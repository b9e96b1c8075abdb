r"""An entry for BibTeX and BibLaTeX.

BibTeX counts every brace, even after a backslash: ``\{`` opens a group. Braces and backslashes of a text become
commands, so that no text can end its field.
"""

import re

from masthead.citations.cited_item import MONTHS, Cited, in_line

_COMMANDS = str.maketrans({
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}", "^": r"{\textasciicircum}",
    "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
})  # fmt: skip


def bibtex(cited: Cited) -> str:
    """Return *cited* as an entry of the type @misc, which every style has, with each text in braces of its own."""
    date = cited.date
    fields = {
        "author": f"{{{{{escape(cited.author)}}}}}",  # a second pair of braces: it is not a first and a last name
        "title": f"{{{{{escape(cited.title)}}}}}",  # a second pair of braces keeps its capitals
        "howpublished": f"{{{escape(cited.medium)}}}",
        "year": f"{{{date.year}}}" if date else "",
        "month": MONTHS[date.month - 1][:3].lower() if date and date.month else "",
        "day": f"{{{date.day}}}" if date and date.day else "",
        "note": f"{{{escape(_note(cited))}}}",
        "url": f"{{{_address(cited.address)}}}" if cited.address else "",
    }
    lines = (f"  {name} = {value}," for name, value in fields.items() if value not in ("", "{}"))
    return "\n".join((f"@misc{{{cited.key},", *lines, "}"))


def escape(text: str) -> str:
    """Return *text* in one line, with every character that has a meaning in TeX written as a command."""
    return in_line(text).translate(_COMMANDS)


def _note(cited: Cited) -> str:
    version = f"version of {cited.version}" if cited.version else ""
    note = "; ".join(filter(None, (cited.note, version)))
    return note[:1].upper() + note[1:]


def _address(address: str) -> str:
    """Return *address* unescaped, as the styles expect, but percent-encode the characters that could end the field."""
    return re.sub(r'[\s{}\\"<>]', lambda match: f"%{ord(match[0]):02X}", address)
