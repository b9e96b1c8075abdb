"""The paragraph on the page of a country: the campaigns of its outlets, and the firms that sources name, with who does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from masthead.edition.edition import Edition, Sentence, Words
from masthead.field_types.vocabulary import N_, NN_
from masthead.model import Campaign, Firm, Outlet
from masthead.relations.graph import Said
from masthead.search.facets import Operator, facets_of, least_definite
from masthead.views.parts.outlet_table import named_by

MOST = 2
"""The most campaigns, and the most firms, that the paragraph names: the list has all of them."""

# Translators: before a list of campaigns, each with how many of the sites are listed under it.
_CAMPAIGNS = N_("Campaigns and sets under which they are listed here: %(campaigns)s.")
# Translators: %(sites)s is “17 sites”, %(by)s the source whose name or heading we use, with its date.
_CAMPAIGN = N_("%(campaign)s (%(sites)s; named by %(by)s)")
# Translators: before a list of firms. It is sources that name them; a source may speak of some of the sites only, and
# being listed under a firm is less than being operated by it.
_FIRMS = N_(
    "Firms that sources name as operators, or under which they list sites, each source for some or all of them: %(firms)s."
)
# Translators: %(sites)s is “17 sites”, %(by)s the sources that name the firm, some with an asterisk.
_FIRM = N_("%(firm)s (%(sites)s: %(by)s)")
_OTHERS = N_("The list below has the other campaigns, sets and firms.")
_SITES = NN_("%(num)s site", "%(num)s sites")


def country_account(edition: Edition, outlets: Sequence[Outlet]) -> tuple[Sentence, ...]:
    """Return a sentence on the largest campaigns of *outlets*, one on the firms named most, and one if there are others."""
    graph = edition.graph
    campaigns = Counter(id for outlet in outlets for id in facets_of(edition, outlet).campaigns)
    statements: defaultdict[str, list[Said]] = defaultdict(list)
    firms: Counter[str] = Counter()
    for outlet in outlets:
        of_outlet = [said for said in graph.operators_of(outlet) if said.attribution.firm]
        firms.update({said.attribution.firm or "" for said in of_outlet})
        for said in of_outlet:
            statements[said.attribution.firm or ""].append(said)
    listed = [_campaign(edition, graph.campaigns[id], number) for id, number in _largest(campaigns)]
    named = [_firm(edition, graph.firms[id], number, statements[id]) for id, number in _largest(firms)]
    sentences = []
    if listed:
        sentences.append(edition.sentence(_CAMPAIGNS, campaigns=_joined(listed)))
    if named:
        sentences.append(edition.sentence(_FIRMS, firms=_joined(named)))
    if max(len(campaigns), len(firms)) > MOST:
        sentences.append(edition.sentence(_OTHERS))
    return tuple(sentences)


def _largest(numbers: Counter[str]) -> list[tuple[str, int]]:
    return sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def _joined(sentences: Iterable[Sentence]) -> Sentence:
    first, *others = sentences
    return (*first, *(word for other in others for word in (Words("; "), *other)))


def _campaign(edition: Edition, campaign: Campaign, number: int) -> Sentence:
    """Return *campaign* with the *number* of outlets under it, and who named it when."""
    source = edition.graph.sources[campaign.named_by]
    notes = (edition.book.date(source.date) if source.date else "", edition.second_hand(source))
    by = (edition.by(source.id), *(Words(f", {note}") for note in notes if note))
    sites = edition.book.plural(*_SITES, number)
    return edition.sentence(_CAMPAIGN, campaign=_with_state(edition, campaign), sites=sites, by=by)


def _firm(edition: Edition, firm: Firm, number: int, statements: Sequence[Said]) -> Sentence:
    """Return *firm* with the *number* of outlets for which sources name it, and which sources do in *statements*."""
    operator = Operator(firm.id, statements[0].attribution.confidence, tuple(least_definite(edition, statements)))
    sites, by = edition.book.plural(*_SITES, number), named_by(edition, operator)
    return edition.sentence(_FIRM, firm=_with_state(edition, firm), sites=sites, by=by)


def _with_state(edition: Edition, record: Campaign | Firm) -> Sentence:
    """Return the linked name of *record*, with its state if it has one, such as disputed."""
    name = edition.firm(record.id) if isinstance(record, Firm) else edition.words(record)
    return (name, Words(f" ({edition.book.label(record.state.name)})")) if record.state else (name,)
