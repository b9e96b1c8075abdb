"""Makes a Hugo site of a register: ``make_site.py REGISTER SITE same`` or ``plain``.

The records stay where they are: Hugo reads the YAML itself.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from babel import Locale

from masthead.field_types.vocabulary import (
    ActivityStatus,
    Basis,
    EvidenceKind,
    IndicatorType,
    OutletKind,
    PublisherKind,
    Role,
    Stance,
    StateName,
    Term,
)
from masthead.pinned_lists import TECHNIQUES
from masthead.views.parts.pivots import WEIGHTS

HERE = Path(__file__).parent
OUTLINES = HERE.parents[2] / "masthead/pinned_lists/world-outlines.json"
INDEXES = {
    "countries": (
        "Countries",
        "The countries that sources say the sites target, or in which a list gives a place for them, with the number of sites listed. Targeting a country does not mean being run from it, or read in it.",
    ),
    "languages": ("Languages", "The languages that sources name for the sites. Not every source names one."),
    "techniques": (
        "Techniques",
        "Methods of the DISARM framework, and the sites whose evidence shows one. Which class an item is in is our own reading, not its source’s.",
    ),
    "indicators": (
        "Technical values",
        "Technical values that sources report for sites. Sharing one is a lead, not a proof of a common operator. Usernames have no pages, since they may be those of persons.",
    ),
    "kinds": ("Kinds of outlet", "What the sites pose as, according to sources."),
    "years": (
        "Years",
        "The year of the earliest dated evidence of each site, registrations excepted. A site may be older.",
    ),
}
"""The title and the summary of each page that lists values which outlets share."""
METHOD = "A method in the DISARM framework, a public list of methods used in influence operations."
REGIONS = {
    "europe": "Europe",
    "east-asia": "East and Southeast Asia",
    "western-asia": "Western Asia",
    "central-america": "Central America and the Caribbean",
    "western-africa": "Western Africa",
}
"""The names of the regions that maps enlarge."""


def main(register: Path, site: Path, pages: str) -> None:
    """Lay the templates of the *pages*, the settings and the names of countries and languages into *site*."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(HERE / pages / "layouts", site / "layouts")
    shutil.copytree(HERE / pages / "content", site / "content")
    (site / "data").mkdir()
    (site / "data/names.json").write_text(json.dumps(names(), ensure_ascii=False), "utf-8")
    mounts = [{"source": "data", "target": "data"}, {"source": str(OUTLINES), "target": "data/map.json"}]
    mounts += [
        {"source": str(register.resolve() / kind), "target": f"data/{kind}"}
        for kind in ("sites", "firms", "campaigns", "sources")
    ]
    settings = (HERE / "hugo.yaml").read_text("utf-8") + f"module: {json.dumps({'mounts': mounts + other_mounts()})}\n"
    (site / "hugo.yaml").write_text(settings, "utf-8")


def other_mounts() -> list[dict[str, str]]:
    """Return the folders that Hugo mounts by itself unless any mount is given."""
    return [{"source": name, "target": name} for name in ("content", "layouts", "static", "assets")]


def names() -> dict[str, object]:
    """Return the names that pages print for codes, and the constant texts about values that outlets share."""
    locale = Locale.parse("en_GB")
    each = {"indicators": WEIGHTS[IndicatorType.IPV6], "kinds": OutletKind.LOCAL_NEWS.definition, "techniques": METHOD}
    return {
        "countries": {code: str(name) for code, name in locale.territories.items() if len(code) == 2},
        "languages": {str(code): str(name) for code, name in locale.languages.items()},
        "kinds": _labels(EvidenceKind),
        "publishers": _labels(PublisherKind),
        "bases": _labels(Basis),
        "regions": REGIONS,
        "techniques": dict(TECHNIQUES),
        "indexes": {
            kind: {"title": title, "summary": summary, "each": each.get(kind, summary)}
            for kind, (title, summary) in INDEXES.items()
        },
        "words": {
            "types": {kind.value: [kind.label, weight] for kind, weight in WEIGHTS.items()},
            "roles": _labels(Role),
            "stances": _labels(Stance),
            "statuses": _labels(ActivityStatus),
            "states": _labels(StateName),
        },
    }


def _labels(kind: type[Term]) -> dict[str, str]:
    return {term.value: term.label for term in kind}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
