"""Links between pages: relative, so that a website works in any folder and from disk."""

from __future__ import annotations

import posixpath
import re

from jinja2 import pass_context
from jinja2.runtime import Context


@pass_context
def link(context: Context, path: str) -> str:
    """Return the relative link from the page in *context* to the address *path* of ours, short if it is below."""
    folder = context.get("FOLDER")  # pages of prose have none
    if folder and path.startswith(folder) and path[len(folder) :].partition("#")[0]:
        return _file(path[len(folder) :], context["INDEX"])
    return relative_link(context["SITEURL"], path, context["INDEX"])


def relative_link(root: str, path: str, index: str) -> str:
    """Return *path* from the relative *root*; *index* names the file of a folder, for pages opened from disk."""
    return f"{root}/{_file(path, index)}"


def _file(path: str, index: str) -> str:
    address, sharp, anchor = path.partition("#")
    file = index if address == "" or address.endswith("/") else ""
    return f"{address}{file}{sharp}{anchor}"


def safe_url(address: str) -> str:
    """Return *address* if it is one of http or https, else nothing."""
    return address if re.match("https?://", address) else ""


def root_of(path: str) -> str:
    """Return the root, relative to the page at *path*."""
    return posixpath.relpath(".", posixpath.dirname(path) or ".")
