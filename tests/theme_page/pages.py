"""The pages of components: one for each state, and one that leads to them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from masthead.building.configuration.settings import settings_of
from masthead.building.configuration.theme import theme_files
from masthead.building.output.links import start_of
from masthead.building.rendering.templates import templates_of
from masthead.edition.edition import Edition, Link, Meaning, Sentence, When
from masthead.edition.publisher import Contact, Publisher
from masthead.field_types.dates import PartialDate
from masthead.field_types.vocabulary import Role, Stance, Wording
from masthead.model import SetAttribution, Source
from masthead.model import State as RecordState
from masthead.pinned_lists.world_outlines import OUTLINES
from masthead.views.metadata.head import HeadView
from masthead.views.pages.campaign import CampaignSummary, IndicatorView
from masthead.views.pages.cite import CiteItem
from masthead.views.pages.corrections import Corrected, IndexedRecord
from masthead.views.pages.firm import Mention, RoleStatements, WebsiteView
from masthead.views.parts.attributions import AttributionView, Statements
from masthead.views.parts.campaign_counts import CheckView
from masthead.views.parts.claims import ArchiveView, CitationView, EvidenceView
from masthead.views.parts.contents import SectionLink
from masthead.views.parts.facts import FactValue
from masthead.views.parts.outlet_table import Listing
from masthead.views.parts.page_frame import LanguageLink, site_view
from masthead.views.parts.printed_addresses import PrintedSource
from masthead.views.parts.printed_names import NameView
from masthead.views.parts.record_head import StateView
from masthead.views.parts.record_history import CorrectionView, Filed
from masthead.views.parts.replies import RepliesView
from masthead.views.parts.term_definitions import TermList
from masthead.views.pictures.bars import Barred, barred
from masthead.views.pictures.diagram import LEAST, MOST, DiagramView
from masthead.views.pictures.found_content import FoundContent, found_diagram
from masthead.views.pictures.statement_diagram import campaign_diagram
from masthead.views.pictures.timeline import TimelineView, outlet_timeline
from masthead.views.pictures.world_map import MapView, world_map
from tests.site import ROOT
from tests.theme_page.states import STATES, Filler, State
from tests.world import World
from tests.world import make as make_records

TEMPLATES = Path(__file__).parent / "templates"
COMPONENTS = ROOT / "theme/templates/components"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawn record in a list."""

    id: str
    record: Link
    date: When | None
    reason: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An entry of a list that is on a further page of it."""

    id: str
    link: Link


@dataclass(frozen=True, slots=True)
class Specimens:
    """The values that the components of a page print, one field for each kind."""

    title: str
    host: str
    lang: str
    sources: tuple[PrintedSource, ...]
    archives: tuple[ArchiveView, ...]
    attributions: tuple[AttributionView, ...]
    statements: Statements
    counted: RoleStatements
    confidences: tuple[Meaning, ...]
    filed: Filed
    corrections: tuple[CorrectionView, ...]
    withdrawals: tuple[Withdrawal, ...]
    elsewhere: tuple[Elsewhere, ...]
    checks: tuple[CheckView, ...]
    citations: tuple[CitationView, ...]
    items: tuple[CiteItem, ...]
    links: tuple[Link, ...]
    trail: tuple[Link, ...]
    lists: tuple[Link, ...]
    sentences: tuple[Sentence, ...]
    sentence: Sentence
    campaigns: tuple[CampaignSummary, ...]
    evidence: tuple[EvidenceView, ...]
    mentions: tuple[Mention, ...]
    indicators: tuple[IndicatorView, ...]
    facts: tuple[FactValue, ...]
    names: tuple[NameView, ...]
    aliases: tuple[NameView, ...]
    websites: tuple[WebsiteView, ...]
    listing: Listing
    replies: RepliesView
    state: StateView | None
    terms: TermList
    texts: tuple[str, ...]
    differences: tuple[int, ...]
    first_seen: When | None
    last_seen: When | None
    languages: tuple[LanguageLink, ...]
    head: HeadView
    contents: tuple[SectionLink, ...]
    corrected: tuple[Corrected, ...]
    index: tuple[IndexedRecord, ...]


@dataclass(frozen=True, slots=True)
class StatePage:
    """The page of a state: its title, its specimens, and pictures drawn from numbers, dates and statements."""

    path: str
    title: str
    shown: Specimens
    bars: tuple[Barred, ...]
    diagram: DiagramView | None
    content_diagram: DiagramView | None
    listing: Listing
    map: MapView | None
    timeline: TimelineView | None
    name: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The page that leads to each component in each state."""

    path: str
    title: str
    states: tuple[Link, ...]
    components: tuple[str, ...]


def component_names() -> tuple[str, ...]:
    """The components of the theme, by the files of their templates."""
    return tuple(sorted(file.stem for file in COMPONENTS.glob("*.html")))


def write(folder: Path) -> None:
    """Write the theme page, with style, scripts and pictures of the theme, into *folder*."""
    settings = settings_of(ROOT / "pelicanconf.py", folder)
    for path, content in theme_files(settings, ("static",)):
        _put(folder / path, content)
    with tempfile.TemporaryDirectory() as records:
        world = make_records(Path(records) / "world")
        for state in STATES:
            _put(folder / state.name / "index.html", state_html(world, state).encode())
        _put(folder / "index.html", index_html(world).encode())


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def state_html(world: World, state: State) -> str:
    """Return the page of *state*, in its language; the dates of its timeline are those of the outlet of *world*."""
    edition = _edition(world, state)
    shown = Filler(state).view(Specimens)
    page = StatePage(
        path=f"{state.name}/",
        title=state.title,
        shown=shown,
        listing=_of_country(shown.listing) if state.name == "disputed" else shown.listing,
        bars=barred(edition, zip(shown.links, range(len(shown.links), 0, -1), strict=True)),
        diagram=_diagram(edition, state),
        content_diagram=_content_diagram(edition, world, state),
        map=world_map(edition, _targets(state)),
        timeline=_timeline(edition, world, state),
        name=state.name,
    )
    return _html(edition, "state.html", page)


def _of_country(listing: Listing) -> Listing:
    """Return *listing* as on the page of a country, each site of which has other target countries, too."""
    groups = (
        replace(group, letter="", rows=tuple(replace(row, targets_further=True) for row in group.rows))
        for group in listing.groups
    )
    return replace(listing, without="country", groups=tuple(groups))


def index_html(world: World) -> str:
    """Return the page that leads to the others."""
    states = tuple(Link(state.title, f"{state.name}/") for state in STATES)
    page = IndexPage("", "Components of the theme", states, component_names())
    return _html(world.edition(), "index.html", page)


def _edition(world: World, state: State) -> Edition:
    edition = world.edition(state.language, ROOT / "translations")
    texts = [text for text, _ in state.texts]
    publisher = Publisher(texts[0][:80], "Port of Example", texts[-1][:80], texts[0][:80], Contact("replies@institute.example"), ("en", "ko"))  # fmt: skip
    return replace(edition, publisher=publisher) if state.number else edition


def _html(edition: Edition, template: str, page: StatePage | IndexPage) -> str:
    settings = {**settings_of(ROOT / "pelicanconf.py", ROOT / "output"), "THEME_TEMPLATES_OVERRIDES": [TEMPLATES]}
    frame = site_view(edition, page.path)
    shown = page.shown if isinstance(page, StatePage) else None
    values = {
        "view": page,
        "description": page.title,
        "site": replace(frame, languages=shown.languages if shown else ()),
        "meta": shown.head if shown else None,
    }
    html = templates_of(settings, edition).environment.get_template(f"theme-page/{template}").render(values)
    return start_of(page.path, "index.html", None, "").linked(html)


def _targets(state: State) -> Sequence[Sequence[str]]:
    """The target countries of the sites of a map: none, two, or many; for a thousand, half are in one country."""
    places = sorted({code for outline in OUTLINES.values() for code in outline.places})
    if state.number < 2:
        return [[code] for code in places[: 2 * state.number]]
    spread = [[places[number * number % len(places)]] for number in range(state.number)]
    return [*spread, *[[places[0]]] * (state.number if state.number == 1000 else 0)]


def _timeline(edition: Edition, world: World, state: State) -> TimelineView | None:
    """The timeline of an outlet with as many items of evidence, on days close together; None without any."""
    if not state.number:
        return None
    outlet = world.outlet()
    first = outlet.evidence[0]
    items = tuple(
        first.model_copy(update={"id": f"item-{number}", "date": PartialDate(2024, 2, 7 + number % 20)})
        for number in range(min(state.number, 100))
    )
    return outlet_timeline(edition, outlet.model_copy(update={"evidence": items}))


def _diagram(edition: Edition, state: State) -> DiagramView | None:
    """The diagram of at most as many statements as it may have: sources state, deny and leave open roles of firms."""
    if not state.number:
        return None
    graph = edition.graph
    campaign = graph.campaigns["lighthouse"]
    firm, first = graph.firms["quay-media"], campaign.attributions[0]
    names = [text for text, _ in state.texts]
    firms = {f"firm-{at}": firm.model_copy(update={"id": f"firm-{at}", "name": name}) for at, name in enumerate(names)}
    said = (
        {"wording": Wording.ATTRIBUTES, "role": Role.OPERATOR},
        {"wording": Wording.FINDS, "role": Role.HOST, "part": names[-1]},
        {"wording": Wording.STATES, "role": Role.OPERATOR, "stance": Stance.DENIES},
        {"wording": Wording.STATES, "role": Role.OPERATOR, "stance": Stance.CANNOT_SAY, "firm": None},
    )
    statements = []
    for at in range(min(MOST, max(LEAST, state.number))):
        who = {"firm": f"firm-{at % len(names)}", "by": f"source-{at // 2 % len(names)}"}
        statements.append(SetAttribution.model_validate(first.model_dump() | who | said[at % len(said)]))
    campaign = campaign.model_copy(update={"name": names[0], "attributions": tuple(statements)})
    graph = replace(
        graph,
        campaigns={**graph.campaigns, campaign.id: campaign},
        firms={**graph.firms, **firms},
        sources={**graph.sources, **_sources(edition, names)},
    )
    return campaign_diagram(replace(edition, graph=graph), campaign)


def _sources(edition: Edition, names: Sequence[str]) -> dict[str, Source]:
    """Return a source for each of *names*, which is its short name."""
    source = edition.graph.sources["harbour-lab-2024"]
    return {
        f"source-{at}": source.model_copy(update={"id": f"source-{at}", "short_name": name})
        for at, name in enumerate(names)
    }


def _content_diagram(edition: Edition, world: World, state: State) -> DiagramView | None:
    """The diagram of content of others found on a few sites; its sources and origins have the names of *state*."""
    if not state.number:
        return None
    names, first = [text for text, _ in state.texts], world.outlet()
    dispute = {"name": "disputed", "date": "2024", "reason": "It is disputed."}
    sites = [
        first.model_copy(
            update={
                "id": f"{at}.{state.host.replace('[.]', '.')}",
                "state": RecordState.model_validate(dispute) if at and state.record_state == "disputed" else None,
            }
        )
        for at in range(min(MOST, max(LEAST, state.number)))
    ]
    facts = tuple(
        FoundContent(
            site, first.copies[0].model_copy(update={"origin": name, "sources": (f"source-{at % len(names)}",)})
        )
        for at, site in enumerate(sites)
        for name in ([names[at % len(names)]] if at % 3 else [f"{name} {at}" for name in names])
    )
    graph = replace(
        edition.graph,
        outlets={**edition.graph.outlets, **{site.id: site for site in sites}},
        sources={**edition.graph.sources, **_sources(edition, names)},
    )
    return found_diagram(replace(edition, graph=graph), graph.campaigns["lighthouse"], facts)
