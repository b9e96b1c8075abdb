"""The facts in the record of an outlet, each value with its note and its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from masthead.edition.edition import Edition, Link, Sentence, Words, country_path, path_of
from masthead.edition.localisation import capitalised
from masthead.field_types.vocabulary import N_, NN_
from masthead.field_types.web_addresses import defang
from masthead.model import Outlet, OutletName, Source, Target
from masthead.pinned_lists import UNDETERMINED
from masthead.views.parts.source_names import names_in_list

_SEMICOLON = N_("; ")
# Translators: %(status)s is one of “online”, “offline”, “blocked”, “seized”, “parked”.
_REPORTED = N_("reported %(status)s, %(date)s")


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value of a fact, with its note and its sources."""

    words: Sentence
    note: Sentence = ()
    sources: tuple[Link, ...] = ()
    fold: str = ""
    """The title of the fold that holds the words if they are long."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its label and its values."""

    label: str
    values: tuple[FactValue, ...]


def facts(edition: Edition, outlet: Outlet) -> tuple[Fact, ...]:
    """Return the facts of *outlet*, except those that its record leaves out."""
    say = edition.book.say
    all_facts = (
        Fact(
            say(N_("Recorded as")),
            (FactValue((Words(capitalised(edition.book.label(outlet.kind))),)),),
        ),
        Fact(say(N_("Target country")), tuple(_target(edition, target) for target in outlet.targets)),
        Fact(say(N_("Language")), tuple(_languages(edition, outlet))),
        Fact(
            say(N_("Campaign or set")),
            tuple(FactValue((edition.words(edition.graph.campaigns[id]),)) for id in outlet.campaigns),
        ),
        Fact(say(N_("Names sources use")), tuple(_name(edition, name) for name in outlet.names)),
        Fact(say(N_("Other addresses")), tuple(_hosts(edition, outlet))),
        Fact(say(N_("Content found on it, from")), tuple(_copies(edition, outlet))),
        Fact(say(N_("Imitates")), tuple(_imitated(edition, outlet))),
        Fact(say(N_("Status")), tuple(_activity(edition, outlet))),
        Fact(say(N_("Domain registered")), tuple(_registered(edition, outlet))),
        Fact(say(N_("Technical indicators")), tuple(_indicators(edition, outlet))),
    )
    return tuple(fact for fact in all_facts if fact.values)


def source_links(edition: Edition, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return links to the sources *ids*, named so that no two are alike, and with a note on each that is second-hand."""
    sources = [edition.graph.sources[id] for id in ids]
    return tuple(map(partial(_source_link, edition), sources, names_in_list(edition, sources)))


def source_names(edition: Edition, ids: Iterable[str]) -> str:
    """Return the short names of the sources *ids* as one phrase, with a note on each that is second-hand."""
    links = source_links(edition, ids)
    return edition.book.list(f"{link.text} ({link.note})" if link.note else link.text for link in links)


def _source_link(edition: Edition, source: Source, name: str) -> Link:
    linked = edition.link(source)
    return Link(name, path_of(source), note=edition.second_hand(source), state=linked.state)


def defang_host(text: str) -> str:
    """Return *text*, defanged if it is a host rather than the name of an outlet."""
    return defang(text) if " " not in text and "." in text.strip(".") else text


def _value(edition: Edition, text: str, sources: Iterable[str], note: str | None) -> FactValue:
    return FactValue((Words(text),), _notes(edition, note), source_links(edition, sources))


def _notes(edition: Edition, recorded: str | None, ours: str = "") -> Sentence:
    """Return the note of a value: *recorded* is in the words of the record, *ours* in the language of the page."""
    notes = [*([edition.recorded(recorded)] if recorded else []), *([Words(ours)] if ours else [])]
    return tuple(words for note in notes for words in (Words(edition.book.say(_SEMICOLON)), note))[1:]


def _target(edition: Edition, target: Target) -> FactValue:
    """Return the name of a target country, with the name as the source prints it if that differs."""
    code = target.country or UNDETERMINED
    name = edition.book.country(code)
    printed = () if target.as_reported in (name, code) else (Words(f" (“{target.as_reported}”)"),)
    return FactValue(
        (Words(name, country_path(code)), *printed),
        _notes(edition, target.note),
        source_links(edition, (target.source,)),
    )


def _languages(edition: Edition, outlet: Outlet) -> Iterable[FactValue]:
    for language in outlet.languages:
        yield _value(edition, edition.book.language(language.tag), (language.source,), language.note)


def _name(edition: Edition, name: OutletName) -> FactValue:
    match, more = Words(edition.book.label(name.match)), _notes(edition, name.note)
    note = (match, Words(edition.book.say(_SEMICOLON)), *more) if more else (match,)
    return FactValue((Words(name.text, "", name.lang or ""),), note, source_links(edition, name.sources))


_ROLE_BY_US = N_("what we call it, we read from its name")
_ADDRESSES = NN_("%(num)s address", "%(num)s addresses")
_MOST_HOSTS = 12
"""More hosts than these are folded: on a phone they would take the place of what follows."""


def _hosts(edition: Edition, outlet: Outlet) -> Iterable[FactValue]:
    """Yield the further hosts of *outlet*; those of which a source says the same are one value: an outlet may have hundreds."""
    alike: dict[tuple[str, str, Sentence], list[str]] = {}
    for further in outlet.hosts:
        inferred = edition.book.say(_ROLE_BY_US) if further.role_by else ""
        note = _notes(edition, further.note, inferred)
        alike.setdefault((edition.book.label(further.role), further.source, note), []).append(defang(further.host))
    for (role, source, note), hosts in alike.items():
        is_long = len(hosts) > _MOST_HOSTS
        fold = f"{edition.book.plural(*_ADDRESSES, len(hosts))} ({role})" if is_long else ""
        words = Words(", ".join(hosts) if is_long else f"{', '.join(hosts)} ({role})")
        yield FactValue((words,), note, source_links(edition, (source,)), fold)


def _copies(edition: Edition, outlet: Outlet) -> Iterable[FactValue]:
    for copy in outlet.copies:
        text = f"{defang_host(copy.origin)} ({edition.book.label(copy.how)})"
        yield _value(edition, text, copy.sources, copy.note)


def _imitated(edition: Edition, outlet: Outlet) -> Iterable[FactValue]:
    """Yield the genuine outlets that *outlet* imitates, with their hosts."""
    for genuine in outlet.imitates:
        text = f"{genuine.name} ({defang(genuine.host)})" if genuine.host else genuine.name
        yield _value(edition, text, genuine.sources, genuine.note)


def _activity(edition: Edition, outlet: Outlet) -> Iterable[FactValue]:
    """Yield the observations of *outlet*, the latest first."""
    for observation in sorted(outlet.activity, key=lambda observation: str(observation.date), reverse=True):
        text = edition.book.say(_REPORTED) % {
            "status": edition.book.label(observation.status),
            "date": edition.book.date(observation.date),
        }
        yield _value(edition, capitalised(text), (observation.source,), observation.note)


def _registered(edition: Edition, outlet: Outlet) -> Iterable[FactValue]:
    if outlet.registered:
        yield _value(
            edition, edition.book.date(outlet.registered.date), (outlet.registered.source,), outlet.registered.note
        )


def _indicators(edition: Edition, outlet: Outlet) -> Iterable[FactValue]:
    for indicator in outlet.indicators:
        text = f"{edition.book.label(indicator.type)}: {indicator.value}"
        yield _value(edition, text, (indicator.source,), indicator.note)
