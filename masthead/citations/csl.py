"""An item in CSL-JSON, from which Zotero, Pandoc and others write any style."""

import json

from masthead.citations.cited_item import Cited, in_line


def csl(cited: Cited) -> str:
    """Return *cited* as a list with a single web page, the form that programs import."""
    date = cited.date
    texts = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "genre": cited.medium,
        "version": cited.version,
        "note": cited.note,
        "language": cited.language,
        "URL": cited.address,
    }
    item: dict[str, object] = {name: in_line(text) for name, text in texts.items() if text}
    item["author"] = [{"literal": in_line(cited.author)}]
    if date:
        item["issued"] = {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
    return json.dumps([item], ensure_ascii=False)
