"""Descriptions of pages, which search engines and services show without the page.

A description is made from the facts of its page. It is never a question: about a firm, that would be an accusation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from masthead.edition.edition import Edition
from masthead.field_types.vocabulary import N_
from masthead.pinned_lists import UNDETERMINED
from masthead.views.pages.campaign import CampaignsView
from masthead.views.pages.changes import ChangesView, MonthView
from masthead.views.pages.cite import CiteView
from masthead.views.pages.compare import CompareView
from masthead.views.pages.corrections import CorrectionsView
from masthead.views.pages.country import CountriesView, CountryView
from masthead.views.pages.data import DataView
from masthead.views.pages.firm import FirmsView
from masthead.views.pages.home import HomeView
from masthead.views.pages.lookup import LookupView
from masthead.views.pages.missing import MissingView
from masthead.views.pages.outlet_lists import FurtherView
from masthead.views.pages.pivot import PivotsView, PivotView
from masthead.views.pages.redirect import RedirectView
from masthead.views.pages.search import SearchView
from masthead.views.pages.source import SourcesView, SourceView
from masthead.views.pages.tombstone import TombstoneView
from masthead.views.parts.outlet_table import OutletsView

View = Any


def describe(edition: Edition, view: View) -> str:
    """Return the description of the page of *view*; the views of outlets, firms and campaigns contain their own."""
    own: str = getattr(view, "description", "")
    return own or _DESCRIBED[type(view)](edition, view)


def _home(edition: Edition, view: HomeView) -> str:
    """Return a sentence on the database, with its figures."""
    figures = edition.book.list(f"{figure.number} {figure.text}" for figure in view.figures)
    text = N_(
        "A public database of websites that sources say pose as news outlets, with who says so and on what evidence: %(figures)s."
    )
    return edition.book.say(text) % {"figures": figures}


def _plain(edition: Edition, view: SearchView | MissingView | CompareView) -> str:
    return edition.book.say(
        N_("%(title)s: a page of this database of websites that sources say pose as news outlets.")
    ) % {"title": view.title}


def _data(edition: Edition, _view: DataView) -> str:
    return edition.book.say(
        N_("The records as files for tables and programs, with feeds, the licence and how to cite.")
    )


def _lookup(edition: Edition, _view: LookupView) -> str:
    number = sum(outlet.is_published for outlet in edition.graph.outlets.values())
    return edition.book.plural(
        "Check an address against the %(num)s site listed here. With JavaScript, your browser answers by itself.",
        "Check an address against the %(num)s sites listed here. With JavaScript, your browser answers by itself.",
        number,
    )


def _outlets(edition: Edition, view: OutletsView) -> str:
    return edition.book.plural(
        "The %(num)s site listed here, with its target country, its campaign and the operator that sources name.",
        "All %(num)s sites listed here, with target country, campaign and the operator that sources name.",
        view.listing.number,
    )


def _countries(edition: Edition, view: CountriesView) -> str:
    return edition.book.plural(
        "The %(num)s country that sites are listed for.",
        "The %(num)s countries that sites are listed for.",
        len(view.countries),
    )


def _country(edition: Edition, view: CountryView) -> str:
    number = view.listing.number
    if view.code == UNDETERMINED:
        return edition.book.plural(
            "%(num)s listed site whose target country no source gives.",
            "%(num)s listed sites whose target country no source gives.",
            number,
        )
    return edition.book.plural(
        "%(num)s site listed here that a source says is aimed at %(country)s, or for which a list gives a place there.",
        "%(num)s sites listed here that sources say are aimed at %(country)s, or for which a list gives a place there.",
        number,
        country=edition.book.country_in_sentence(view.code),
    )


def _pivots(_edition: Edition, view: PivotsView) -> str:
    return view.note


def _pivot(edition: Edition, view: PivotView) -> str:
    pieces = {"kind": view.kind or view.index.text, "value": view.title}
    number = view.listing.number
    return edition.book.plural(
        "%(kind)s: %(value)s. %(num)s site listed here has it, according to a source or to our reading of evidence.",
        "%(kind)s: %(value)s. %(num)s sites listed here have it, according to sources or to our reading of evidence.",
        number,
        **pieces,
    )


def _firms(edition: Edition, view: FirmsView) -> str:
    return edition.book.plural(
        "%(num)s firm or service that sources name, and in which role. Being named does not make a firm an operator.",
        "%(num)s firms and services that sources name, and in which roles. Being named does not make a firm an operator.",
        view.number,
    )


def _campaigns(edition: Edition, view: CampaignsView) -> str:
    names = edition.book.list(campaign.link.text for campaign in view.campaigns)
    return edition.book.say(N_("Named networks and operations that listed sites are part of: %(names)s.")) % {
        "names": names
    }


def _sources(edition: Edition, view: SourcesView) -> str:
    return edition.book.plural(
        "The %(num)s document that the records cite, and how much of it we read.",
        "The %(num)s documents that the records cite, and how much of each we read.",
        view.number,
    )


def _source(edition: Edition, view: SourceView) -> str:
    """Return the type of the document, its publisher and date, how much of it we read, and how many records cite it."""
    facts = (view.type.label, view.publisher, view.date.text if view.date else "", view.verification.label)
    cited = edition.book.plural(
        "Cited in %(num)s record here.", "Cited in %(num)s records here.", view.listing.number + len(view.others)
    )
    return f"“{view.record.title}”: {', '.join(filter(None, facts))}. {cited}"


def _changes(edition: Edition, _view: ChangesView) -> str:
    return edition.book.say(N_("Every change to the records since the first release, day by day."))


def _month(edition: Edition, view: MonthView) -> str:
    return edition.book.say(N_("%(month)s: what each changed record said before, and what it says since.")) % {
        "month": view.title
    }


def _corrections(edition: Edition, view: CorrectionsView) -> str:
    return edition.book.say(N_("%(title)s: what records said before, what they say now, and why.")) % {
        "title": view.title
    }


def _cite(edition: Edition, view: CiteView) -> str:
    return edition.book.say(
        N_("%(title)s: a sentence to quote and citations in six formats, also for each item of evidence.")
    ) % {"title": view.title}


def _further(edition: Edition, view: FurtherView) -> str:
    pieces = {"title": view.start.text, "page": edition.book.number(view.listing.page)}
    return edition.book.say(N_("%(title)s: page %(page)s of the list of sites.")) % pieces


def _redirect(edition: Edition, view: RedirectView) -> str:
    return edition.book.say(N_("The page of %(title)s has another address now.")) % {"title": view.to.text}


def _tombstone(edition: Edition, view: TombstoneView) -> str:
    pieces = {
        "title": view.title,
        "state": view.state.name.label,
        "date": view.state.date.text if view.state.date else "",
        "reason": view.state.reason.striptags(),
    }
    return edition.book.say(N_("%(title)s: %(state)s, %(date)s. %(reason)s")) % pieces


_DESCRIBED: Mapping[type, Callable[[Edition, View], str]] = {
    HomeView: _home,
    SearchView: _plain,
    MissingView: _plain,
    CompareView: _plain,
    DataView: _data,
    LookupView: _lookup,
    OutletsView: _outlets,
    CountriesView: _countries,
    CountryView: _country,
    PivotsView: _pivots,
    PivotView: _pivot,
    FirmsView: _firms,
    CampaignsView: _campaigns,
    SourcesView: _sources,
    SourceView: _source,
    ChangesView: _changes,
    MonthView: _month,
    CorrectionsView: _corrections,
    CiteView: _cite,
    FurtherView: _further,
    RedirectView: _redirect,
    TombstoneView: _tombstone,
}
