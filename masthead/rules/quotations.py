"""Quotations in texts of ours: what is outside of them, and those of which a text does not say whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

# No quotation goes on beyond the next that opens: so a text of opening marks alone is not read again from each.
_QUOTED = re.compile('“[^“”]*”|"[^"]*"|«[^«»]*»|„[^„“]*“|‘[^‘’]*’|「[^「」]*」|『[^『』]*』')
_NOTHING = "“”"
# The following are compiled when a text first quotes somebody.
# Behind a word of small letters; titles and forms of companies have a point too.
_END = r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bNo)(?<!\bCo)(?<!\bSt)(?<=[a-z0-9)\]” ])[.!?] +(?=[A-Z“])"
_SAYING = (
    r"(?i)\b(?:accord(?:s|ing)|accus(?:es?|ed|ing|ations?)|alleg\w+|announc\w+|answer\w*|argue[sd]?|ask(?:s|ed)?|assert(?:s|ed|ion|ions)?|assess\w*"
    r"|believe[sd]?|call(?:s|ed|ing)?|characteri[sz]\w+|charge[sd]?|cite[sd]?|claim(?:s|ed)?|class(?:es|ed)|classif\w+|complain\w*|conclu\w+"
    r"|condemn\w*|consider(?:s|ed)?|defin\w+|den(?:y|ies|ied)|describ\w+|description|dismiss\w*|dub(?:s|bed)|entitled|explain(?:s|ed)?"
    r"|finds|flag(?:s|ged)|head(?:ed|ing|ings|lines?|lined)|identif(?:y|ies|ied)|label\w*|lists?|listed|phrases?|quot\w+|rates?|rated|reads?"
    r"|refer(?:s|red|ring)?|refut\w+|regard(?:s|ed)?|reject\w*|repl(?:y|ies|ied)|report(?:s|ed|ing)?|retell\w*|retold|said|say(?:s|ing)?"
    r"|speaks?|spoke|states?|stated|statements?|summar\w+|tell(?:s|ing)?|terms?|termed|title[sd]?|told|translat\w+|warn(?:s|ed|ing)?"
    r"|words?|worded|wording|writ(?:e|es|ing|ten)|wrote)\b|[’']s? (?:own )?$"
)
# Said by nobody: is widely called, but not: is called by the mayor.
_BY_NOBODY = (
    r"(?i)\b(?:is|are|was|were|be|been|being) (?:\w+ly |also |often |now ){0,2}"
    r"(?:accused|called|characteri[sz]ed|classified|considered|described|dubbed|identified|labell?ed|listed|rated|regarded|reported|said|termed)\b"
    r"(?!.{0,80}? (?:by|in) )"
)


def unquoted(text: str) -> str:
    """Return *text* with nothing in its quotation marks."""
    return _QUOTED.sub(f" {_NOTHING} ", text)


def quoted(text: str) -> list[str]:
    """Return the quotations in *text*, with their marks."""
    return _QUOTED.findall(text)


def quotations_of_nobody(text: str) -> Iterator[str]:
    """Yield the quotations in sentences of *text* that have no word for who says them, such as: calls, according to."""
    quotations = quoted(text)
    for sentence in re.split(_END, unquoted(text)) if quotations else ():
        own, quotations = quotations[: sentence.count(_NOTHING)], quotations[sentence.count(_NOTHING) :]
        before = [part.rstrip() + " " for part in sentence.split(_NOTHING)[:-1]]
        if own and not any(re.search(_SAYING, re.sub(_BY_NOBODY, "", part)) for part in (sentence, *before)):
            yield from own
