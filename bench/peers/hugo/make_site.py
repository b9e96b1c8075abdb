"""Makes a Hugo site of a register: ``make_site.py REGISTER SITE same`` or ``plain``.

The records stay where they are: Hugo reads the YAML itself.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from babel import Locale

from masthead.field_types.vocabulary import EvidenceKind, PublisherKind

HERE = Path(__file__).parent


def main(register: Path, site: Path, pages: str) -> None:
    """Lay the templates of the *pages*, the settings and the names of countries and languages into *site*."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(HERE / pages / "layouts", site / "layouts")
    shutil.copytree(HERE / pages / "content", site / "content")
    (site / "data").mkdir()
    (site / "data/names.json").write_text(json.dumps(names(), ensure_ascii=False), "utf-8")
    mounts = [{"source": "data", "target": "data"}]
    mounts += [
        {"source": str(register.resolve() / kind), "target": f"data/{kind}"}
        for kind in ("sites", "firms", "campaigns", "sources")
    ]
    settings = (HERE / "hugo.yaml").read_text("utf-8") + f"module: {json.dumps({'mounts': mounts + other_mounts()})}\n"
    (site / "hugo.yaml").write_text(settings, "utf-8")


def other_mounts() -> list[dict[str, str]]:
    """Return the folders that Hugo mounts by itself unless any mount is given."""
    return [{"source": name, "target": name} for name in ("content", "layouts", "static", "assets")]


def names() -> dict[str, dict[str, str]]:
    """Return the names that pages print for codes."""
    locale = Locale.parse("en_GB")
    return {
        "countries": {code: str(name) for code, name in locale.territories.items() if len(code) == 2},
        "languages": {str(code): str(name) for code, name in locale.languages.items()},
        "kinds": {str(kind): kind.label for kind in EvidenceKind},
        "publishers": {str(kind): kind.label for kind in PublisherKind},
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
