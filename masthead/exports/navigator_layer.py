"""The techniques of all records as a layer for the DISARM Navigator, which is the ATT&CK Navigator with the DISARM framework.

The format is version 4.5 of the layer file format:
https://github.com/mitre-attack/attack-navigator/blob/master/layers/LAYERFORMATv4_5.md
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from masthead.edition.edition import NAME, Edition
from masthead.field_types.vocabulary import N_
from masthead.relations.shared_values import NAVIGATOR_LAYER, TECHNIQUE_PAGES
from masthead.views.parts.pivots import items_of, pivots


def navigator_layer_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the layer: each technique with the number of items of evidence that we put into its class."""
    shown = [(pivot, items_of(pivot)) for pivot in pivots(edition) if pivot.index == TECHNIQUE_PAGES]
    techniques = [
        {
            "techniqueID": pivot.value,
            "score": len(items),
            "comment": edition.book.plural("%(num)s item of evidence", "%(num)s items of evidence", len(items)),
            "links": [{"label": NAME, "url": edition.address(pivot.path)}] if edition.url else [],
        }
        for pivot, items in shown
        if items
    ]
    if techniques:
        layer = {
            "name": NAME,
            "versions": {"layer": "4.5"},
            "domain": "DISARM",
            "description": edition.book.say(
                N_("Which class an item of evidence is in is the reading of this database, not of the source.")
            ),
            "techniques": techniques,
        }
        yield NAVIGATOR_LAYER, json.dumps(layer, ensure_ascii=False, indent=1)
