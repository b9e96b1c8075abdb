"""The looks of the components as Chromium computes them, and those that are kept in `looks.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests import chromium
from tests.theme_page.states import STATES

KEPT = Path(__file__).parent / "looks.json"
SCRIPT = (Path(__file__).parent / "looks.js").read_text("utf-8")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
VIEWS = {"desk": (DESK, "light"), "phone": (PHONE, "light"), "dark": (DESK, "dark")}
"""The windows and colour schemes. The kept looks of the second and later are only the differences from the first."""
TURNED = "right-to-left"
ALL = (*VIEWS, TURNED)

Looks = dict[str, dict[str, dict[str, list[str]]]]
"""The looks by view, by component and by the place of an element in it: all that elements at this place have."""
Heights = dict[str, dict[str, dict[str, int]]]
"""The heights of components in pixels, by view and state."""


def opened(page: Page) -> None:
    """Open all folds of *page*."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


@dataclass(frozen=True, slots=True)
class Seen:
    """The colours, heights and looks of the theme page in Chromium."""

    colours: dict[str, dict[str, str]]
    """The colours of the tokens, by scheme."""
    heights: Heights
    looks: Looks


def seen(page: Page, folder: Path) -> Seen:
    """Return the looks of the components on the theme page in *folder*, which *page* opens."""
    looks: Looks = {view: {} for view in ALL}
    heights: Heights = {view: {} for view in ("desk", "phone")}
    colours = {}
    for state in STATES:
        page.goto((folder / state.name / "index.html").as_uri())
        opened(page)
        for view, (window, scheme) in VIEWS.items():
            page.set_viewport_size(window)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            report = page.evaluate(SCRIPT)
            colours[scheme] = report["colours"]
            if view in heights:
                heights[view][state.name] = report["heights"]
            if state.name != TURNED:
                _add(looks[view], report["looks"])
            elif view == "desk":
                _add(looks[TURNED], report["looks"])
    return Seen(colours, heights, differing(_sorted(looks)))


def _add(looks: dict[str, dict[str, list[str]]], more: dict[str, dict[str, list[str]]]) -> None:
    for component, places in more.items():
        for place, styles in places.items():
            known = looks.setdefault(component, {}).setdefault(place, [])
            known += [style for style in styles if style not in known]


def _sorted(looks: Looks) -> Looks:
    return {
        view: {
            component: {place: sorted(styles) for place, styles in sorted(places.items())}
            for component, places in sorted(components.items())
        }
        for view, components in looks.items()
    }


def differing(looks: Looks) -> Looks:
    """Return *looks* with all places of the first view, and only those of each other view that differ from it."""
    first = looks["desk"]
    others = {
        view: {
            component: places
            for component, all_places in components.items()
            if (
                places := {
                    place: styles for place, styles in all_places.items() if first[component].get(place) != styles
                }
            )
        }
        for view, components in looks.items()
        if view != "desk"
    }
    return {"desk": first, **others}


def kept() -> Seen:
    """Return the looks that are kept in `looks.json`."""
    return Seen(**json.loads(KEPT.read_text("utf-8")))


def changes(now: Looks, before: Looks, component: str) -> Iterator[str]:
    """Yield a line for each place in *component* that does not look as it did."""
    for view in ALL:
        new, old = now[view].get(component, {}), before[view].get(component, {})
        for place in sorted(new.keys() | old.keys()):
            added, gone = (
                set(here.get(place, ())) - set(there.get(place, ())) for here, there in ((new, old), (old, new))
            )
            yield from (f"{view}: {place}: + {style}" for style in sorted(added))
            yield from (f"{view}: {place}: - {style}" for style in sorted(gone))


def renew(folder: Path) -> None:
    """Keep the looks of the theme page in *folder* as they are now."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.get(), args=chromium.arguments())
        looks = seen(browser.new_page(), folder)
        browser.close()
    # A line for each place, so that a difference between two versions is read line by line.
    parts = (f"{json.dumps(name)}: {_lines(value, depth)}" for name, value, depth in _parts(looks))
    KEPT.write_text("{" + ",\n".join(parts) + "}\n", "utf-8")


def _parts(looks: Seen) -> Iterator[tuple[str, object, int]]:
    yield "colours", looks.colours, 1
    yield "heights", looks.heights, 2
    yield "looks", looks.looks, 3


def _lines(value: object, depth: int) -> str:
    if not depth or not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {_lines(part, depth - 1)}" for name, part in value.items()) + "}"
