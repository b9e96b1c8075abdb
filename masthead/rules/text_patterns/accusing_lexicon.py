"""The accusing words in the form in which texts are searched for them; worked out when a text is first looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from masthead.pinned_lists import ACCUSING_WORDS, HAN_VARIANTS
from masthead.syntax.confusable_letters import folded

FIRST_SPACELESS, LAST_SPACELESS = "\u3040", "\u9fff"
"""Kana and Chinese characters: the scripts of the list that are written without spaces between words."""
_SEMITIC = re.compile("[\u0590-\u06ff]")
# Scripts in which a word has more before its stem, or signs that count as none of a word.
_OTHERWISE_BOUNDED = re.compile("[\u0590-\u06ff\u0900-\u0dff]")
# Hangul as folding leaves it.
_HANGUL = re.compile("[\u1100-\u11ff]")
# Particles joined to the word that follows: the article, and, in, as, for.
_PREFIXES = "(?:[وفبكلس]{0,2}(?:ال)?|لل|[והבלמשכ]{0,3})"
# Particles joined to the word before: subject, object, of, with, by, and forms of the verb “is”.
_PARTICLES = [
    "가",
    "이",
    "는",
    "은",
    "를",
    "을",
    "의",
    "에",
    "와",
    "과",
    "도",
    "로",
    "으로",
    "만",
    "들",
    "들이",
    "들은",
    "들을",
    "들의",
    "다",
    "이다",
    "였다",
    "이었다",
    "이며",
    "이고",
    "라고",
    "이라고",
    "라는",
    "이라는",
    "인",
    "적",
    "적인",
]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The accusing words by their stems: what is left of a word when it is folded, which any of its spellings has."""

    words: Mapping[str, str]
    """Each word as the list has it."""
    innocent: Mapping[str, tuple[str, ...]]
    """Folded texts behind a word, with which it means something else."""
    unspaced: tuple[str, ...]
    """The stems in scripts without spaces between words, in usual characters."""
    spaced: frozenset[str]
    """All other stems."""
    bounded_otherwise: tuple[str, ...]
    """The stems that have more before them in a text, or signs that count as none of a word."""
    phrases: Mapping[str, list[str]]
    """The stems that are several words, by the first of these."""
    beginnings: Mapping[str, tuple[str, ...]]
    """The stems with which a word may begin, by their first two letters."""
    after_others: tuple[str, ...]
    """The stems that may have more before them; one that begins as another does is found by that one."""
    open: Mapping[str, tuple[str, ...]]
    """The stems with any ending, by their first two letters."""

    def pattern(self, stem: str) -> re.Pattern[str]:
        """Return the pattern of the word with a *stem*, with what its language writes together with it."""
        return _pattern(stem, self.words[stem], self.innocent.get(stem, ()))


@cache
def lexicon() -> Lexicon:
    """Return the accusing words of the pinned list."""
    entries = [line.partition(" ! ") for line in ACCUSING_WORDS]
    stems = _folded([word.strip("*") for word, _, _ in entries])
    innocent = _folded([others for _, _, others in entries])
    words = {stem: word for stem, (word, _, _) in zip(stems, entries, strict=True)}
    unspaced = [stem for stem in words if FIRST_SPACELESS <= max(stem) <= LAST_SPACELESS]
    spaced = frozenset(words.keys() - set(unspaced))
    otherwise = tuple(stem for stem in spaced if _OTHERWISE_BOUNDED.search(stem))
    phrases = [stem for stem in spaced if not stem.isalnum() and stem not in otherwise]
    after = [stem for stem in spaced if words[stem].startswith("*")]
    return Lexicon(
        words,
        {stem: tuple(others.split(" ")) for stem, others in zip(stems, innocent, strict=True) if others},
        tuple(unspaced),
        spaced,
        otherwise,
        _by_first_word(phrases),
        _by_two_letters(spaced - {*otherwise, *phrases}),
        tuple(stem for stem in after if not any(stem != other and stem.startswith(other) for other in after)),
        _by_two_letters(stem for stem in spaced if words[stem].endswith("*")),
    )


@cache
def usual_characters() -> dict[int, str]:
    """Return the usual one for each variant of a Chinese character."""
    return {ord(character): line[0] for line in HAN_VARIANTS for character in line[1:]}


def _folded(texts: list[str]) -> list[str]:
    """Return *texts* as a folded text is searched for them; all at once, which takes less long."""
    return folded("\n".join(texts))[0].translate(usual_characters()).split("\n")


def _by_two_letters(stems: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return *stems* by their first two letters, since a word is compared with a few of them in no time."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for stem in stems:
        groups[stem[:2]].append(stem)
    return {letters: tuple(group) for letters, group in groups.items()}


def _by_first_word(phrases: Iterable[str]) -> Mapping[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        groups[phrase.replace("-", " ").split(" ")[0]].append(phrase)
    return dict(groups)


@cache
def _pattern(stem: str, word: str, innocent: tuple[str, ...]) -> re.Pattern[str]:
    before = _PREFIXES if _SEMITIC.search(stem) else r"\w*" if word.startswith("*") else ""
    behind = (
        r"\w*+"
        if word.endswith("*")
        else rf"(?:{'|'.join(_folded(_PARTICLES))})?(?!\w)"
        if _HANGUL.search(stem)
        else r"(?!\w)"
    )
    otherwise = rf"(?![ -](?:{'|'.join(map(re.escape, innocent))})\b)" if innocent else ""
    return re.compile(rf"(?<!\w){before}{re.escape(stem)}{behind}{otherwise}")
