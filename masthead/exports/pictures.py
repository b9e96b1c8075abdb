"""The pictures beside the records, re-encoded, in /attachments/."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.edition.edition import Edition


def picture_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each picture."""
    for picture in edition.pictures.values():
        yield picture.path, picture.webp
